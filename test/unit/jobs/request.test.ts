import { digestOf, readBulkRequest, readJobRequest } from '../../../src/features/jobs/domain/request.js';

const one = { query: 'Apollo 11' };
const bulk = (change: object) => ({ queries: [one, one, one, { ...one, ...change }] });

describe('readBulkRequest', () => {
  test('fills in what is left out', () => {
    const filled = { query: 'Apollo 11', preset: 'default', visibility: 'private', clientRef: null };
    expect(readBulkRequest({ queries: [one] })).toEqual({ queries: [filled], idempotencyKey: null });
    const nulls = { ...one, preset: null, visibility: null, clientRef: null };
    expect(readBulkRequest({ queries: [nulls], idempotencyKey: null })).toEqual({
      queries: [filled],
      idempotencyKey: null,
    });
  });

  test.each([
    ['no input', undefined, 'input'],
    ['a list', [one], 'input'],
    ['no queries', {}, 'queries'],
    ['one query for a list', { queries: one }, 'queries'],
    ['an empty list', { queries: [] }, 'queries'],
    ['501 queries', { queries: Array(501).fill(one) }, 'queries'],
    ['a query that is a string', { queries: ['Apollo 11'] }, 'queries.0'],
    ['a query that is null', { queries: [one, null] }, 'queries.1'],
    ['a query without text', bulk({ query: undefined }), 'queries.3.query'],
    ['a number', bulk({ query: 11 }), 'queries.3.query'],
    ['an empty query', bulk({ query: '' }), 'queries.3.query'],
    ['a blank query', bulk({ query: ' \n\t ' }), 'queries.3.query'],
    ['2,001 characters', bulk({ query: 'a'.repeat(2_001) }), 'queries.3.query'],
    ['half a character', bulk({ query: 'a\ud83c' }), 'queries.3.query'],
    ['an empty preset', bulk({ preset: '' }), 'queries.3.preset'],
    ['a blank preset', bulk({ preset: ' ' }), 'queries.3.preset'],
    ['a preset of 101 characters', bulk({ preset: 'a'.repeat(101) }), 'queries.3.preset'],
    ['a preset that is a number', bulk({ preset: 1 }), 'queries.3.preset'],
    ['an unknown visibility', bulk({ visibility: 'secret' }), 'queries.3.visibility'],
    ['a clientRef of 201 characters', bulk({ clientRef: 'a'.repeat(201) }), 'queries.3.clientRef'],
    ['an empty key', { queries: [one], idempotencyKey: '' }, 'idempotencyKey'],
    ['a key of 201 characters', { queries: [one], idempotencyKey: 'a'.repeat(201) }, 'idempotencyKey'],
    ['a key that is a number', { queries: [one], idempotencyKey: 1 }, 'idempotencyKey'],
  ])('refuses %s, naming the field', (_, input, field) => {
    expect(() => readBulkRequest(input)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: { field, rule: expect.stringMatching(/^(must|one of)/) },
      }),
    );
  });

  test('accepts what is just within the bounds, and presets of any name', () => {
    const widest = {
      query: '🏛'.repeat(2_000),
      preset: 'my own preset'.padEnd(100, '!'),
      visibility: 'UNLISTED',
      clientRef: 'r'.repeat(200),
    };
    const read = readBulkRequest({ queries: Array(500).fill(widest), idempotencyKey: 'k'.repeat(200) });
    expect(read.queries).toHaveLength(500);
    expect(read.queries[499]).toEqual({ ...widest, visibility: 'unlisted' });
  });
});

test('readJobRequest names fields without a prefix', () => {
  expect(() => readJobRequest({ query: '' })).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ field: 'query' }) }),
  );
});

test('a digest is that of what is asked, not of how it is written', () => {
  const digest = (...queries: object[]) => digestOf(readBulkRequest({ queries }).queries);
  expect(digest({ query: 'a', visibility: 'PUBLIC', other: 1 })).toBe(
    digest({ visibility: 'public', query: 'a' }),
  );
  expect(digest({ query: 'a' })).not.toBe(digest({ query: 'a', visibility: 'public' }));
  expect(digest({ query: 'a' }, { query: 'b' })).not.toBe(digest({ query: 'b' }, { query: 'a' }));
});
