import { ClockchainError } from '../../../errors.js';
import { reachWithin } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { hasEnded, type Job, type JobRecord, toJob } from '../domain/job.js';
import { cancel } from '../domain/transitions.js';
import { twinsOf } from '../domain/twins.js';
import { ANSWER_WITHIN_MS } from './bulk-generate.js';
import { wake } from './wake.js';

/**
 * Ends a job: one that is pending never starts, of one that runs the generator is told within a second and what it
 * answers is left. Gives the job as it then is; one that was cancelled before is given as it stands. Throws NOT_FOUND,
 * CONFLICT for a job that has completed or failed, and SERVICE_UNAVAILABLE.
 */
export function cancelJob(deps: JobDeps, id: string): Promise<Job> {
  return reachWithin(ANSWER_WITHIN_MS, async () => {
    for (;;) {
      const job = await deps.jobs.findOne({ _id: id });
      if (!job) throw new ClockchainError('NOT_FOUND', 'Job not found.');
      if (job.status === 'CANCELLED') return toJob(job);
      if (hasEnded(job.status)) {
        const end = job.status === 'COMPLETED' ? 'completed' : 'failed';
        throw new ClockchainError('CONFLICT', `There is nothing to cancel: this job has ${end}.`, {
          field: 'id',
          rule: 'is that of a job that has not ended',
        });
      }
      const now = deps.clock();
      const { from, to } = cancel(job, now);
      const cancelled = await deps.jobs.findOneAndUpdate(from, to, { returnDocument: 'after' });
      if (!cancelled) continue;
      deps.observer?.ended(cancelled, 'CANCELLED', now);
      await tidy(deps, cancelled);
      return toJob(cancelled);
    }
  });
}

/** What a fault leaves behind here is removed when the open jobs are gone through. */
async function tidy(deps: JobDeps, job: JobRecord): Promise<void> {
  // Its wake-up is left: it may be what other jobs are run by.
  await deps.openJobs.deleteOne({ _id: job.accepted });
  if (job.batchId === null) return;
  // Its twins waited for how it would end; now one of them is due.
  const twins = twinsOf(job);
  const next = await deps.jobs.findOne(
    { batchId: job.batchId, status: 'PENDING', $or: [{ _id: twins }, { twinOf: twins }] },
    { projection: { _id: 1 } },
  );
  if (next) await wake(deps, [next._id]);
}
