import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { isUnreachable } from '../../../platform/queue/faults.js';
import type { Lane } from '../../../platform/queue/lane.js';
import { type DeriveDeps, type Derived, deriveBatch } from '../commands/derive-batch.js';
import type { MomentFacts } from '../domain/derived-link.js';
import { findDue } from '../queries/find-due.js';

export interface SweepDeps extends DeriveDeps {
  /** Of one slot: one sweeps at a time, across all workers. */
  lane: Lane;
  batchSize: number;
  log: Pick<FastifyBaseLogger, 'info' | 'error'>;
}

const BUSY_MS = 500;
const FAULT_PAUSE_MS = 2_000;
/** For each millisecond of work so much rest, in which the graph is left to others. */
const REST = 0.25;
const TELL_EVERY = 5_000;

/**
 * Derives links batch after batch until no moment is due or `stopping` is aborted; what it was at is then done or not
 * begun. Resolves with when to look again: null if nothing is left. Never rejects.
 */
export async function sweep(
  deps: SweepDeps,
  { stopping, touch }: { stopping: AbortSignal; touch(): Promise<void> },
): Promise<Date | null> {
  const { lane, clock, log } = deps;
  const holder = deps.newId();
  const inMs = (ms: number) => new Date(clock().getTime() + ms);
  try {
    const slot = await lane.take(holder);
    if (!slot) return inMs(BUSY_MS);
    try {
      const done = await sweepAll(deps, stopping, async () => {
        await touch();
        return lane.renew(slot, holder);
      });
      return done ? null : clock();
    } finally {
      // It lapses by itself.
      await lane.release(slot, holder).catch(() => {});
    }
  } catch (err) {
    if (!isUnreachable(err)) log.error({ err }, 'deriving links met a fault; it is tried again');
    return inMs(FAULT_PAUSE_MS);
  }
}

/** Whether nothing is left to do. */
async function sweepAll(
  deps: SweepDeps,
  stopping: AbortSignal,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const skipped = new Set<string>();
  let settled = 0;
  let told = 0;
  while (!stopping.aborted) {
    const due = await findDue(deps, deps.batchSize, skipped);
    if (due.length === 0) return true;
    if (!(await mayGoOn())) return false;
    const started = performance.now();
    const derived = await deriveEach(deps, due, skipped);
    settled += derived.settled;
    // Each was changed meanwhile, and whoever changed it has asked for a sweep again.
    if (derived.settled === 0) for (const { id } of due) skipped.add(id);
    if (settled - told >= TELL_EVERY) {
      told = settled;
      deps.log.info({ settled }, 'moments have been given their derived links');
    }
    await delay((performance.now() - started) * REST, undefined, { signal: stopping }).catch(() => {});
  }
  return false;
}

/** A batch that fails is tried in halves, so that one bad moment holds up no other. */
async function deriveEach(
  deps: SweepDeps,
  due: MomentFacts[],
  skipped: Set<string>,
): Promise<Pick<Derived, 'settled'>> {
  try {
    return await deriveBatch(deps, due);
  } catch (err) {
    if (isUnreachable(err)) throw err;
    if (due.length === 1) {
      skipped.add(due[0]!.id);
      deps.log.error({ err, path: due[0]!.path }, 'no links could be derived for a moment');
      return { settled: 0 };
    }
  }
  const half = Math.ceil(due.length / 2);
  const first = await deriveEach(deps, due.slice(0, half), skipped);
  const second = await deriveEach(deps, due.slice(half), skipped);
  return { settled: first.settled + second.settled };
}
