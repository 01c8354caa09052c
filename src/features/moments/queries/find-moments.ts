import { type Graph, statement } from '../../../platform/graph/index.js';
import { seesAll, type Viewer } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from './moment.js';

const byPaths = statement('moment/by-paths');
const byIds = statement('moment/by-ids');

export interface FoundByPath {
  /** The path that was asked for; the moment may have been moved from there. */
  asked: string;
  moment: Moment;
}

/** The moments at these canonical paths that the viewer, naming them, may read; in no order. */
export async function findByPaths(
  { graph, viewer }: { graph: Graph; viewer: Viewer },
  paths: readonly string[],
): Promise<FoundByPath[]> {
  const rows = await graph.read<MomentRow & { asked: string }>(byPaths.with(!seesAll(viewer) && 'named'), {
    paths,
  });
  return rows.map((row) => ({ asked: row.asked, moment: toMoment(row) }));
}

/** The moments with these ids that the viewer, naming them, may read; in no order. */
export async function findByIds(
  { graph, viewer }: { graph: Graph; viewer: Viewer },
  ids: readonly string[],
): Promise<Moment[]> {
  const rows = await graph.read<MomentRow>(byIds.with(!seesAll(viewer) && 'named'), { ids });
  return rows.map(toMoment);
}
