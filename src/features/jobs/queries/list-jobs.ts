import type { Filter } from 'mongodb';
import { badInput } from '../../../errors.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Job, type JobRecord, type JobStatus, toJob } from '../domain/job.js';

export interface JobFilter {
  status?: readonly `${JobStatus}`[] | null;
  batchId?: string | null;
}

/** One page, the latest accepted first; cursors hold `accepted`. `count` counts all that pass the filter. */
export async function listJobs(
  { jobs }: Pick<JobDeps, 'jobs'>,
  filter: JobFilter,
  { limit, backward, after, before }: PageRequest,
): Promise<Page<Job> & { count(): Promise<number> }> {
  const passing: Filter<JobRecord> = {
    ...(filter.status && { status: { $in: [...filter.status] } }),
    ...(filter.batchId && { batchId: filter.batchId }),
  };
  const between = {
    ...(after && { $lt: numberIn(after, 'after') }),
    ...(before && { $gt: numberIn(before, 'before') }),
  };
  const inPage = after || before ? { ...passing, accepted: between } : passing;
  const found = await reach(() =>
    jobs
      .find(inPage)
      .sort({ accepted: backward ? 1 : -1 })
      .limit(limit + 1)
      .toArray(),
  );
  const items = found.slice(0, limit).map(toJob);
  return {
    items: backward ? items.reverse() : items,
    more: found.length > limit,
    count: () => reach(() => jobs.countDocuments(passing)),
  };
}

function numberIn([accepted]: CursorKey, field: string): number {
  if (typeof accepted === 'number') return accepted;
  throw badInput(field, 'is a cursor of the list of jobs');
}
