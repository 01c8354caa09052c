import { type Graph, statement } from '../../../platform/graph/index.js';

const unfinished = statement('backup/unfinished');

export class RestoreUnfinished extends Error {
  override readonly name = 'RestoreUnfinished';
}

/** Throws where a restore began and did not end: what stands there is a part, and nobody should take it for the whole. */
export async function refuseUnfinishedRestore(graph: Graph): Promise<void> {
  const [restore] = await graph.read<{ at: string }>(unfinished);
  if (!restore) return;
  throw new RestoreUnfinished(
    `The restore that began here at ${restore.at} has not ended, so only a part of the backup is there.\n` +
      'Give the same "clockchain restore" again: it goes on where it stopped.',
  );
}
