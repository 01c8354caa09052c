import { setTimeout as delay } from 'node:timers/promises';
import { isUnreachable, reach } from '../../../platform/queue/faults.js';
import { held, renew } from '../domain/transitions.js';
import type { JobFinder, NotTaken, Taken } from './next-job.js';
import { LOST, type RunDeps, runJob } from './run-job.js';

export interface ServeDeps extends RunDeps {
  finder: JobFinder;
  settings: RunDeps['settings'] & { leaseMs: number; ratePerMinute: number | null };
}

const SLOT_POLL_MS = 200;
const FAULT_PAUSE_MS = 500;
/** How soon a run notices that its job was cancelled. */
const CHECK_EVERY_MS = 500;

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
  const check = setInterval(() => void place.check(), Math.min(CHECK_EVERY_MS, deps.settings.leaseMs / 3));
  try {
    while (!stopping.aborted) {
      try {
        if (!(await place.keeps())) {
          const { job, due } = await deps.finder.first();
          if (!job) return due;
          if (!(await place.enter())) {
            await pause(SLOT_POLL_MS * (0.5 + Math.random()), stopping);
            continue;
          }
        }
        // Looked for in the slot, with the gate passed between this look and the start: what falls due earlier goes first.
        const taken = await place.take();
        if (taken.job) await place.run(taken, breakOff);
        else if (taken.pauseMs === null) return taken.due;
        else await pause(taken.pauseMs, stopping);
      } catch (error) {
        if (!isUnreachable(error) && !stopping.aborted)
          deps.log.error({ err: error }, 'the worker met a fault; it goes on');
        await pause(FAULT_PAUSE_MS, stopping);
      }
    }
    return deps.clock();
  } finally {
    clearInterval(pulse);
    clearInterval(check);
    await place.leave();
  }
}

/** A worker's place in the lane: its slot and the job it runs there, both held by leases. */
class Place {
  #slot: { name: string; until: number } | null = null;
  #current: { taken: Taken; run: AbortController } | null = null;
  #renewing = false;
  #checking = false;

  constructor(
    private readonly deps: ServeDeps,
    private readonly holder: string,
  ) {}

  /** Whether it still has a slot. A worker that was held up for longer than its lease may have lost it to another. */
  async keeps(): Promise<boolean> {
    if (!this.#slot) return false;
    if (this.#slot.until > performance.now()) return true;
    const { name } = this.#slot;
    this.#slot = null;
    const until = this.#leaseFromNow();
    if (await this.deps.lane.renew(name, this.holder)) this.#slot = { name, until };
    return this.#slot !== null;
  }

  /** False if all slots are held. */
  async enter(): Promise<boolean> {
    const until = this.#leaseFromNow();
    const name = await this.deps.lane.take(this.holder);
    this.#slot = name === null ? null : { name, until };
    // Whoever had the slot before may have handed a job back.
    if (this.#slot) this.deps.finder.lookAfresh();
    return this.#slot !== null;
  }

  take(): Promise<Taken | NotTaken> {
    const { finder, settings } = this.deps;
    return finder.takeFirst({
      worker: this.holder,
      // No longer than the slot is held: should this worker die, its job is due again by the time that its slot is free.
      leaseMs: () => Math.max(0, (this.#slot?.until ?? 0) - performance.now()),
      ratePerMinute: settings.ratePerMinute,
    });
  }

  async run(taken: Taken, breakOff: AbortSignal): Promise<void> {
    const run = new AbortController();
    const stop = () => run.abort(breakOff.reason);
    if (breakOff.aborted) stop();
    breakOff.addEventListener('abort', stop);
    this.#current = { taken, run };
    try {
      if (await runJob(this.deps, taken, run.signal)) this.deps.finder.ended(taken.job);
      else this.deps.finder.lookAfresh();
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
      await this.#renewJob();
      if (this.#slot) {
        const { name } = this.#slot;
        const until = this.#leaseFromNow();
        this.#slot = (await this.deps.lane.renew(name, this.holder)) ? { name, until } : null;
      }
      await touch();
    } catch {
      // The queue is away, or the wake-up is gone: the next pulse tries again, and a lease that lapsed is found out.
    } finally {
      this.#renewing = false;
    }
  }

  /** Breaks off the run if its job was cancelled, or is another's by now. */
  async check(): Promise<void> {
    const current = this.#current;
    if (!current || this.#checking) return;
    this.#checking = true;
    try {
      const { _id, run } = current.taken.job;
      const ours = held(_id, { worker: this.holder, run });
      const found = await reach(() => this.deps.jobs.findOne(ours, { projection: { _id: 1 } }));
      if (!found) this.#lose(current);
    } catch {
      // The queue is away: the next check tries again.
    } finally {
      this.#checking = false;
    }
  }

  async leave(): Promise<void> {
    if (!this.#slot) return;
    await this.deps.lane.release(this.#slot.name, this.holder).catch(() => {
      // It lapses by itself.
    });
    this.#slot = null;
  }

  async #renewJob(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    const { jobs, clock, settings } = this.deps;
    const { _id, run } = current.taken.job;
    const now = clock();
    const leaseUntil = new Date(now.getTime() + settings.leaseMs);
    const { from, to } = renew(_id, { worker: this.holder, run }, now, leaseUntil);
    const { matchedCount } = await reach(() => jobs.updateOne(from, to));
    if (matchedCount === 0) this.#lose(current);
  }

  #lose(current: { run: AbortController }): void {
    if (this.#current === current) current.run.abort(LOST);
  }

  /** Reckoned from before the lease is asked for, so that it ends no later here than it does for the others. */
  #leaseFromNow(): number {
    return performance.now() + this.deps.settings.leaseMs;
  }
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping }).catch(() => {});
}
