import type { FastifyBaseLogger } from 'fastify';
import { reach } from '../../../platform/queue/faults.js';
import type { OpenJob } from '../collections.js';
import type { JobDeps } from '../deps.js';

type Entry = Pick<OpenJob, '_id' | 'job'>;

/** Takes jobs that have ended off the open ones, and removes their wake-ups. Rejects while the queue is away. */
export async function removeOpen({ openJobs, wakeups }: JobDeps, ended: Entry[]): Promise<void> {
  if (ended.length === 0) return;
  await reach(() => openJobs.deleteMany({ _id: { $in: ended.map(({ _id }) => _id) } }));
  await wakeups.remove(ended.map(({ job }) => job));
}

export interface OpenRemover {
  /** Removes it shortly, with others that end about now. What a fault leaves is removed when the open jobs are gone through. */
  soon(ended: Entry): void;
  /** Resolves when all that was to go is gone. */
  stop(): Promise<void>;
}

const AFTER_MS = 200;

export function createOpenRemover(deps: JobDeps & { log: Pick<FastifyBaseLogger, 'warn'> }): OpenRemover {
  const ended: Entry[] = [];
  let removing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  function remove(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const some = ended.splice(0);
    removing = removing
      .then(() => removeOpen(deps, some))
      .catch((err) => deps.log.warn({ err }, 'ended jobs stay on the list of open ones for now'));
    return removing;
  }

  return {
    soon(entry) {
      ended.push(entry);
      timer ??= setTimeout(() => void remove(), AFTER_MS);
    },
    stop: remove,
  };
}
