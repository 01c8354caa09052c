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

/** Stores each moment for itself, in one answer in the order given: a bad one is told and spoils no other. */
export async function indexMoments(
  deps: MomentDeps & { viewer: Viewer; log: Pick<FastifyBaseLogger, 'error'> },
  moments: readonly IndexMomentRequest[],
): Promise<IndexOutcome[]> {
  if (moments.length === 0 || moments.length > MAX_MOMENTS) {
    throw badInput('moments', `holds 1 to ${MAX_MOMENTS} moments`);
  }
  return Promise.all(
    moments.map(async (request, i) => {
      try {
        return { ...(await indexMoment(deps, request, `moments.${i}`)), error: null };
      } catch (thrown) {
        const error = toClockchainError(thrown, deps.log);
        return {
          path: error.details.path ?? String(request.path),
          status: 'refused' as const,
          moment: null,
          created: false as const,
          warnings: [],
          error,
        };
      }
    }),
  );
}
