import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { openLane } from '../../../platform/queue/lane.js';
import type { Generator } from '../../generation/domain/generator.js';
import type { JobDeps } from '../deps.js';
import { createJobFinder } from './next-job.js';
import { reconcile } from './reconcile.js';
import { createOpenRemover } from './remove-open.js';
import { removeOld } from './retention.js';
import { type GeneratedStore, STOPPING } from './run-job.js';
import { type ServeDeps, serveLane } from './serve-lane.js';

export type { GeneratedStore } from './run-job.js';

export interface WorkerSettings {
  /** How many jobs run at once, across all workers. */
  concurrency: number;
  /** How often a minute the generator may be asked, across all workers; null for no limit. */
  ratePerMinute: number | null;
  /** How long one answer may take. */
  timeoutMs: number;
  /** How long ended jobs are kept; for ever if not given. */
  retentionMs?: number;
  /** How long a worker that died holds up what it held. */
  leaseMs?: number;
  /** The pause after a first failed attempt. */
  backoffMs?: number;
  /** How long `stop` lets jobs finish before they are handed back. */
  graceMs?: number;
}

export interface WorkerDeps extends JobDeps {
  /** By name, as a job's `generator` says. */
  generators: Record<string, Generator>;
  store: GeneratedStore;
  settings: WorkerSettings;
  log: Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>;
}

export interface Worker {
  /** Takes no more jobs, lets those that run finish for a while, hands back the rest; within 8 s. */
  stop(): Promise<void>;
}

const LEASE_MS = 10_000;
/** Wake-ups of a worker that died ring this much later than its jobs may be taken up. */
const LOCK_MARGIN_MS = 1_000;
const GRACE_MS = 4_000;
const HAND_BACK_MS = 2_000;
const RECONCILE_EVERY_MS = 60_000;
const REMOVE_EVERY_MS = 86_400_000;

/** Begins to run jobs. Rejects with SERVICE_UNAVAILABLE when the queue is away; later faults it survives. */
export async function startWorker(deps: WorkerDeps): Promise<Worker> {
  const { settings, log, wakeups } = deps;
  const { leaseMs = LEASE_MS, graceMs = GRACE_MS, retentionMs } = settings;
  const lane = openLane({
    db: deps.queue.db,
    name: 'generate',
    slots: settings.concurrency,
    leaseMs,
    clock: deps.clock,
  });
  await lane.prepare();
  await deps.gate.prepare({ concurrency: settings.concurrency, ratePerMinute: settings.ratePerMinute });

  const stopping = new AbortController();
  const breakOff = new AbortController();
  const finder = createJobFinder(deps);
  const removeOpen = createOpenRemover(deps);
  const serveDeps: ServeDeps = {
    ...deps,
    lane,
    finder,
    removeOpen,
    settings: { ...settings, leaseMs },
  };
  const service = await wakeups.serve({
    concurrency: settings.concurrency,
    lockMs: leaseMs + LOCK_MARGIN_MS,
    ring: (touch) => serveLane(serveDeps, { stopping: stopping.signal, breakOff: breakOff.signal, touch }),
  });

  const timers = [
    repeat(RECONCILE_EVERY_MS, async () => {
      const { added, swept } = await reconcile(deps);
      // A job may be due with no wake-up to ring before long: after the clock was put back all ring late.
      const { job } = await finder.first();
      if (job) await wakeups.addUnlessDue(job._id);
      if (added > 0 || swept > 0)
        log.info({ added, swept }, 'jobs without a wake-up, and leftovers, seen to');
    }),
    ...(retentionMs === undefined
      ? []
      : [repeat(REMOVE_EVERY_MS, async () => void (await removeOld(deps, retentionMs)))]),
  ];

  /** At once and then every so often; a fault waits for the next time. */
  function repeat(everyMs: number, work: () => Promise<void>): NodeJS.Timeout {
    const run = () =>
      void work().catch((err) => log.warn({ err }, 'upkeep of the queue failed; it is tried again'));
    run();
    return setInterval(run, everyMs).unref();
  }

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      const stopped = service.stop();
      await Promise.race([stopped, delay(graceMs, undefined, { ref: false })]);
      breakOff.abort(STOPPING);
      await Promise.race([stopped.then(removeOpen.stop), delay(HAND_BACK_MS, undefined, { ref: false })]);
    },
  };
}
