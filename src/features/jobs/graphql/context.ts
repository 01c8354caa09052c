import DataLoader from 'dataloader';
import type { MomentContext } from '../../moments/graphql/context.js';
import type { JobDeps } from '../deps.js';
import type { Batch, Job } from '../domain/job.js';
import { findBatch } from '../queries/find-batch.js';
import { findJobs } from '../queries/find-jobs.js';
import type { JobWatch } from '../queries/watch-jobs.js';

/** What the resolvers of jobs find in the context of a request, beside what moments need. */
export interface JobContext extends MomentContext {
  jobs: JobDeps;
  jobWatch: JobWatch;
  jobsById: DataLoader<string, Job | null>;
  batchesById: DataLoader<string, Batch | null>;
}

export function createJobLoaders(jobs: JobDeps) {
  return {
    jobsById: new DataLoader<string, Job | null>(async (ids) => {
      const found = new Map((await findJobs(jobs, ids)).map((job) => [job.id, job]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    batchesById: new DataLoader<string, Batch | null>((ids) =>
      Promise.all(ids.map((id) => findBatch(jobs, id))),
    ),
  };
}
