import type { JobDeps } from '../deps.js';

/** As many jobs as may ever run at once: a wake-up that rings runs job after job until none is left to run. */
export const MOST_WAKEUPS = 64;

/** Adds wake-ups for jobs that were accepted: one for each, up to as many as can run at once. Never rejects. */
export function wake({ wakeups }: JobDeps, jobs: string[]): Promise<void> {
  return wakeups.add(jobs.slice(0, MOST_WAKEUPS));
}
