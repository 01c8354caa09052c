import { v5 as uuidFrom } from 'uuid';
import { ClockchainError } from '../../../errors.js';
import { isDuplicate, reachWithin } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Batch, type BatchRecord, type Job, toJob } from '../domain/job.js';
import { type BulkRequest, digestOf, readBulkRequest } from '../domain/request.js';
import { findBatch } from '../queries/find-batch.js';
import { findJobs } from '../queries/find-jobs.js';
import { acceptJobs } from './accept-jobs.js';
import { wake } from './wake.js';

export interface Accepted {
  /** In the order of the queries. */
  jobs: Job[];
  batch: Batch;
}

/** A client waits no longer than this; what is accepted later is found again by its idempotency key. */
export const ANSWER_WITHIN_MS = 5_000;

/** Where batch ids come from when the client gives a key; a UUID of this service's own choosing. */
const KEY_NAMESPACE = '5b0f4c62-6f4e-4b1c-9a55-7a0c8f2d9e31';

/**
 * Accepts a batch whole or not at all; once this resolves its jobs survive the death of every process. Input: `queries`,
 * 1 to 500 of `{query, preset?, visibility?, clientRef?}`, and `idempotencyKey?`. The same key with the same queries
 * gives the jobs that stand. Throws BAD_USER_INPUT, CONFLICT (same key, other queries) and SERVICE_UNAVAILABLE.
 */
export async function bulkGenerate(
  deps: JobDeps,
  input: unknown,
  { generator = deps.generator }: { generator?: string } = {},
): Promise<Accepted> {
  const request = readBulkRequest(input);
  return reachWithin(ANSWER_WITHIN_MS, () => accept(deps, request, generator));
}

async function accept(deps: JobDeps, request: BulkRequest, generator: string): Promise<Accepted> {
  const { queries, idempotencyKey } = request;
  const id = idempotencyKey === null ? deps.newId() : uuidFrom(idempotencyKey, KEY_NAMESPACE);
  const bodyDigest = digestOf(queries);
  const standing = idempotencyKey === null ? null : await deps.batches.findOne({ _id: id });
  if (standing) return answerAgain(deps, standing, bodyDigest);
  try {
    const records = await acceptJobs(deps, queries, { generator, batch: { id, bodyDigest } });
    const jobs = records.map(toJob);
    await wake(
      deps,
      jobs.map((job) => job.id),
    );
    return { jobs, batch: newBatch(id, jobs) };
  } catch (error) {
    const first = isDuplicate(error) ? await deps.batches.findOne({ _id: id }) : null;
    if (!first) throw error;
    return answerAgain(deps, first, bodyDigest);
  }
}

function newBatch(id: string, jobs: Job[]): Batch {
  return {
    id,
    total: jobs.length,
    createdAt: jobs[0]!.createdAt,
    completedAt: null,
    counts: { pending: jobs.length, processing: 0, completed: 0, failed: 0, cancelled: 0 },
    jobIds: jobs.map((job) => job.id),
    changed: jobs.reduce((sum, { changed }) => sum + changed, 0),
  };
}

async function answerAgain(deps: JobDeps, standing: BatchRecord, bodyDigest: string): Promise<Accepted> {
  if (standing.bodyDigest !== bodyDigest) {
    throw new ClockchainError('CONFLICT', 'This idempotencyKey was used with other queries.', {
      field: 'idempotencyKey',
      rule: 'is used again only with the same queries',
    });
  }
  const found = new Map((await findJobs(deps, standing.jobs)).map((job) => [job.id, job]));
  const jobs = standing.jobs.map((id) => found.get(id)).filter((job) => job !== undefined);
  return { jobs, batch: (await findBatch(deps, standing._id))! };
}
