import { setTimeout as delay } from 'node:timers/promises';
import { isUnreachable, reach } from '../../../platform/queue/faults.js';
import type { JobRecord } from '../domain/job.js';
import { renew } from '../domain/transitions.js';
import type { JobFinder } from './next-job.js';
import { LOST, type RunDeps, runJob } from './run-job.js';

export interface ServeDeps extends RunDeps {
  finder: JobFinder;
  settings: RunDeps['settings'] & { leaseMs: number; ratePerMinute: number | null };
}

const SLOT_POLL_MS = 200;
const GATE_POLL_MS = 1_000;
const FAULT_PAUSE_MS = 500;

/**
 * Runs job after job in order of acceptance, in a slot of the lane that all workers share, until none can run or
 * `stopping` is aborted. `breakOff` hands back the job that runs, `touch` is called while this goes on.
 *
 * Resolves with when to look again: now after a stop, when the first job that waits (or is run by another worker,
 * which may die) falls due, or null if no job is open. Never rejects.
 */
export async function serveLane(
  deps: ServeDeps,
  { stopping, breakOff, touch }: { stopping: AbortSignal; breakOff: AbortSignal; touch(): Promise<void> },
): Promise<Date | null> {
  const holder = deps.newId();
  const place = new Place(deps, holder);
  const pulse = setInterval(() => void place.renew(touch), deps.settings.leaseMs / 3);
  try {
    while (!stopping.aborted) {
      try {
        const { job, due } = await deps.finder.next();
        if (!job) return due;
        const pauseMs = await place.enter();
        if (pauseMs > 0) {
          await pause(pauseMs, stopping);
          continue;
        }
        // Looked for again: an earlier job may have fallen due while the lane was shut or the slot another's.
        const first = (await deps.finder.next()).job;
        if (first) await place.run(first, breakOff);
      } catch (error) {
        if (!isUnreachable(error) && !stopping.aborted)
          deps.log.error({ err: error }, 'the worker met a fault; it goes on');
        await pause(FAULT_PAUSE_MS, stopping);
      }
    }
    return deps.clock();
  } finally {
    clearInterval(pulse);
    await place.leave();
  }
}

/** A worker's place in the lane: its slot and the job it runs there, both held by leases. */
class Place {
  #slot: { name: string; until: number } | null = null;
  #current: { job: JobRecord; run: AbortController } | null = null;
  #renewing = false;

  constructor(
    private readonly deps: ServeDeps,
    private readonly holder: string,
  ) {}

  /** 0 once a job may be run; else after how many milliseconds to try again. */
  async enter(): Promise<number> {
    const { lane, settings, clock } = this.deps;
    await this.#keepSlot();
    this.#slot ??= this.#until(await lane.take(this.holder));
    if (!this.#slot) return SLOT_POLL_MS * (0.5 + Math.random());
    if (settings.ratePerMinute !== null && (await lane.pass(60_000 / settings.ratePerMinute))) return 0;
    const shut = await lane.shutUntil();
    if (shut) return Math.max(1, Math.min(shut.getTime() - clock().getTime(), GATE_POLL_MS));
    return settings.ratePerMinute === null ? 0 : 1;
  }

  async run(next: JobRecord, breakOff: AbortSignal): Promise<void> {
    const job = await this.deps.finder.take(next, this.holder, this.deps.settings.leaseMs);
    if (!job) return;
    const run = new AbortController();
    const stop = () => run.abort(breakOff.reason);
    if (breakOff.aborted) stop();
    breakOff.addEventListener('abort', stop);
    this.#current = { job, run };
    try {
      await runJob(this.deps, job, run.signal);
    } finally {
      this.#current = null;
      breakOff.removeEventListener('abort', stop);
    }
  }

  /** The job first, then the wake-up: it rings elsewhere only after the job may be taken up. */
  async renew(touch: () => Promise<void>): Promise<void> {
    if (this.#renewing) return;
    this.#renewing = true;
    try {
      if (this.#current) await this.#renewJob(this.#current);
      if (this.#slot)
        this.#slot = (await this.#renewSlot(this.#slot.name)) ? this.#until(this.#slot.name) : null;
      await touch();
    } catch {
      // The queue is away, or the wake-up is gone: the next pulse tries again, and a lease that lapsed is found out.
    } finally {
      this.#renewing = false;
    }
  }

  async leave(): Promise<void> {
    if (!this.#slot) return;
    await this.deps.lane.release(this.#slot.name, this.holder).catch(() => {
      // It lapses by itself.
    });
    this.#slot = null;
  }

  /** A worker that was paused for longer than its lease must not go on in a slot that may be another's. */
  async #keepSlot(): Promise<void> {
    if (!this.#slot || this.#slot.until > Date.now()) return;
    const { name } = this.#slot;
    this.#slot = null;
    if (await this.#renewSlot(name)) this.#slot = this.#until(name);
  }

  #renewSlot(name: string): Promise<boolean> {
    return this.deps.lane.renew(name, this.holder);
  }

  async #renewJob({ job, run }: { job: JobRecord; run: AbortController }): Promise<void> {
    const { jobs, clock, settings } = this.deps;
    const leaseUntil = new Date(clock().getTime() + settings.leaseMs);
    const { from, to } = renew(job._id, { worker: this.holder, run: job.run }, leaseUntil);
    const { matchedCount } = await reach(() => jobs.updateOne(from, to));
    if (matchedCount === 0 && this.#current?.job === job) run.abort(LOST);
  }

  #until(name: string | null): { name: string; until: number } | null {
    return name === null ? null : { name, until: Date.now() + this.deps.settings.leaseMs };
  }
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping }).catch(() => {});
}
