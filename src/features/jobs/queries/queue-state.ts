import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';

/** How the queue as a whole is doing. */
export interface QueueState {
  paused: boolean;
  /** Accepted and not begun. */
  pending: number;
  /** Begun and being worked on. */
  processing: number;
  /** Begun, and to be tried again later. */
  waiting: number;
  /** Failed and not yet removed, tried again or not. */
  failed: number;
  /** When the job that has waited longest for its start was accepted. */
  oldestPendingAt: Date | null;
  /** Of the last sixty seconds. */
  endedLastMinute: number;
  /** As the worker that started last has them; null before the first, and `ratePerMinute` also where there is no limit. */
  concurrency: number | null;
  ratePerMinute: number | null;
}

const PAGE = 100;

/** Counts by index; what has ended costs nothing but the count of failures. */
export function queueState({ jobs, openJobs, gate, clock }: JobDeps): Promise<QueueState> {
  const lastMinute = { $gte: new Date(clock().getTime() - 60_000) };
  const progressing = { status: 'PROCESSING' as const };

  /** The open jobs are in order of acceptance; ahead of the first that is pending are only those that were begun. */
  async function oldestPending(): Promise<Date | null> {
    for (let after = 0; ; ) {
      const page = await openJobs
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      const pending = await jobs
        .find({ _id: { $in: page.map(({ job }) => job) }, status: 'PENDING' })
        .project<{ createdAt: Date }>({ createdAt: 1 })
        .toArray();
      if (pending.length > 0) return new Date(Math.min(...pending.map(({ createdAt }) => Number(createdAt))));
      if (page.length < PAGE) return null;
      after = page.at(-1)!._id;
    }
  }

  return reach(async () => {
    const [state, pending, processing, waiting, failed, oldestPendingAt, endedLastMinute] = await Promise.all(
      [
        gate.state(),
        jobs.countDocuments({ status: 'PENDING' }),
        jobs.countDocuments({ ...progressing, stage: { $ne: 'WAITING' } }),
        jobs.countDocuments({ ...progressing, stage: 'WAITING' }),
        jobs.countDocuments({ status: 'FAILED' }),
        oldestPending(),
        jobs.countDocuments({ completedAt: lastMinute }),
      ],
    );
    return {
      paused: state.paused,
      pending,
      processing,
      waiting,
      failed,
      oldestPendingAt,
      endedLastMinute,
      concurrency: state.settings?.concurrency ?? null,
      ratePerMinute: state.settings?.ratePerMinute ?? null,
    };
  });
}
