import type { AttemptNote, JobRecord, JobStage } from './job.js';

/**
 * A change of a record by compare-and-set: `from` is a filter that holds only while the change is allowed.
 * PENDING → PROCESSING | CANCELLED, PROCESSING → COMPLETED | FAILED | CANCELLED; an end is final.
 */
export interface Transition {
  from: object;
  to: {
    $set?: Partial<JobRecord>;
    $inc?: { changed?: 1; run?: 1; attempts?: number };
    $push?: object;
  };
}

/** Who runs a job, and which run of it. */
export interface Hold {
  worker: string;
  run: number;
}

export interface Failing {
  code: string;
  message: string;
}

/** The note on a run whose worker was heard of no more. */
export const WORKER_LOST = 'WORKER_LOST';

const LOGGED_ATTEMPTS = 20;
const PROGRESS: Record<Exclude<JobStage, 'WAITING'>, number> = {
  QUEUED: 0,
  GENERATING: 0.1,
  STORING: 0.8,
  DONE: 1,
};
/** By how much the clocks of two workers may differ. */
const CLOCK_SKEW_MS = 5_000;

const ALWAYS = new Date(0);

/** From when on the job may be taken up; null if it has ended. */
export function dueAt(record: JobRecord, now: Date): Date | null {
  if (record.status === 'PENDING') return ALWAYS;
  if (record.status !== 'PROCESSING') return null;
  if (record.since && record.since > skewed(now)) return ALWAYS;
  return record.stage === 'WAITING' ? record.nextAttemptAt : record.leaseUntil;
}

/** Takes up a job that is due, with a lease until then. `asks`: whether the generator will be asked, which counts as an attempt. */
export function claim(
  record: JobRecord,
  { worker, now, leaseUntil, asks }: { worker: string; now: Date; leaseUntil: Date; asks: boolean },
): Transition {
  const { status, stage, run } = record;
  const waits = stage === 'WAITING';
  const lost = status === 'PROCESSING' && !waits;
  const due = {
    $or: [{ [waits ? 'nextAttemptAt' : 'leaseUntil']: { $lte: now } }, { since: { $gt: skewed(now) } }],
  };
  const note = { run, at: now, code: WORKER_LOST, message: 'The worker that ran it was heard of no more.' };
  return {
    from: { _id: record._id, status, stage, run, ...(status === 'PROCESSING' && due) },
    to: {
      $set: {
        status: 'PROCESSING',
        startedAt: record.startedAt ?? now,
        worker,
        leaseUntil,
        since: now,
        nextAttemptAt: null,
        ...at(asks ? 'GENERATING' : 'STORING'),
      },
      $inc: { changed: 1, run: 1, attempts: asks ? 1 : 0 },
      ...(lost && noted(note)),
    },
  };
}

/** Not a change that others see. */
export function renew(id: string, hold: Hold, now: Date, leaseUntil: Date): Transition {
  return { from: held(id, hold), to: { $set: { leaseUntil, since: now } } };
}

/** The generator has answered. */
export function answered(id: string, hold: Hold, answer: string): Transition {
  return change(held(id, hold), { answer, ...at('STORING') });
}

export function complete(id: string, hold: Hold, path: string, now: Date): Transition {
  return change(held(id, hold), { status: 'COMPLETED', path, ...ended(now) });
}

export function fail(id: string, hold: Hold, { code, message }: Failing, now: Date): Transition {
  return change(
    held(id, hold),
    { status: 'FAILED', error: message, errorCode: code, ...ended(now) },
    { run: hold.run, at: now, code, message },
  );
}

/** Gives the job back to be taken up again then. `attempts`: -1 takes back what taking it up had counted, else 0. */
export function wait(
  id: string,
  hold: Hold,
  { code, message }: Failing,
  { now, until, attempts }: { now: Date; until: Date; attempts: 0 | -1 },
): Transition {
  const { from, to } = change(
    held(id, hold),
    { stage: 'WAITING', nextAttemptAt: until, since: now, worker: null, leaseUntil: null },
    { run: hold.run, at: now, code, message },
  );
  return { from, to: { ...to, $inc: { changed: 1, attempts } } };
}

/** Ends a job that is pending or runs, as it was read; a run that is on notices that it no longer holds the job. */
export function cancel({ _id, status, run }: JobRecord, now: Date): Transition {
  const note = { run, at: now, code: 'CANCELLED', message: 'Cancelled on request.' };
  return change(
    { _id, status, run },
    { status: 'CANCELLED', ...ended(now) },
    status === 'PROCESSING' ? note : undefined,
  );
}

/** Tells which moment a run had stored by the time its job was cancelled. */
export function storedAllTheSame(id: string, { run }: Hold, path: string): Transition {
  return change({ _id: id, status: 'CANCELLED', run, path: null }, { path });
}

function change(from: object, $set: Partial<JobRecord>, note?: AttemptNote): Transition {
  return { from, to: { $set, $inc: { changed: 1 }, ...(note && noted(note)) } };
}

/** What holds while the job is that run's. */
export function held(id: string, { worker, run }: Hold): object {
  return { _id: id, status: 'PROCESSING', worker, run };
}

function at(stage: keyof typeof PROGRESS): Partial<JobRecord> {
  return { stage, progress: PROGRESS[stage] };
}

function ended(now: Date): Partial<JobRecord> {
  return {
    ...at('DONE'),
    completedAt: now,
    worker: null,
    leaseUntil: null,
    since: null,
    nextAttemptAt: null,
    answer: null,
  };
}

function noted(note: AttemptNote): { $push: object } {
  return { $push: { attemptLog: { $each: [note], $slice: -LOGGED_ATTEMPTS } } };
}

function skewed(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SKEW_MS);
}
