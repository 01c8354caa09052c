import { type Graph, statement } from '../../../platform/graph/index.js';
import { mayRead, type Viewer } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from './moment.js';

const byPaths = statement('moment/by-paths');
const byIds = statement('moment/by-ids');

/** The moments at these canonical paths that the viewer, naming them, may read; in no order. */
export async function findByPaths(
  deps: { graph: Graph; viewer: Viewer },
  paths: readonly string[],
): Promise<Moment[]> {
  return readable(deps.viewer, await deps.graph.read<MomentRow>(byPaths, { paths }));
}

/** The moments with these ids that the viewer, naming them, may read; in no order. */
export async function findByIds(
  deps: { graph: Graph; viewer: Viewer },
  ids: readonly string[],
): Promise<Moment[]> {
  return readable(deps.viewer, await deps.graph.read<MomentRow>(byIds, { ids }));
}

function readable(viewer: Viewer, rows: MomentRow[]): Moment[] {
  return rows.map(toMoment).filter((moment) => mayRead(viewer, moment.visibility, true));
}
