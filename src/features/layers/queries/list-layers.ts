import { type Graph, statement } from '../../../platform/graph/index.js';
import { layerWords } from '../../moments/domain/layer.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';

const all = statement('layer/all');

export interface Layer {
  level: number;
  name: string;
  description: string;
  /** Moments in the layer that the viewer may count. */
  momentCount: number;
}

/** Every layer that holds something the viewer may count, by level. */
export async function listLayers({ graph, viewer }: { graph: Graph; viewer: Viewer }): Promise<Layer[]> {
  const rows = await graph.read<{ level: number; momentCount: number }>(
    all.with(!seesAll(viewer) && 'public'),
  );
  return rows.map(({ level, momentCount }) => ({ level, momentCount, ...layerWords(level) }));
}
