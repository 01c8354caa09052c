import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Graph } from '../../platform/graph/index.js';
import type { Queue } from '../../platform/queue/queue.js';
import { createWakeups, type Wakeups } from '../../platform/queue/wakeups.js';

/** What deriving links works on, in every process. */
export interface DerivationDeps {
  graph: Graph;
  queue: Queue;
  wakeups: Wakeups;
  /** Says that moments have become due. Costs next to nothing however often it is called. */
  wake(): void;
  clock(): Date;
  newId(): string;
}

export interface DerivationOptions {
  graph: Graph;
  queue: Queue;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

/** There is one thing to wake for: the sweep over all that is due. */
const SUBJECT = 'all-due';
/** A process asks for a sweep at most so often. */
const WAKE_EVERY_MS = 200;

export function openDerivation({ graph, queue, log }: DerivationOptions): DerivationDeps {
  const wakeups = createWakeups({
    queue,
    collection: 'derivationWakeups',
    name: 'derive-links',
    subjectKey: 'sweep',
    onError: (err) => log.warn({ err }, 'the queue had a fault; it is tried again'),
  });
  let wanted = false;
  let waking = false;

  async function wakeWhileWanted(): Promise<void> {
    waking = true;
    while (wanted) {
      wanted = false;
      // What is not heard now is found by the look that a worker takes every so often.
      await wakeups.addUnlessWaiting(SUBJECT).catch(() => {});
      await delay(WAKE_EVERY_MS, undefined, { ref: false });
    }
    waking = false;
  }

  return {
    graph,
    queue,
    wakeups,
    wake() {
      wanted = true;
      if (!waking) void wakeWhileWanted();
    },
    clock: () => new Date(),
    newId: randomUUID,
  };
}

export function closeDerivation({ wakeups }: DerivationDeps): Promise<void> {
  return wakeups.close();
}
