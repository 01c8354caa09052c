import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { openLane } from '../../../platform/queue/lane.js';
import type { DerivationDeps } from '../deps.js';
import { findDue } from '../queries/find-due.js';
import { sweep } from './sweep.js';

export interface SweeperOptions {
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** Moments in one transaction. */
  batchSize?: number;
  /** How long a worker that died holds up the sweep. */
  leaseMs?: number;
}

export interface Sweeper {
  /** Ends after the batch that is under way; within 4 s. */
  stop(): Promise<void>;
}

const BATCH_SIZE = 50;
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 60_000;
const GRACE_MS = 4_000;

/**
 * Sweeps whenever it is woken, and looks every minute for what nobody woke it for: a process may die after it made a
 * moment due and before it said so. Rejects with SERVICE_UNAVAILABLE when the queue is away; later faults it survives.
 */
export async function startSweeper(
  deps: DerivationDeps,
  { log, batchSize = BATCH_SIZE, leaseMs = LEASE_MS }: SweeperOptions,
): Promise<Sweeper> {
  const lane = openLane({ db: deps.queue.db, name: 'derive', slots: 1, leaseMs, clock: deps.clock });
  await lane.prepare();
  const stopping = new AbortController();
  const service = await deps.wakeups.serve({
    concurrency: 1,
    lockMs: leaseMs,
    ring: (touch) => sweep({ ...deps, lane, batchSize, log }, { stopping: stopping.signal, touch }),
  });

  async function look(): Promise<void> {
    try {
      if ((await findDue(deps, 1)).length > 0) deps.wake();
    } catch (err) {
      log.warn({ err }, 'looking for moments whose links are due failed; it is tried again');
    }
  }
  void look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();

  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.race([service.stop(), delay(GRACE_MS, undefined, { ref: false })]);
    },
  };
}
