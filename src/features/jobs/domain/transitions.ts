import type { JobRecord, JobStage } from './job.js';

/**
 * A change of a record by compare-and-set: `from` is a filter that holds only while the change is allowed.
 * PENDING → PROCESSING → COMPLETED or FAILED; an end is final.
 */
export interface Transition {
  from: object;
  to: { $set: Partial<JobRecord>; $inc?: { run?: number; attempts?: number }; $push?: object };
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

const LOGGED_ATTEMPTS = 20;
const PROGRESS: Partial<Record<JobStage, number>> = { GENERATING: 0.1, STORING: 0.8 };

const ALWAYS = new Date(0);

/** From when on the job may be taken up; null if it has ended. */
export function dueAt(record: JobRecord): Date | null {
  if (record.status === 'PENDING') return ALWAYS;
  if (record.status !== 'PROCESSING') return null;
  return record.stage === 'WAITING' ? record.nextAttemptAt : record.leaseUntil;
}

/** Takes up a job that is due, with a lease until then. */
export function claim(record: JobRecord, worker: string, now: Date, leaseUntil: Date): Transition {
  const { status, stage, run } = record;
  const due =
    status === 'PENDING'
      ? {}
      : stage === 'WAITING'
        ? { stage, nextAttemptAt: { $lte: now } }
        : { leaseUntil: { $lte: now } };
  return {
    from: { _id: record._id, status, run, ...due },
    to: {
      $set: {
        status: 'PROCESSING',
        startedAt: record.startedAt ?? now,
        worker,
        leaseUntil,
        nextAttemptAt: null,
        ...at('GENERATING'),
      },
      // With an answer kept from before the generator is not asked again.
      $inc: { run: 1, attempts: record.answer === null ? 1 : 0 },
    },
  };
}

export function renew(id: string, hold: Hold, leaseUntil: Date): Transition {
  return { from: held(id, hold), to: { $set: { leaseUntil } } };
}

/** The generator has answered. */
export function answered(id: string, hold: Hold, answer: string): Transition {
  return { from: held(id, hold), to: { $set: { answer, ...at('STORING') } } };
}

export function complete(id: string, hold: Hold, path: string, now: Date): Transition {
  return {
    from: held(id, hold),
    to: { $set: { status: 'COMPLETED', path, progress: 1, ...ended(now) } },
  };
}

export function fail(id: string, hold: Hold, { code, message }: Failing, now: Date): Transition {
  return {
    from: held(id, hold),
    to: {
      $set: { status: 'FAILED', error: message, errorCode: code, ...ended(now) },
      ...noted(hold, { code, message }, now),
    },
  };
}

/** Gives the job back to be taken up again then. `attempts`: -1 takes back what taking it up had counted, else 0. */
export function wait(
  id: string,
  hold: Hold,
  reason: Failing,
  { now, until, attempts }: { now: Date; until: Date; attempts: 0 | -1 },
): Transition {
  return {
    from: held(id, hold),
    to: {
      $set: { stage: 'WAITING', nextAttemptAt: until, worker: null, leaseUntil: null },
      ...noted(hold, reason, now),
      $inc: { attempts },
    },
  };
}

function held(id: string, { worker, run }: Hold): object {
  return { _id: id, status: 'PROCESSING', worker, run };
}

function at(stage: JobStage): Partial<JobRecord> {
  return { stage, progress: PROGRESS[stage] };
}

function ended(now: Date): Partial<JobRecord> {
  return {
    stage: 'DONE',
    completedAt: now,
    worker: null,
    leaseUntil: null,
    nextAttemptAt: null,
    answer: null,
  };
}

function noted({ run }: Hold, { code, message }: Failing, at: Date): { $push: object } {
  const note = { run, at, code, message };
  return { $push: { attemptLog: { $each: [note], $slice: -LOGGED_ATTEMPTS } } };
}
