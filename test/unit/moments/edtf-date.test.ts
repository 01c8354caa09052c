import fc from 'fast-check';
import {
  canonicalEdtf,
  dateText,
  isoGregorian,
  momentDates,
  type StatedDates,
} from '../../../src/features/moments/domain/edtf-date.js';
import { readEdtf } from '../../../src/features/moments/domain/edtf-reading.js';
import { parsePath } from '../../../src/features/moments/domain/path.js';
import { refusal } from './errors.js';

const parts = (date: string, calendar?: StatedDates['calendar']) =>
  parsePath(`${date}/a/b/c/d`, { calendar });
const dates = (date: string, stated: StatedDates = {}) => momentDates(parts(date, stated.calendar), stated);
const bounds = ({ earliest, latest }: { earliest: number; latest: number }) =>
  `${isoGregorian(earliest)} ${isoGregorian(latest)}`;

describe('bounds and precision of an EDTF text', () => {
  it.each([
    ['1969', 'GREGORIAN', 'YEAR', '1969-01-01T00:00 1969-12-31T23:59'],
    ['1969-07', 'GREGORIAN', 'MONTH', '1969-07-01T00:00 1969-07-31T23:59'],
    ['1969-07-20', 'GREGORIAN', 'DAY', '1969-07-20T00:00 1969-07-20T23:59'],
    ['1969-07-20T20:56', 'GREGORIAN', 'MINUTE', '1969-07-20T20:56 1969-07-20T20:56'],
    ['1969-07-20T20:56:59', 'GREGORIAN', 'MINUTE', '1969-07-20T20:56 1969-07-20T20:56'],
    ['1969-07-20?', 'GREGORIAN', 'DAY', '1969-07-20T00:00 1969-07-20T23:59'],
    ['1969~', 'GREGORIAN', 'YEAR', '1969-01-01T00:00 1969-12-31T23:59'],
    ['?1969-07', 'GREGORIAN', 'MONTH', '1969-07-01T00:00 1969-07-31T23:59'],
    ['196X', 'GREGORIAN', 'YEAR', '1960-01-01T00:00 1969-12-31T23:59'],
    ['196', 'GREGORIAN', 'YEAR', '1960-01-01T00:00 1969-12-31T23:59'],
    ['19XX', 'GREGORIAN', 'YEAR', '1900-01-01T00:00 1999-12-31T23:59'],
    ['19', 'GREGORIAN', 'YEAR', '1900-01-01T00:00 1999-12-31T23:59'],
    ['196X~', 'GREGORIAN', 'YEAR', '1960-01-01T00:00 1969-12-31T23:59'],
    ['1969-XX', 'GREGORIAN', 'YEAR', '1969-01-01T00:00 1969-12-31T23:59'],
    ['1969-07-XX', 'GREGORIAN', 'MONTH', '1969-07-01T00:00 1969-07-31T23:59'],
    ['1969-1X', 'GREGORIAN', 'YEAR', '1969-10-01T00:00 1969-12-31T23:59'],
    ['1969-02-2X', 'GREGORIAN', 'MONTH', '1969-02-20T00:00 1969-02-28T23:59'],
    ['196X-02-29', 'GREGORIAN', 'YEAR', '1960-02-29T00:00 1968-02-29T23:59'],
    ['1914-07-28/1914-08-04', 'GREGORIAN', 'YEAR', '1914-07-28T00:00 1914-08-04T23:59'],
    ['1914-07-28/1914-07-30', 'GREGORIAN', 'MONTH', '1914-07-28T00:00 1914-07-30T23:59'],
    ['1941-12-07T07:48:00/1941-12-07T09:45:00', 'GREGORIAN', 'DAY', '1941-12-07T07:48 1941-12-07T09:45'],
    ['[1667,1668,1670..1672]', 'GREGORIAN', 'YEAR', '1667-01-01T00:00 1672-12-31T23:59'],
    ['1984-21', 'GREGORIAN', 'YEAR', '1984-03-01T00:00 1984-11-30T23:59'],
    ['1984-24~', 'GREGORIAN', 'YEAR', '1984-06-01T00:00 1985-02-28T23:59'],
    ['1984-28', 'GREGORIAN', 'YEAR', '1984-12-01T00:00 1985-02-28T23:59'],
    ['1984-34', 'GREGORIAN', 'YEAR', '1984-04-01T00:00 1984-06-30T23:59'],
    ['1066-10-14', 'JULIAN', 'DAY', '1066-10-20T00:00 1066-10-20T23:59'],
    ['-0043-03-15', 'JULIAN', 'DAY', '-0043-03-13T00:00 -0043-03-13T23:59'],
    ['-0044-02-29', 'JULIAN', 'DAY', '-0044-02-27T00:00 -0044-02-27T23:59'],
    ['0000', 'JULIAN', 'YEAR', '-0001-12-30T00:00 0000-12-29T23:59'],
    ['-043X', 'GREGORIAN', 'YEAR', '-0439-01-01T00:00 -0430-12-31T23:59'],
    ['-000X', 'GREGORIAN', 'YEAR', '-0009-01-01T00:00 -0001-12-31T23:59'],
    ['1900-02-29', 'JULIAN', 'DAY', '1900-03-13T00:00 1900-03-13T23:59'],
  ] as const)('%s, %s', (text, calendar, precision, expected) => {
    const read = readEdtf(text, calendar, 'metadata.edtf');
    expect(bounds(read)).toBe(expected);
    expect(read.precision).toBe(precision);
    expect(read.text).toBe(text);
  });

  it.each([
    ['yesterday', 'GREGORIAN', /must be an EDTF date/],
    ['44 BCE', 'GREGORIAN', /must be an EDTF date.*-0043-03-15 \(44 BCE\)/],
    ['1969-7-20', 'GREGORIAN', /must be an EDTF date/],
    ['1969-06-31', 'GREGORIAN', /must be an EDTF date/],
    ['1969-02-29', 'GREGORIAN', /exists in the Gregorian calendar/],
    ['1900-02-29', 'GREGORIAN', /exists in the Gregorian calendar/],
    ['-0043-02-29', 'JULIAN', /exists in the Julian calendar/],
    ['1969-07-20T24:00:00', 'GREGORIAN', /00:00 to 23:59/],
    ['1969-07-20T20:56:00Z', 'GREGORIAN', /no time zone/],
    ['1969-07-20T20:56:00+01:00', 'GREGORIAN', /no time zone/],
    ['1969-07-20T20:56:00-04:00', 'GREGORIAN', /no time zone/],
    ['1969/..', 'GREGORIAN', /both ends/],
    ['../1969', 'GREGORIAN', /both ends/],
    ['1969/', 'GREGORIAN', /both ends/],
    ['[..1969]', 'GREGORIAN', /both ends/],
    ['[1969..]', 'GREGORIAN', /both ends/],
    ['{1969,1970}', 'GREGORIAN', /several moments/],
    ['Y-17000', 'GREGORIAN', /four digits/],
    ['1950S2', 'GREGORIAN', /four digits/],
    ['XXXX-12-25', 'GREGORIAN', /one digit of the year/],
    ['1970/1969', 'GREGORIAN', /not end before it begins/],
    ['1'.repeat(300), 'GREGORIAN', /at most 200/],
  ] as const)('%s, %s is refused', (text, calendar, message) => {
    const found = refusal(() => readEdtf(text, calendar, 'metadata.edtf'));
    expect(found.message).toMatch(message);
    expect(found.field).toBe('metadata.edtf');
  });

  it('hold whatever the path of the same text holds', () => {
    const date = fc.record({
      year: fc.integer({ min: -9998, max: 9999 }).filter((year) => year !== 0),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    });
    const precisions = fc.constantFrom('YEAR', 'MONTH', 'DAY', 'MINUTE') as fc.Arbitrary<
      StatedDates['precision']
    >;
    fc.assert(
      fc.property(date, precisions, (time, precision) => {
        const path = { ...time, country: 'a', region: 'b', city: 'c', slug: 'd' };
        const bare = momentDates(path, { precision });
        const stated = momentDates(path, { edtf: bare.edtf });
        expect(stated).toEqual(bare);
        expect(bare.earliest).toBeLessThanOrEqual(bare.sortKey);
        expect(bare.latest).toBeGreaterThanOrEqual(bare.sortKey);
        expect(dateText(bare.edtf, bare.calendar)).not.toBe('');
      }),
    );
  });
});

describe('dates of a moment', () => {
  it.each<[string, StatedDates, object, string]>([
    [
      '/1969/july/20/2056',
      {},
      { precision: 'MINUTE', calendar: 'GREGORIAN', edtf: '1969-07-20T20:56:00' },
      '1969-07-20T20:56 1969-07-20T20:56',
    ],
    [
      '/1969/july/20/0000',
      { precision: 'DAY' },
      { precision: 'DAY', edtf: '1969-07-20' },
      '1969-07-20T00:00 1969-07-20T23:59',
    ],
    ['/1969/july/01/0000', { precision: 'MONTH' }, { edtf: '1969-07' }, '1969-07-01T00:00 1969-07-31T23:59'],
    ['/1969/january/01/0000', { precision: 'YEAR' }, { edtf: '1969' }, '1969-01-01T00:00 1969-12-31T23:59'],
    [
      '/-44/march/15/1030',
      {},
      { calendar: 'JULIAN', edtf: '-0043-03-15T10:30:00' },
      '-0043-03-13T10:30 -0043-03-13T10:30',
    ],
    [
      '/-44/march/15/1030',
      { calendar: 'GREGORIAN' },
      { calendar: 'GREGORIAN', edtf: '-0043-03-15T10:30:00' },
      '-0043-03-15T10:30 -0043-03-15T10:30',
    ],
    [
      '/1917/october/25/2145',
      { calendar: 'JULIAN' },
      { calendar: 'JULIAN', edtf: '1917-10-25T21:45:00' },
      '1917-11-07T21:45 1917-11-07T21:45',
    ],
    ['/1582/october/04/2359', {}, { calendar: 'JULIAN' }, '1582-10-14T23:59 1582-10-14T23:59'],
    ['/1582/october/15/0000', {}, { calendar: 'GREGORIAN' }, '1582-10-15T00:00 1582-10-15T00:00'],
    ['/-1/january/01/0000', { precision: 'YEAR' }, { edtf: '0000' }, '-0001-12-30T00:00 0000-12-29T23:59'],
  ])('%s %j', (path, stated, expected, span) => {
    const found = dates(path, stated);
    expect(found).toMatchObject(expected);
    expect(bounds(found)).toBe(span);
    expect(found.end).toBeNull();
  });

  it.each<[string, StatedDates, string]>([
    ['/1455/january/01/0000', { edtf: '1455' }, 'YEAR'],
    ['/1455/january/01/0000', { edtf: '145X~' }, 'YEAR'],
    ['/1455/january/01/0000', { edtf: '1450/1456' }, 'YEAR'],
    ['/1455/january/01/0000', { edtf: '1455-02-23/1455-09-01' }, 'YEAR'],
    ['/1455/february/23/0000', { edtf: '1455' }, 'YEAR'],
    ['/1066/october/01/0000', { edtf: '1066-10' }, 'MONTH'],
    ['/1066/october/14/0000', { edtf: '1066-10-14' }, 'DAY'],
    ['/1066/october/14/0900', { edtf: '1066-10-14' }, 'DAY'],
    ['/1066/october/14/0900', { edtf: '1066-10-14T09:00' }, 'MINUTE'],
    ['/1066/october/14/0000', { edtf: '1066-10-14~', precision: 'DAY' }, 'DAY'],
    ['/1066/october/01/0000', { edtf: '1066-10-14/1066-10-15' }, 'MONTH'],
    ['/1066/october/15/0000', { edtf: '1066-10-14/1066-10-15' }, 'MONTH'],
    ['/1984/january/01/0000', { edtf: '1984-22' }, 'YEAR'],
    ['/1066/january/01/0000', { edtf: '[1064,1066]' }, 'YEAR'],
    ['/-44/march/15/0000', { edtf: '-0043-03-15' }, 'DAY'],
    ['/-1/january/01/0000', { edtf: '0000' }, 'YEAR'],
  ])('%s lies within %j, precise to the %s', (path, stated, precision) => {
    const found = dates(path, stated);
    expect(found.precision).toBe(precision);
    expect(found.edtf).toBe(stated.edtf);
    expect(found.sortKey).toBeGreaterThanOrEqual(found.earliest);
    expect(found.sortKey).toBeLessThanOrEqual(found.latest);
  });

  it.each<[string, StatedDates, RegExp]>([
    ['/1969/july/20/2056', { edtf: '1970' }, /edtf says "1970", but the path says \/1969\/july\/20\/2056/],
    ['/1969/july/20/2056', { edtf: '1969-08' }, /"1969-08".*\/1969\/july/],
    ['/1969/july/20/2056', { edtf: '1969-07-21' }, /"1969-07-21".*\/1969\/july\/20/],
    ['/1969/july/20/2056', { edtf: '1969-07-20T20:57' }, /T20:57".*2056/],
    ['/1969/january/01/0000', { edtf: '1969-07' }, /"1969-07".*january/],
    ['/1969/july/01/0000', { edtf: '1969-07-20' }, /"1969-07-20".*july\/01/],
    ['/1066/october/16/0000', { edtf: '1066-10-14/1066-10-15' }, /october\/16/],
    ['/1065/january/01/0000', { edtf: '[1064,1066]' }, /"\[1064,1066\]".*1065/],
    ['/1969/march/01/0000', { edtf: '1969-34' }, /1969-34.*march/],
    ['/-44/march/15/0000', { edtf: '-0044-03-15' }, /"-0044-03-15".*astronomically, so 44 BCE is -0043/],
    ['/-44/january/01/0000', { edtf: '-0044' }, /44 BCE is -0043/],
    ['/-1/january/01/0000', { edtf: '-0001' }, /1 BCE is 0000/],
  ])('%s contradicts %j', (path, stated, message) => {
    const found = refusal(() => dates(path, stated));
    expect(found.message).toMatch(message);
    expect(found.field).toBe('metadata.edtf');
    expect(found.rule).toBe('must contain the date of the path');
  });

  it('speaks of astronomical years only where they may be the cause', () => {
    expect(refusal(() => dates('/1969/july/20/2056', { edtf: '1970' })).message).not.toMatch(/astronomical/);
    expect(refusal(() => dates('/-44/march/15/0000', { edtf: '-0100' })).message).not.toMatch(/astronomical/);
  });

  it.each<[string, StatedDates]>([
    ['/1969/july/20/0000', { edtf: '1969-07-20', precision: 'MINUTE' }],
    ['/1969/july/20/0000', { edtf: '1969-07-20', precision: 'YEAR' }],
    ['/1455/january/01/0000', { edtf: '145X', precision: 'MONTH' }],
  ])('%s: precision and edtf of %j disagree', (path, stated) => {
    const found = refusal(() => dates(path, stated));
    expect(found.field).toBe('metadata.precision');
    expect(found.message).toContain(stated.precision);
    expect(found.message).toContain(stated.edtf);
  });

  it.each<[string, StatedDates, boolean]>([
    ['/1914/july/28/0000', { precision: 'DAY', end: '1918-11-11' }, true],
    ['/1914/july/28/0000', { precision: 'DAY', end: '1914-07-28' }, true],
    ['/1914/july/28/1100', { end: '1914' }, true],
    ['/1914/july/28/0000', { precision: 'DAY', end: '1914-07-27' }, false],
    ['/1914/july/28/1100', { end: '1914-07-28T11:00' }, true],
    ['/1914/july/28/1100', { end: '1914-07-28T10:59' }, false],
    ['/-44/march/15/1030', { end: '-0043-03-15' }, true],
    ['/-44/march/15/1030', { end: '-0044-12-31' }, false],
    ['/-264/january/01/0000', { precision: 'YEAR', end: '-0240' }, true],
  ])('%s with %j: allowed %s', (path, stated, allowed) => {
    if (allowed) expect(dates(path, stated).end).toBe(stated.end);
    else {
      const found = refusal(() => dates(path, stated));
      expect(found.field).toBe('metadata.end');
      expect(found.message).toMatch(/says ".*starts at ".*must not be before the start/);
    }
  });

  it('an end is no doubt: it leaves the bounds alone', () => {
    const found = dates('/1914/july/28/1100', { end: '1918-11-11' });
    expect(found.latest).toBe(found.earliest);
  });

  it('an end that is no EDTF is an error of its own field', () => {
    expect(refusal(() => dates('/1914/july/28/1100', { end: 'soon' })).field).toBe('metadata.end');
  });
});

it('writes a minute with its first second, since EDTF has no time without', () => {
  expect(canonicalEdtf(parts('/-44/march/5/930'), 'MINUTE')).toBe('-0043-03-05T09:30:00');
});

describe('the date in words', () => {
  it.each([
    ['-0043-03-15T10:30:00', 'JULIAN', '15 March 44 BCE, 10:30 (Julian calendar)'],
    ['-0043-03', 'JULIAN', 'March 44 BCE (Julian calendar)'],
    ['-0043', 'JULIAN', '44 BCE'],
    ['0000', 'JULIAN', '1 BCE'],
    ['0079-08-24', 'JULIAN', '24 August 79 CE (Julian calendar)'],
    ['1455', 'JULIAN', '1455'],
    ['1455~', 'JULIAN', 'about 1455'],
    ['1455?', 'JULIAN', 'perhaps 1455'],
    ['1455%', 'JULIAN', 'perhaps about 1455'],
    ['145X~', 'JULIAN', 'about 1450s'],
    ['145', 'JULIAN', '1450s'],
    ['14XX', 'JULIAN', '1400s'],
    ['007X', 'JULIAN', 'between 70 CE and 79 CE'],
    ['-043X', 'JULIAN', 'between 440 BCE and 431 BCE'],
    ['1969-07-20T20:56:00', 'GREGORIAN', '20 July 1969, 20:56'],
    ['1969-07-20', 'GREGORIAN', '20 July 1969'],
    ['1969-07-XX', 'GREGORIAN', 'July 1969'],
    ['1969-XX-XX', 'GREGORIAN', '1969'],
    ['1969-1X', 'GREGORIAN', 'between October 1969 and December 1969'],
    ['1969-07-2X', 'GREGORIAN', 'between 20 July 1969 and 29 July 1969'],
    ['1066-10-20', 'GREGORIAN', '20 October 1066 (Gregorian calendar)'],
    ['1066-10-14/1066-10-15', 'JULIAN', 'between 14 October 1066 and 15 October 1066 (Julian calendar)'],
    ['1917-10-25', 'JULIAN', '25 October 1917 (Julian calendar)'],
    ['[1066,1068..1070]', 'JULIAN', '1066 or 1068 to 1070'],
    ['1984-21', 'GREGORIAN', 'spring 1984'],
    ['1984-34', 'GREGORIAN', 'second quarter of 1984'],
  ] as const)('%s, %s: %s', (edtf, calendar, words) => {
    expect(dateText(edtf, calendar)).toBe(words);
  });
});
