import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { type Gate, openGate } from '../../platform/queue/gate.js';
import type { Queue } from '../../platform/queue/queue.js';
import { createWakeups, type Wakeups } from '../../platform/queue/wakeups.js';
import { createIndexes, type JobCollections, jobCollections } from './collections.js';
import type { JobObserver } from './observer.js';
import { upgradeRecords } from './upgrade-records.js';

/** What every command and query of jobs works on. */
export interface JobDeps extends JobCollections {
  queue: Queue;
  wakeups: Wakeups;
  /** What every job passes before it is begun. */
  gate: Gate;
  /** The generator of jobs that name none. */
  generator: string;
  observer?: JobObserver;
  /** Under which id the service answers the request that asks; null where none does. */
  requestId?: string | null;
  clock(): Date;
  newId(): string;
}

export interface JobOptions {
  queue: Queue;
  generator: string;
  log: Pick<FastifyBaseLogger, 'warn'>;
  observer?: JobObserver;
  clock?(): Date;
}

/** Creates the indexes and brings older records up to date; rejects with SERVICE_UNAVAILABLE when the queue is away. */
export async function openJobs({
  queue,
  generator,
  log,
  observer,
  clock = () => new Date(),
}: JobOptions): Promise<JobDeps> {
  const collections = jobCollections(queue.db);
  await createIndexes(collections);
  await upgradeRecords(collections);
  return {
    ...collections,
    queue,
    wakeups: createWakeups({
      queue,
      collection: 'wakeups',
      name: 'generate-moment',
      subjectKey: 'jobId',
      onError: (err) => log.warn({ err }, 'the queue had a fault; it is tried again'),
    }),
    gate: openGate({ db: queue.db, name: 'generate', clock }),
    generator,
    observer,
    clock,
    newId: randomUUID,
  };
}

export function closeJobs({ wakeups }: JobDeps): Promise<void> {
  return wakeups.close();
}
