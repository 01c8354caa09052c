import type { JobRecord } from '../../../src/features/jobs/domain/job.js';
import { answersFor, askedFor, twinsOf } from '../../../src/features/jobs/domain/twins.js';

const request = {
  query: 'Fall of Rome',
  preset: 'default',
  visibility: 'private',
  clientRef: null,
} as const;

test('requests are twins whatever their letter case, spaces and clientRef', () => {
  const asked = askedFor(request);
  for (const change of [{ query: '  fall OF\n rome ' }, { query: 'Fall of Rome' }, { clientRef: 'a' }])
    expect(askedFor({ ...request, ...change })).toBe(asked);
  for (const change of [{ query: 'Fall of Troy' }, { preset: 'detailed' }, { visibility: 'public' as const }])
    expect(askedFor({ ...request, ...change })).not.toBe(asked);
});

test('twins share the id of the first', () => {
  expect(twinsOf({ _id: 'a', twinOf: null })).toBe('a');
  expect(twinsOf({ _id: 'b', twinOf: 'a' })).toBe('a');
});

describe('a twin answers for another', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
  const job = { status: 'PENDING', createdAt: at(5) } as JobRecord;
  const twin = (status: string, errorCode: string | null, minute: number) =>
    ({ status, errorCode, completedAt: at(minute) }) as JobRecord;

  test.each([
    ['with its moment', twin('COMPLETED', null, 6), true],
    ['with a moment of before', twin('COMPLETED', null, 4), true],
    ['with a refusal', twin('FAILED', 'UNRESOLVED', 6), true],
    ['not with a refusal that was what it tries again', twin('FAILED', 'REFUSED', 4), false],
    ['not by failing for want of a generator', twin('FAILED', 'UNAVAILABLE', 6), false],
    ['not by being cancelled', twin('CANCELLED', null, 6), false],
  ])('%s', (_, ended, answers) => {
    expect(answersFor(ended, job)).toBe(answers);
  });
});
