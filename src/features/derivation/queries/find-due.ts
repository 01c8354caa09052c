import { type Graph, statement } from '../../../platform/graph/index.js';
import type { MomentFacts } from '../domain/derived-link.js';

const dueStatement = statement('derivation/due');
const countDueStatement = statement('derivation/count-due');

export interface DerivationProgress {
  /** Moments that wait for their derived links. */
  due: number;
  /** Moments that have theirs. */
  done: number;
}

/** The next moments whose derived links are due, earliest first, but for those to be skipped. */
export function findDue(
  { graph }: { graph: Graph },
  limit: number,
  skipped: Iterable<string> = [],
): Promise<MomentFacts[]> {
  return graph.read<MomentFacts & Record<string, unknown>>(dueStatement, { limit, skipped: [...skipped] });
}

export async function derivationProgress({ graph }: { graph: Graph }): Promise<DerivationProgress> {
  const [row] = await graph.read<{ due: number; total: number }>(countDueStatement);
  return { due: row!.due, done: row!.total - row!.due };
}
