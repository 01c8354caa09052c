import { type Graph, statement } from '../../../platform/graph/index.js';
import { canonicalPath } from '../domain/path.js';
import { lockWithNeighbours, sweepEmptyHubs } from './change-moment.js';

const deleteStatement = statement('moment/delete');

/** Deletes a moment with its links and former paths, and the hubs that it leaves empty. Throws BAD_USER_INPUT or NOT_FOUND. */
export async function deleteMoment({ graph }: { graph: Graph }, input: { path: unknown }): Promise<string> {
  const path = canonicalPath(input.path);
  await graph.transaction(async (run) => {
    const { id } = await lockWithNeighbours(run, path);
    const [row] = await run<{ left: string[] }>(deleteStatement, { id });
    await sweepEmptyHubs(run, row!.left);
  });
  return path;
}
