import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ClockchainError } from '../../../src/errors.js';
import { checkOrder, orient, readLinkName, readLinkWords } from '../../../src/features/links/domain/link.js';
import { readLinkFilter } from '../../../src/features/links/domain/link-filter.js';
import {
  isSymmetric,
  LINK_TYPES,
  parseLinkType,
  parseLinkTypes,
  readType,
  STORED_TYPES,
  storedType,
} from '../../../src/features/links/domain/link-type.js';
import { CYPHER_DIR } from '../../../src/platform/graph/statement.js';

const end = (id: string, minutes: number, latest = minutes) => ({
  id,
  path: `/2000/january/01/0000/a/b/c/${id}`,
  name: id,
  sortKey: minutes,
  earliest: minutes,
  latest,
});

function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof ClockchainError) return { code: error.code, ...error.details };
    throw error;
  }
  return null;
}

describe('link types', () => {
  it('are twelve, of which ten are stored', () => {
    expect(LINK_TYPES).toHaveLength(12);
    expect(STORED_TYPES).toHaveLength(10);
    expect(STORED_TYPES.filter(isSymmetric)).toHaveLength(6);
  });

  it('read back as they were written, from the end they were written at', () => {
    for (const type of LINK_TYPES) expect(readType(storedType(type), storedType(type) === type)).toBe(type);
  });

  it('are read in either case, and nothing else is', () => {
    expect(parseLinkType('caused_by', 'type')).toBe('CAUSED_BY');
    for (const wrong of ['Causes', '', 'toString', null, 1, ['CAUSES']]) {
      expect(refusal(() => parseLinkType(wrong, 'type'))).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'type',
      });
    }
    expect(refusal(() => parseLinkTypes('CAUSES', 'types', []))).toMatchObject({ field: 'types' });
  });

  it('stand in every statement that walks links, all of them', () => {
    for (const file of readdirSync(`${CYPHER_DIR}link`)) {
      const source = readFileSync(`${CYPHER_DIR}link/${file}`, 'utf8');
      for (const [, types] of source.matchAll(/\[r:([A-Z_|]*\|[A-Z_|]*)\]/g)) {
        expect(types!.split('|')).toEqual([...STORED_TYPES]);
      }
    }
    const byId = readFileSync(`${CYPHER_DIR}link/by-id.cypher`, 'utf8');
    expect([...byId.matchAll(/\[r:([A-Z_]+) /g)].map(([, type]) => type)).toEqual([...STORED_TYPES]);
    const indexes = readFileSync(`${CYPHER_DIR}migrations/0002-links.cypher`, 'utf8');
    expect([...indexes.matchAll(/\[r:([A-Z_]+)\]/g)].map(([, type]) => type)).toEqual([...STORED_TYPES]);
  });
});

describe('the way a link stands', () => {
  it('is the same for a type and its inverse, and for a symmetric type from either end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LINK_TYPES), fc.integer(), fc.integer(), (type, at, otherAt) => {
        const [a, b] = [end('a', at), end('b', otherAt)];
        const stands = orient(type, a, b);
        const stored = storedType(type);
        if (isSymmetric(stored)) {
          expect(orient(type, b, a)).toMatchObject({ source: stands.source, target: stands.target });
          expect(stands.source.sortKey).toBeLessThanOrEqual(stands.target.sortKey);
        } else {
          expect(stands.source).toBe(stored === type ? a : b);
        }
        expect(stands.source === a ? 'from' : 'to').toBe(stands.sourceField);
      }),
    );
  });

  it('is in path order for moments of one time', () => {
    expect(orient('THEMATIC', end('b', 5), end('a', 5)).source.id).toBe('a');
  });

  it('is refused from a moment to itself', () => {
    expect(refusal(() => orient('CAUSES', end('a', 1), end('a', 1)))).toMatchObject({ field: 'to' });
    const path = '/-44/march/5/0000/a/b/c/d';
    expect(
      refusal(() => readLinkName({ from: path, to: '-0044/march/05/0000/a/b/c/d', type: 'CAUSES' })),
    ).toMatchObject({
      field: 'to',
      rule: expect.stringContaining('itself'),
    });
  });
});

describe('no effect before its cause', () => {
  const check = (
    type: 'CAUSES' | 'CAUSED_BY' | 'PRECEDES' | 'FOLLOWS' | 'INFLUENCES',
    from: object,
    to: object,
  ) => refusal(() => checkOrder(orient(type, from as never, to as never)));

  it('holds by more than 26 hours between the earliest of one and the latest of the other', () => {
    expect(check('CAUSES', end('a', 1560), end('b', 0))).toBeNull();
    expect(check('CAUSES', end('a', 1561), end('b', 0))).toMatchObject({
      field: 'from',
      code: 'BAD_USER_INPUT',
    });
    expect(check('PRECEDES', end('a', 1561), end('b', 0))).toMatchObject({ field: 'from' });
    expect(check('CAUSED_BY', end('b', 0), end('a', 1561))).toMatchObject({ field: 'to' });
    expect(check('FOLLOWS', end('b', 0), end('a', 1561))).toMatchObject({ field: 'to' });
  });

  it('leaves room where the dates do, and asks nothing of other types', () => {
    expect(check('CAUSES', end('a', 1561), end('b', 0, 1))).toBeNull();
    expect(check('INFLUENCES', end('a', 99_999), end('b', 0))).toBeNull();
  });
});

describe('what a link says', () => {
  it('is trimmed, and null where nothing is given', () => {
    expect(readLinkWords({ from: '', to: '', type: '', description: ' a ', source: null })).toEqual({
      weight: null,
      description: 'a',
      source: null,
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0.001, 1.001, '1', true])(
    'weight %p is refused',
    (weight) => {
      expect(refusal(() => readLinkWords({ from: '', to: '', type: '', weight }))).toMatchObject({
        field: 'weight',
      });
    },
  );
});

describe('the filter of links', () => {
  it('asks for inverse types only where they arrive', () => {
    expect(readLinkFilter({ types: ['CAUSED_BY', 'THEMATIC'], direction: 'BOTH' })).toMatchObject({
      outTypes: ['THEMATIC'],
      inTypes: ['CAUSES', 'THEMATIC'],
    });
    expect(readLinkFilter({ types: ['CAUSES', 'CAUSED_BY'], direction: 'IN' })).toMatchObject({
      outTypes: [],
      inTypes: ['CAUSES'],
    });
    expect(readLinkFilter({})).toMatchObject({ outTypes: STORED_TYPES, inTypes: STORED_TYPES, layers: null });
  });
});
