import { backoff } from '../../../src/features/jobs/domain/backoff.js';
import { type JobRecord, newRecord, toJob } from '../../../src/features/jobs/domain/job.js';
import * as transitions from '../../../src/features/jobs/domain/transitions.js';

const now = new Date('2026-11-22T12:00:00Z');
const later = new Date('2026-11-22T12:00:10Z');
const pending = newRecord(
  { query: 'Apollo 11', preset: 'default', visibility: 'private', clientRef: null },
  { id: 'job', accepted: 7, generator: 'local', batchId: null, at: now },
);
const processing: JobRecord = {
  ...pending,
  status: 'PROCESSING',
  stage: 'GENERATING',
  run: 2,
  attempts: 2,
  startedAt: now,
  leaseUntil: later,
};
const waiting: JobRecord = { ...processing, stage: 'WAITING', leaseUntil: null, nextAttemptAt: later };
const hold = { worker: 'w', run: 3 };

test('a job is due from its acceptance, from its next attempt or from the end of its lease; never after its end', () => {
  expect(transitions.dueAt(pending, now)!.getTime()).toBeLessThan(now.getTime());
  expect(transitions.dueAt(waiting, now)).toEqual(later);
  expect(transitions.dueAt(processing, now)).toEqual(later);
  for (const status of ['COMPLETED', 'FAILED', 'CANCELLED'] as const) {
    expect(transitions.dueAt({ ...processing, status }, now)).toBeNull();
  }
});

test('a deadline that was set in what is now the future has passed: the clock was put back', () => {
  const put = { ...processing, since: new Date(now.getTime() + 3_600_000) };
  expect(transitions.dueAt(put, now)!.getTime()).toBeLessThan(now.getTime());
  expect(transitions.dueAt({ ...waiting, since: put.since }, now)!.getTime()).toBeLessThan(now.getTime());
  // Clocks of two workers may differ a little.
  expect(transitions.dueAt({ ...processing, since: new Date(now.getTime() + 2_000) }, now)).toEqual(later);
});

describe('taking up a job', () => {
  const take = (record: JobRecord, asks = true) =>
    transitions.claim(record, { worker: 'w', now, leaseUntil: later, asks });
  const passed = (field: string) => [{ [field]: { $lte: now } }, { since: { $gt: expect.any(Date) } }];

  test('compares all that made it due', () => {
    expect(take(pending).from).toEqual({ _id: 'job', status: 'PENDING', stage: 'QUEUED', run: 0 });
    expect(take(waiting).from).toMatchObject({ status: 'PROCESSING', run: 2, stage: 'WAITING' });
    expect(take(waiting).from).toMatchObject({ $or: passed('nextAttemptAt') });
    expect(take(processing).from).toMatchObject({
      status: 'PROCESSING',
      run: 2,
      $or: passed('leaseUntil'),
    });
  });

  test('counts an attempt if the generator is to be asked, and starts the clock once', () => {
    expect(take(pending).to).toMatchObject({
      $set: { startedAt: now, stage: 'GENERATING', progress: 0.1 },
      $inc: { run: 1, attempts: 1 },
    });
    expect(take({ ...waiting, startedAt: new Date(0) }, false).to).toMatchObject({
      $set: { startedAt: new Date(0), nextAttemptAt: null, stage: 'STORING', progress: 0.8 },
      $inc: { run: 1, attempts: 0 },
    });
  });

  test('notes the run whose worker was lost', () => {
    expect(take(pending).to).not.toHaveProperty('$push');
    expect(take(waiting).to).not.toHaveProperty('$push');
    expect(take(processing).to).toMatchObject({
      $push: { attemptLog: { $each: [{ run: 2, at: now, code: 'WORKER_LOST' }] } },
    });
  });
});

test('every later change is allowed only to the worker and run that hold the job', () => {
  const held = { _id: 'job', status: 'PROCESSING', worker: 'w', run: 3 };
  const reason = { code: 'UNAVAILABLE', message: 'away' };
  for (const { from } of [
    transitions.renew('job', hold, now, later),
    transitions.answered('job', hold, '{}'),
    transitions.complete('job', hold, '/path', now),
    transitions.fail('job', hold, reason, now),
    transitions.wait('job', hold, reason, { now, until: later, attempts: 0 }),
  ]) {
    expect(from).toEqual(held);
  }
});

test('a cancel is allowed only on the status and run that was read, and notes the run it ended', () => {
  expect(transitions.cancel(pending, now)).toMatchObject({ from: { _id: 'job', status: 'PENDING', run: 0 } });
  expect(transitions.cancel(pending, now).to).not.toHaveProperty('$push');
  expect(transitions.cancel(processing, now)).toMatchObject({
    from: { _id: 'job', status: 'PROCESSING', run: 2 },
    to: { $push: { attemptLog: { $each: [{ run: 2, code: 'CANCELLED' }] } } },
  });
});

test('every change but the renewal of a lease can be noticed', () => {
  const reason = { code: 'UNAVAILABLE', message: 'away' };
  for (const { to } of [
    transitions.claim(pending, { worker: 'w', now, leaseUntil: later, asks: true }),
    transitions.answered('job', hold, '{}'),
    transitions.complete('job', hold, '/path', now),
    transitions.fail('job', hold, reason, now),
    transitions.wait('job', hold, reason, { now, until: later, attempts: -1 }),
    transitions.cancel(processing, now),
    transitions.storedAllTheSame('job', hold, '/path'),
  ]) {
    expect(to.$inc).toMatchObject({ changed: 1 });
  }
  expect(transitions.renew('job', hold, now, later).to.$inc).toBeUndefined();
});

test('an end clears what only a live job has', () => {
  const ends = [
    transitions.cancel(processing, now),
    transitions.complete('job', hold, '/path', now),
    transitions.fail('job', hold, { code: 'REFUSED', message: 'no' }, now),
  ];
  for (const { to } of ends) {
    expect(to.$set).toMatchObject({
      stage: 'DONE',
      progress: 1,
      completedAt: now,
      worker: null,
      leaseUntil: null,
      answer: null,
    });
  }
});

test('clients see nothing of leases, runs and answers', () => {
  expect(Object.keys(toJob(pending))).toEqual([
    ...['id', 'accepted', 'generator', 'batchId', 'status', 'query', 'preset', 'visibility', 'clientRef'],
    ...[
      'path',
      'error',
      'errorCode',
      'attempts',
      'progress',
      'stage',
      'createdAt',
      'startedAt',
      'completedAt',
    ],
    ...['nextAttemptAt', 'attemptLog', 'retryOf', 'changed'],
  ]);
});

describe('backoff', () => {
  test('doubles, up to five minutes', () => {
    const pauses = [1, 2, 3, 4, 20].map((attempt) => backoff(attempt, { random: 0 }));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 300_000]);
  });

  test('leaves up to half to chance', () => {
    expect(backoff(3, { random: 1 })).toBe(4_000);
    expect(backoff(3, { random: 0.5 })).toBe(6_000);
  });

  test('is never shorter than the generator asked for', () => {
    expect(backoff(1, { retryAfterS: 60, random: 1 })).toBe(60_000);
    expect(backoff(5, { retryAfterS: 1, random: 0 })).toBe(32_000);
  });
});
