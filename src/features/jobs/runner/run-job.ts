import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { ClockchainError } from '../../../errors.js';
import { inSpan, inTrace } from '../../../platform/observing/tracing.js';
import { isUnreachable, reach } from '../../../platform/queue/faults.js';
import type { Lane } from '../../../platform/queue/lane.js';
import { type Generation, type Generator, GeneratorError } from '../../generation/domain/generator.js';
import type { Visibility } from '../../moments/domain/visibility.js';
import type { JobDeps } from '../deps.js';
import { backoff, MAX_ATTEMPTS } from '../domain/backoff.js';
import type { JobRecord } from '../domain/job.js';
import {
  answered,
  complete,
  type Failing,
  fail,
  type Hold,
  storedAllTheSame,
  type Transition,
  WORKER_LOST,
  wait,
} from '../domain/transitions.js';
import { FINAL_REFUSALS } from '../domain/twins.js';
import { ask } from './ask-generator.js';
import type { Taken } from './next-job.js';
import type { OpenRemover } from './remove-open.js';

/** Where generated moments go: once for each job, however often it is stored. */
export interface GeneratedStore {
  /** What this job has stored already. Rejects with SERVICE_UNAVAILABLE while the store is away. */
  find(jobId: string): Promise<{ path: string } | null>;
  /** Rejects with BAD_USER_INPUT when the generation is no moment. */
  store(input: {
    jobId: string;
    generator: string;
    preset: string;
    visibility: Visibility;
    generation: Generation;
  }): Promise<{ path: string }>;
}

export interface RunDeps extends JobDeps {
  generators: Record<string, Generator>;
  store: GeneratedStore;
  lane: Lane;
  removeOpen: OpenRemover;
  settings: { timeoutMs: number; backoffMs?: number };
  log: Pick<FastifyBaseLogger, 'debug' | 'info' | 'error'>;
}

/** One run of a job that is held. */
interface Run extends Taken {
  hold: Hold;
  signal: AbortSignal;
}

/** Reasons for which a run is broken off. */
export const STOPPING = new Error('this worker stops');
export const LOST = new Error('this job was cancelled, or is no longer held here');

const BUSY_S = 10;
/** How long all wait when the store is away. */
const STORE_AWAY_MS = 1_000;
const QUEUE_AWAY_MS = 500;
/** A job that so many workers died over is what they die of. */
const MAX_WORKERS_LOST = 10;

/** Runs a job that is held. Whether it ended by this; else it waits, or is another's by now and is left alone. */
export function runJob(deps: RunDeps, taken: Taken, signal: AbortSignal): Promise<boolean> {
  const { _id: id, traceparent = null, generator, run } = taken.job;
  const attributes = { 'clockchain.job': id, 'clockchain.generator': generator, 'clockchain.run': run };
  return inTrace(traceparent, 'run job', attributes, () => runTaken(deps, taken, signal));
}

async function runTaken(deps: RunDeps, taken: Taken, signal: AbortSignal): Promise<boolean> {
  const { job } = taken;
  const run: Run = { ...taken, hold: { worker: job.worker!, run: job.run }, signal };
  if (job.run === 1) deps.observer?.begun(job, job.startedAt!);
  try {
    const path = await produce(deps, run);
    const now = deps.clock();
    if (await end(deps, run, complete(job._id, run.hold, path, now))) {
      deps.observer?.ended(job, 'COMPLETED', now);
      deps.log.debug({ ...namesOf(job), path }, 'a job completed');
      return true;
    }
    await apply(deps, storedAllTheSame(job._id, run.hold, path));
    return false;
  } catch (error) {
    if (signal.reason === LOST || error === LOST) return false;
    if (!signal.aborted) return settle(deps, run, error);
    await handBack(deps, run);
    return false;
  }
}

/** The path of the moment: that which an earlier run stored, or that of a twin, or else a new one. */
async function produce(deps: RunDeps, run: Run): Promise<string> {
  const { job, twin, signal } = run;
  if (job.attemptLog.filter(({ code }) => code === WORKER_LOST).length >= MAX_WORKERS_LOST) {
    throw new GeneratorError('REFUSED', `Given up: ${MAX_WORKERS_LOST} workers died over it.`);
  }
  if (twin?.status === 'COMPLETED') return twin.path!;
  if (twin) throw new GeneratorError(twin.errorCode as 'UNRESOLVED' | 'REFUSED', twin.error ?? '');
  // A job that runs for the first time has stored nothing.
  const stored = job.run > 1 ? await deps.store.find(job._id) : null;
  if (stored) return stored.path;
  const generation = job.answer === null ? await answer(deps, run) : JSON.parse(job.answer);
  signal.throwIfAborted();
  const { generator, preset, visibility } = job;
  return (await deps.store.store({ jobId: job._id, generator, preset, visibility, generation })).path;
}

async function answer(deps: RunDeps, { job, hold, signal }: Run): Promise<Generation> {
  const generator = deps.generators[job.generator];
  if (!generator) {
    throw new GeneratorError('UNAVAILABLE', `No generator "${job.generator}" is set up on this worker.`);
  }
  const { query, preset } = job;
  const generation = await inSpan('ask generator', { 'clockchain.generator': job.generator }, () =>
    ask(generator, { query, preset, signal }, deps.settings.timeoutMs),
  );
  if (generator.repeats) return generation;
  // Kept, so that a run after this one has the same answer without asking.
  job.answer = JSON.stringify(generation);
  if (!(await insist(deps, answered(job._id, hold, job.answer), signal))) throw LOST;
  return generation;
}

/** What comes of a run that failed: another attempt, a pause of all, or the end, which is told. */
async function settle(deps: RunDeps, run: Run, error: unknown): Promise<boolean> {
  const { job, hold, signal } = run;
  const now = deps.clock();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const { code, message, retryAfterS, final } = reasonOf(deps, job, error);
  const reason = { code, message };
  deps.observer?.attemptFailed(job, code);
  if (code === 'BUSY' || code === 'SERVICE_UNAVAILABLE') {
    const until = later(code === 'BUSY' ? (retryAfterS ?? BUSY_S) * 1_000 : STORE_AWAY_MS);
    await deps.gate.shut(until).catch(unlessUnreachable);
    await insist(deps, wait(job._id, hold, reason, { now, until, attempts: uncounted(run) }), signal);
    deps.log.info({ ...namesOf(job), code, until }, 'a job waits, and all behind it');
  } else if (final || job.attempts >= MAX_ATTEMPTS) {
    if (!(await end(deps, run, fail(job._id, hold, reason, now)))) return false;
    deps.observer?.ended(job, 'FAILED', now);
    deps.log.info({ ...namesOf(job), code }, 'a job failed');
    return true;
  } else {
    const { backoffMs: baseMs } = deps.settings;
    const pause = backoff(job.attempts, { baseMs, retryAfterS, random: Math.random() });
    const until = later(pause);
    await insist(deps, wait(job._id, hold, reason, { now, until, attempts: 0 }), signal);
    deps.log.info({ ...namesOf(job), code, until }, 'a job waits for another attempt');
  }
  return false;
}

/** What every line of the log about a job says of it. */
function namesOf({ _id: jobId, batchId, requestId, generator, run }: JobRecord) {
  return { jobId, batchId, requestId, generator, run };
}

interface Reason extends Failing {
  retryAfterS?: number;
  /** Whether trying again cannot help. */
  final: boolean;
}

function reasonOf({ log }: RunDeps, job: JobRecord, error: unknown): Reason {
  if (error instanceof GeneratorError) {
    const { code, message, retryAfter } = error;
    return { code, message, retryAfterS: retryAfter, final: FINAL_REFUSALS.includes(code) };
  }
  if (error instanceof ClockchainError && error.code === 'BAD_USER_INPUT') {
    return { code: 'INVALID_ANSWER', message: `What came back is no moment: ${error.message}`, final: true };
  }
  if (isUnreachable(error)) {
    return { code: 'SERVICE_UNAVAILABLE', message: (error as Error).message, final: false };
  }
  log.error({ ...namesOf(job), err: error }, 'a job met a fault of ours');
  const message = `Something failed on our side; the log has it under ${job._id}.`;
  return { code: 'INTERNAL_SERVER_ERROR', message, final: false };
}

async function handBack(deps: RunDeps, run: Run): Promise<void> {
  const now = deps.clock();
  const reason = { code: 'STOPPED', message: 'The worker stopped before it was done.' };
  await apply(deps, wait(run.job._id, run.hold, reason, { now, until: now, attempts: uncounted(run) }));
}

/** What is to be added to the attempts where the generator was counted on and gave no answer, through no fault of the query. */
function uncounted({ asks, job }: Run): 0 | -1 {
  return asks && job.answer === null ? -1 : 0;
}

/** Whether it ended so, and not otherwise before. */
async function end(deps: RunDeps, { job, signal }: Run, transition: Transition): Promise<boolean> {
  if (!(await insist(deps, transition, signal))) return false;
  deps.removeOpen.soon({ _id: job.accepted, job: job._id });
  return true;
}

/** Whether the change was allowed and made. */
async function apply({ jobs }: RunDeps, { from, to }: Transition): Promise<boolean> {
  return reach(async () => (await jobs.updateOne(from, to)).matchedCount === 1);
}

/** Applies it however long the queue is away: what was done must not be done again for want of a record. */
async function insist(deps: RunDeps, transition: Transition, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    try {
      return await apply(deps, transition);
    } catch (error) {
      unlessUnreachable(error);
      await delay(QUEUE_AWAY_MS, undefined, { signal });
    }
  }
}

function unlessUnreachable(error: unknown): void {
  if (!isUnreachable(error)) throw error;
}
