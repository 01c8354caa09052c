import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Job, toJob } from '../domain/job.js';

/** The jobs of these ids that there are, in any order. */
export function findJobs({ jobs }: Pick<JobDeps, 'jobs'>, ids: readonly string[]): Promise<Job[]> {
  return reach(async () => (await jobs.find({ _id: { $in: [...ids] } }).toArray()).map(toJob));
}

export async function findJob(deps: Pick<JobDeps, 'jobs'>, id: string): Promise<Job | null> {
  return (await findJobs(deps, [id]))[0] ?? null;
}
