import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import {
  type Batch,
  type BatchCounts,
  type BatchRecord,
  hasEnded,
  type JobRecord,
  type JobStatus,
} from '../domain/job.js';

const COUNTED_AS: Record<JobStatus, keyof BatchCounts> = {
  PENDING: 'pending',
  PROCESSING: 'processing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

const TOLD = ['accepted', 'place', 'retryOf', 'status', 'completedAt', 'changed'] as const;
type Told = Pick<JobRecord, '_id' | (typeof TOLD)[number]>;

/** A batch with the counts of its jobs as they are now. */
export function findBatch(
  { batches, jobs }: Pick<JobDeps, 'batches' | 'jobs'>,
  id: string,
): Promise<Batch | null> {
  return reach(async () => {
    const batch = await batches.findOne({ _id: id });
    if (!batch) return null;
    const projection = Object.fromEntries(TOLD.map((field) => [field, 1]));
    const all = await jobs.find({ batchId: id }).project<Told>(projection).toArray();
    const members = membersOf(batch, all);
    const latest = latestOf(members);
    const counts: BatchCounts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
    for (const { status } of latest) counts[COUNTED_AS[status]] += 1;
    const { total, createdAt } = batch;
    return {
      id,
      total,
      createdAt,
      completedAt: lastEnd(latest),
      counts,
      jobIds: latest.map(({ _id }) => _id),
      changed: members.reduce((sum, { changed }) => sum + changed, 0),
    };
  });
}

/** The latest job of each query of the batch, in the order of the queries. */
export async function latestJobs({ jobs }: Pick<JobDeps, 'jobs'>, batch: BatchRecord): Promise<JobRecord[]> {
  return latestOf(membersOf(batch, await jobs.find({ batchId: batch._id }).toArray()));
}

/** Others may name the batch that never came to be part of it: those of another call with the same idempotency key. */
function membersOf<T extends Told>(batch: BatchRecord, jobs: T[]): T[] {
  const first = new Set(batch.jobs);
  return jobs.filter(({ _id, retryOf }) => retryOf !== null || first.has(_id));
}

function latestOf<T extends Told>(members: T[]): T[] {
  const latest = new Map<number, T>();
  for (const job of members) {
    const other = latest.get(job.place!);
    if (!other || other.accepted < job.accepted) latest.set(job.place!, job);
  }
  return [...latest.values()].sort((a, b) => a.place! - b.place!);
}

function lastEnd(states: Pick<JobRecord, 'status' | 'completedAt'>[]): Date | null {
  if (!states.every(({ status }) => hasEnded(status))) return null;
  const ends = states.map(({ completedAt }) => completedAt?.getTime() ?? 0);
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
