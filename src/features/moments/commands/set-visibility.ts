import { type Graph, statement } from '../../../platform/graph/index.js';
import { canonicalPath } from '../domain/path.js';
import { parseVisibility } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from '../queries/moment.js';
import { lockWithNeighbours } from './change-moment.js';

const setVisibilityStatement = statement('moment/set-visibility');

/** Changes who may see a moment. Throws BAD_USER_INPUT, or NOT_FOUND where no moment stands at the path. */
export async function setMomentVisibility(
  { graph, clock }: { graph: Graph; clock(): Date },
  input: { path: unknown; visibility: unknown },
): Promise<Moment> {
  const path = canonicalPath(input.path);
  const visibility = parseVisibility(input.visibility, 'visibility');
  return graph.transaction(async (run) => {
    const { id } = await lockWithNeighbours(run, path);
    const [row] = await run<MomentRow>(setVisibilityStatement, { id, visibility, at: clock().toISOString() });
    return toMoment(row!);
  });
}
