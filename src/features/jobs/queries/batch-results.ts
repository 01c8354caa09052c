import { ClockchainError } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { reach } from '../../../platform/queue/faults.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import type { Moment } from '../../moments/queries/moment.js';
import type { JobDeps } from '../deps.js';
import type { Job } from '../domain/job.js';
import { findBatch } from './find-batch.js';
import { findJobs } from './find-jobs.js';

export interface BatchResult {
  job: Job;
  /** Once it is completed, unless the moment was deleted since. */
  moment: Moment | null;
}

const PAGE = 50;

/**
 * The latest job of each query of a batch with its moment, in the order of the queries, read as they are taken. Rejects
 * with NOT_FOUND where there is no such batch.
 */
export async function batchResults(
  deps: Pick<JobDeps, 'jobs' | 'batches'> & { graph: Graph; viewer: Viewer },
  id: string,
): Promise<AsyncGenerator<BatchResult>> {
  const batch = await findBatch(deps, id);
  if (!batch) throw new ClockchainError('NOT_FOUND', 'Batch not found.');
  return read(deps, batch.jobIds);
}

async function* read(
  deps: Parameters<typeof batchResults>[0],
  jobIds: string[],
): AsyncGenerator<BatchResult> {
  for (let from = 0; from < jobIds.length; from += PAGE) {
    const ids = jobIds.slice(from, from + PAGE);
    const jobs = new Map((await reach(() => findJobs(deps, ids))).map((job) => [job.id, job]));
    const paths = [...jobs.values()].flatMap(({ status, path }) =>
      status === 'COMPLETED' && path !== null ? path : [],
    );
    const found = await findByPaths(deps, [...new Set(paths)]);
    const moments = new Map(found.map(({ asked, moment }) => [asked, moment]));
    for (const jobId of ids) {
      const job = jobs.get(jobId);
      if (job) yield { job, moment: (job.status === 'COMPLETED' && moments.get(job.path!)) || null };
    }
  }
}
