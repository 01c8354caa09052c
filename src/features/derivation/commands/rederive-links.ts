import { type Graph, statement } from '../../../platform/graph/index.js';

const markDue = statement('derivation/mark-due');

const PAGE = 1_000;

/**
 * Has the derived links of every moment made anew, in the background. Resolves with how many moments that is, once all
 * are marked; what is marked survives the death of every process.
 */
export async function rederiveLinks({
  graph,
  wake,
}: {
  graph: Graph;
  wake(): void;
}): Promise<{ queued: number }> {
  let queued = 0;
  for (let after = ''; ; ) {
    const [row] = await graph.write<{ marked: number; last: string | null }>(markDue, { after, limit: PAGE });
    const { marked, last } = row!;
    queued += marked;
    if (marked > 0) wake();
    if (marked < PAGE || last === null) return { queued };
    after = last;
  }
}
