import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Batch, type BatchCounts, hasEnded, type JobRecord, type JobStatus } from '../domain/job.js';

const COUNTED_AS: Record<JobStatus, keyof BatchCounts> = {
  PENDING: 'pending',
  PROCESSING: 'processing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

/** A batch with the counts of its jobs as they are now. */
export function findBatch(
  { batches, jobs }: Pick<JobDeps, 'batches' | 'jobs'>,
  id: string,
): Promise<Batch | null> {
  return reach(async () => {
    const batch = await batches.findOne({ _id: id });
    if (!batch) return null;
    const states = await jobs
      .find({ _id: { $in: batch.jobs } })
      .project<Pick<JobRecord, 'status' | 'completedAt'>>({ status: 1, completedAt: 1 })
      .toArray();
    const counts: BatchCounts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
    for (const { status } of states) counts[COUNTED_AS[status]] += 1;
    const { total, createdAt } = batch;
    return { id, total, createdAt, completedAt: lastEnd(states), counts, jobIds: batch.jobs };
  });
}

function lastEnd(states: Pick<JobRecord, 'status' | 'completedAt'>[]): Date | null {
  if (!states.every(({ status }) => hasEnded(status))) return null;
  const ends = states.map(({ completedAt }) => completedAt?.getTime() ?? 0);
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
