import { setTimeout as delay } from 'node:timers/promises';
import type { JobDeps } from '../../../src/features/jobs/deps.js';
import type { JobRecord, JobStatus } from '../../../src/features/jobs/domain/job.js';

/** How far along the arrows each status is; the ends are final. */
const RANK: Record<JobStatus, number> = { PENDING: 0, PROCESSING: 1, COMPLETED: 2, FAILED: 2, CANCELLED: 2 };
const LOOK_EVERY_MS = 20;

type Seen = Pick<JobRecord, '_id' | 'status' | 'run' | 'changed' | 'path' | 'startedAt' | 'completedAt'>;

export interface TransitionWatch {
  /** Looks a last time; resolves with whatever went off the arrows. */
  stop(): Promise<string[]>;
}

/**
 * Looks at all records again and again: a status may only go forward, an end stays what it is, only a job that was begun
 * completes or fails, and what others can see changes never without `changed`.
 */
export function watchTransitions({ jobs }: Pick<JobDeps, 'jobs'>): TransitionWatch {
  const last = new Map<string, Seen>();
  const faults = new Set<string>();
  let stopped = false;

  async function look(): Promise<void> {
    const fields = { status: 1, run: 1, changed: 1, path: 1, startedAt: 1, completedAt: 1 };
    for (const now of await jobs.find().project<Seen>(fields).toArray()) {
      const before = last.get(now._id);
      last.set(now._id, now);
      const fault = faultOf(before, now);
      if (fault) faults.add(`${now._id}: ${fault}, from ${JSON.stringify(before)} to ${JSON.stringify(now)}`);
    }
  }

  const watching = (async () => {
    while (!stopped) {
      const at = performance.now();
      await look().catch(() => {
        // The queue is away: what happened meanwhile shows in the next look.
      });
      // A small part of the time, however many jobs there are.
      await delay(Math.max(LOOK_EVERY_MS, 5 * (performance.now() - at)));
    }
  })();

  return {
    async stop() {
      stopped = true;
      await watching;
      await look().catch(() => {});
      return [...faults];
    },
  };
}

function faultOf(before: Seen | undefined, now: Seen): string | null {
  if ((now.status === 'COMPLETED' || now.status === 'FAILED') && (!now.startedAt || now.run < 1))
    return 'ended without having begun';
  if ((RANK[now.status] === 2) !== (now.completedAt !== null)) return 'completedAt does not fit the status';
  if ((now.status === 'COMPLETED') !== (now.path !== null) && now.status !== 'CANCELLED')
    return 'path does not fit the status';
  if (!before) return null;
  if (RANK[now.status] < RANK[before.status]) return 'the status went back';
  if (RANK[before.status] === 2 && now.status !== before.status) return 'an end was not final';
  if (before.path !== null && now.path !== before.path) return 'the path changed';
  if (now.run < before.run) return 'the run went back';
  const differs = now.status !== before.status || now.run !== before.run || now.path !== before.path;
  if (differs && now.changed <= before.changed) return 'changed stood still';
  return null;
}
