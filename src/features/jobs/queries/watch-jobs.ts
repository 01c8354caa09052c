import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Repeater } from '@graphql-yoga/subscription';
import DataLoader from 'dataloader';
import { ClockchainError } from '../../../errors.js';
import { isUnreachable } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Batch, hasEnded, type Job } from '../domain/job.js';
import { findBatch } from './find-batch.js';
import { findJobs } from './find-jobs.js';

/**
 * Follows jobs and batches, whichever process runs them: first as they are, then after every change, until they have
 * ended. Changes that follow each other faster than the records are looked at, or than the reader reads, come as one;
 * the last always comes. Rejects with NOT_FOUND where there is none of that id.
 */
export interface JobWatch {
  job(id: string): Promise<AsyncIterable<Job>>;
  batch(id: string): Promise<AsyncIterable<Batch>>;
}

const LOOK_EVERY_MS = 200;

/** The records are the truth, so they are looked at: all that is watched at the same moment, and nothing while nobody watches. */
export function createJobWatch(deps: Pick<JobDeps, 'jobs' | 'batches' | 'observer'>): JobWatch {
  const jobs = new DataLoader<string, Job | null>(
    async (ids) => {
      const found = new Map((await findJobs(deps, [...new Set(ids)])).map((job) => [job.id, job]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
  const batches = new DataLoader<string, Batch | null>(
    async (ids) => {
      const found = new Map(
        await Promise.all([...new Set(ids)].map(async (id) => [id, await findBatch(deps, id)] as const)),
      );
      return ids.map((id) => found.get(id)!);
    },
    { cache: false },
  );

  let next: Promise<void> | null = null;
  /** The next look, at the same time for all who wait for it. */
  function look(): Promise<void> {
    next ??= delay(LOOK_EVERY_MS).then(() => {
      next = null;
    });
    return next;
  }

  async function watch<Seen>(
    what: string,
    read: () => Promise<Seen | null>,
    isLast: (seen: Seen) => boolean,
  ): Promise<AsyncIterable<Seen>> {
    const first = await read();
    if (first === null) throw new ClockchainError('NOT_FOUND', `There is no ${what}.`);
    return new Repeater<Seen>(async (push, stop) => {
      let stopped = false;
      void stop.then(() => {
        stopped = true;
      });
      deps.observer?.watching(1);
      try {
        let shown = first;
        await push(shown);
        while (!stopped && !isLast(shown)) {
          await look();
          const seen = await read().catch((error) => {
            if (isUnreachable(error)) return shown;
            throw error;
          });
          if (seen === null) break;
          if (isDeepStrictEqual(seen, shown)) continue;
          shown = seen;
          await push(shown);
        }
      } finally {
        deps.observer?.watching(-1);
      }
      stop();
    });
  }

  return {
    job: (id) =>
      watch(
        `job ${id}`,
        () => jobs.load(id),
        ({ status }) => hasEnded(status),
      ),
    batch: (id) =>
      watch(
        `batch ${id}`,
        () => batches.load(id),
        ({ completedAt }) => completedAt !== null,
      ),
  };
}
