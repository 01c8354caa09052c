import { badInput, ClockchainError } from '../../../errors.js';
import { reachWithin } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Job, toJob } from '../domain/job.js';
import { latestJobs } from '../queries/find-batch.js';
import { acceptRetries } from './accept-retries.js';
import { ANSWER_WITHIN_MS } from './bulk-generate.js';

/**
 * Makes a new job that asks the same again, in the same batch. A job has one retry: asked for again, it is the one
 * that stands. Throws NOT_FOUND, BAD_USER_INPUT for a job that has not failed and was not cancelled, and
 * SERVICE_UNAVAILABLE.
 */
export function retryJob(deps: JobDeps, id: string): Promise<Job> {
  return reachWithin(ANSWER_WITHIN_MS, async () => {
    const job = await deps.jobs.findOne({ _id: id });
    if (!job) throw new ClockchainError('NOT_FOUND', 'Job not found.');
    if (job.status !== 'FAILED' && job.status !== 'CANCELLED') {
      const why = job.status === 'COMPLETED' ? 'has completed' : 'has not ended yet';
      throw badInput('id', 'is that of a job that failed or was cancelled', `This job ${why}.`);
    }
    const [retry] = await acceptRetries(deps, [job]);
    return toJob(retry!);
  });
}

/**
 * Retries what failed in a batch, and gives all its retries that are under way, those of earlier calls included; in
 * the order of the queries. Throws NOT_FOUND and SERVICE_UNAVAILABLE.
 */
export function retryBatch(deps: JobDeps, id: string): Promise<Job[]> {
  return reachWithin(ANSWER_WITHIN_MS, async () => {
    const batch = await deps.batches.findOne({ _id: id });
    if (!batch) throw new ClockchainError('NOT_FOUND', 'Batch not found.');
    const latest = await latestJobs(deps, batch);
    const retries = await acceptRetries(
      deps,
      latest.filter(({ status }) => status === 'FAILED'),
    );
    const underWay = latest.filter(
      ({ status, retryOf }) => retryOf !== null && (status === 'PENDING' || status === 'PROCESSING'),
    );
    return [...retries, ...underWay].sort((a, b) => a.place! - b.place!).map(toJob);
  });
}
