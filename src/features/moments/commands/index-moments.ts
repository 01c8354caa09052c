import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { badInput, type ClockchainError } from '../../../errors.js';
import { toClockchainError } from '../../../platform/http/problem.js';
import type { Viewer } from '../domain/visibility.js';
import { type IndexedMoment, type IndexMomentRequest, indexMoment, type MomentDeps } from './index-moment.js';

export const MAX_MOMENTS = 1_000;

export type IndexOutcome =
  | (IndexedMoment & { error: null })
  | {
      path: string;
      status: 'refused';
      moment: null;
      created: false;
      warnings: string[];
      error: ClockchainError;
    };

type BulkDeps = MomentDeps & { viewer: Viewer; log: Pick<FastifyBaseLogger, 'error'> };

const AT_ONCE = 100;

/** Stores each moment for itself, in one answer in the order given: a bad one is told and spoils no other. */
export async function indexMoments(
  deps: BulkDeps,
  moments: readonly IndexMomentRequest[],
): Promise<IndexOutcome[]> {
  if (moments.length === 0 || moments.length > MAX_MOMENTS) {
    throw badInput('moments', `holds 1 to ${MAX_MOMENTS} moments`);
  }
  const outcomes: Promise<IndexOutcome>[] = [];
  for (const [i, request] of moments.entries()) {
    // The graph writes the first while the next are still being checked.
    if (i % AT_ONCE === 0) await nextTurn();
    outcomes.push(outcomeOf(deps, request, i));
  }
  return Promise.all(outcomes);
}

async function outcomeOf(deps: BulkDeps, request: IndexMomentRequest, i: number): Promise<IndexOutcome> {
  try {
    return { ...(await indexMoment(deps, request, `moments.${i}`)), error: null };
  } catch (thrown) {
    const error = toClockchainError(thrown, deps.log);
    return {
      path: error.details.path ?? String(request.path),
      status: 'refused',
      moment: null,
      created: false,
      warnings: [],
      error,
    };
  }
}
