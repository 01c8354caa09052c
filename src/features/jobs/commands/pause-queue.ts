import { reachWithin } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { ANSWER_WITHIN_MS } from './bulk-generate.js';

/** From now on no worker begins a job, until the queue is resumed; jobs that run finish. Throws SERVICE_UNAVAILABLE. */
export function pauseQueue({ gate }: Pick<JobDeps, 'gate'>): Promise<void> {
  return reachWithin(ANSWER_WITHIN_MS, () => gate.setPaused(true));
}

/** Workers begin jobs again, within a second. Throws SERVICE_UNAVAILABLE. */
export function resumeQueue({ gate }: Pick<JobDeps, 'gate'>): Promise<void> {
  return reachWithin(ANSWER_WITHIN_MS, () => gate.setPaused(false));
}
