import type { Filter } from 'mongodb';
import { badInput } from '../../../errors.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Job, type JobRecord, type JobStatus, toJob } from '../domain/job.js';

/** Conditions that all hold; one that is absent or null holds for every job. */
export interface JobFilter {
  status?: readonly `${JobStatus}`[] | null;
  batchId?: string | null;
  createdFrom?: Date | null;
  /** Jobs of that very moment are left out. */
  createdTo?: Date | null;
  /** Stands in the query, in whatever letter case. */
  text?: string | null;
  generator?: string | null;
  clientRef?: string | null;
}

/** One page, the latest accepted first; cursors hold `accepted`. `count` counts all that pass the filter. */
export async function listJobs(
  { jobs }: Pick<JobDeps, 'jobs'>,
  filter: JobFilter,
  { limit, backward, after, before }: PageRequest,
): Promise<Page<Job> & { count(): Promise<number> }> {
  const passing = conditionsOf(filter);
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

function conditionsOf(filter: JobFilter): Filter<JobRecord> {
  const { status, batchId, createdFrom, createdTo, text, generator, clientRef } = filter;
  return {
    ...(status && { status: { $in: [...status] } }),
    ...(batchId != null && { batchId }),
    ...((createdFrom || createdTo) && {
      createdAt: { ...(createdFrom && { $gte: createdFrom }), ...(createdTo && { $lt: createdTo }) },
    }),
    ...(text && { query: { $regex: literally(text), $options: 'i' } }),
    ...(generator != null && { generator }),
    ...(clientRef != null && { clientRef }),
  };
}

/** A pattern that matches this text and no other. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function numberIn([accepted]: CursorKey, field: string): number {
  if (typeof accepted === 'number') return accepted;
  throw badInput(field, 'is a cursor of the list of jobs');
}
