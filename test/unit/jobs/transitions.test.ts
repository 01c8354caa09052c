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
  expect(transitions.dueAt(pending)!.getTime()).toBeLessThan(now.getTime());
  expect(transitions.dueAt(waiting)).toEqual(later);
  expect(transitions.dueAt(processing)).toEqual(later);
  for (const status of ['COMPLETED', 'FAILED', 'CANCELLED'] as const) {
    expect(transitions.dueAt({ ...processing, status })).toBeNull();
  }
});

describe('taking up a job', () => {
  const take = (record: JobRecord) => transitions.claim(record, 'w', now, later);

  test('compares all that made it due', () => {
    expect(take(pending).from).toEqual({ _id: 'job', status: 'PENDING', run: 0 });
    expect(take(waiting).from).toMatchObject({ status: 'PROCESSING', run: 2, stage: 'WAITING' });
    expect(take(waiting).from).toMatchObject({ nextAttemptAt: { $lte: now } });
    expect(take(processing).from).toMatchObject({ status: 'PROCESSING', run: 2, leaseUntil: { $lte: now } });
  });

  test('counts an attempt unless the answer is there already, and starts the clock once', () => {
    expect(take(pending).to).toMatchObject({ $set: { startedAt: now }, $inc: { run: 1, attempts: 1 } });
    expect(take({ ...waiting, startedAt: new Date(0), answer: '{}' }).to).toMatchObject({
      $set: { startedAt: new Date(0), nextAttemptAt: null },
      $inc: { run: 1, attempts: 0 },
    });
  });
});

test('every later change is allowed only to the worker and run that hold the job', () => {
  const held = { _id: 'job', status: 'PROCESSING', worker: 'w', run: 3 };
  const reason = { code: 'UNAVAILABLE', message: 'away' };
  for (const { from } of [
    transitions.renew('job', hold, later),
    transitions.answered('job', hold, '{}'),
    transitions.complete('job', hold, '/path', now),
    transitions.fail('job', hold, reason, now),
    transitions.wait('job', hold, reason, { now, until: later, attempts: 0 }),
  ]) {
    expect(from).toEqual(held);
  }
});

test('an end clears what only a live job has', () => {
  const ends = [
    transitions.complete('job', hold, '/path', now),
    transitions.fail('job', hold, { code: 'REFUSED', message: 'no' }, now),
  ];
  for (const { to } of ends) {
    expect(to.$set).toMatchObject({
      stage: 'DONE',
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
    ...['nextAttemptAt', 'retryOf'],
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
