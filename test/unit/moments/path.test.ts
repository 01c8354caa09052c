import fc from 'fast-check';
import {
  canonicalPath,
  formatPath,
  MONTHS,
  type PathParts,
  parsePath,
} from '../../../src/features/moments/domain/path.js';
import { refusal } from './errors.js';

const CANONICAL = '/-0044/march/05/0030/italy/lazio/rome/some-event';

describe('one canonical form', () => {
  it.each([
    '/-0044/march/05/0030/italy/lazio/rome/some-event',
    '-0044/march/05/0030/italy/lazio/rome/some-event',
    '/-44/march/5/0030/italy/lazio/rome/some-event',
    '-044/march/05/30/italy/lazio/rome/some-event',
    '/-0044/march/5/030/italy/lazio/rome/some-event',
  ])('%s', (spelling) => {
    expect(canonicalPath(spelling)).toBe(CANONICAL);
    expect(formatPath(parsePath(spelling))).toBe(CANONICAL);
  });

  it('reads the parts, the year in historical counting', () => {
    expect(parsePath(CANONICAL)).toEqual({
      year: -44,
      month: 3,
      day: 5,
      hour: 0,
      minute: 30,
      country: 'italy',
      region: 'lazio',
      city: 'rome',
      slug: 'some-event',
    });
  });

  it.each([
    ['/1/january/1/0/a/b/c/d', '/0001/january/01/0000/a/b/c/d'],
    ['/9999/december/31/2359/a/b/c/d', '/9999/december/31/2359/a/b/c/d'],
    ['/-9999/january/01/0000/a/b/c/d', '/-9999/january/01/0000/a/b/c/d'],
    ['/-1/january/01/0000/a1/b-2/3/4-d', '/-0001/january/01/0000/a1/b-2/3/4-d'],
  ])('%s is %s', (spelling, canonical) => {
    expect(canonicalPath(spelling)).toBe(canonical);
  });

  it('comes back from every writing of every path', () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
    const parts: fc.Arbitrary<PathParts> = fc.record({
      year: fc.integer({ min: -9999, max: 9999 }).filter((year) => year !== 0),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      country: slug,
      region: slug,
      city: slug,
      slug,
    });
    fc.assert(
      fc.property(parts, fc.boolean(), (path, padded) => {
        const { year, month, day, hour, minute, country, region, city } = path;
        const time = padded ? formatPath(path).split('/')[4] : String(hour * 100 + minute);
        const written = [year, MONTHS[month - 1], day, time, country, region, city, path.slug].join('/');
        expect(parsePath(written, { calendar: 'GREGORIAN' })).toEqual(path);
        expect(canonicalPath(canonicalPath(written))).toBe(formatPath(path));
      }),
    );
  });
});

const with_ = (replaced: Partial<Record<number, string>>) =>
  `/${['1969', 'july', '20', '2056', 'united-states', 'florida', 'cape-canaveral', 'apollo-11']
    .map((segment, index) => replaced[index] ?? segment)
    .join('/')}`;

describe('anything else off names the segment, its value and the rule', () => {
  it.each<[string, unknown, RegExp]>([
    ['year 0', with_({ 0: '0' }), /year is "0".*no year 0.*1 BCE is -0001/],
    ['year 0000', with_({ 0: '0000' }), /year is "0000".*no year 0/],
    ['five digits', with_({ 0: '12024' }), /year is "12024".*one to four digits/],
    ['padded beyond four', with_({ 0: '01969' }), /year is "01969".*one to four digits/],
    ['a plus sign', with_({ 0: '+1969' }), /year is "\+1969"/],
    ['words in the year', with_({ 0: '44bce' }), /year is "44bce".*- before them for BCE/],
    ['digits of another script', with_({ 0: '١٩٦٩' }), /year is/],
    ['a short month', with_({ 1: 'jul' }), /month is "jul".*did you mean "july"/],
    ['a capital', with_({ 1: 'July' }), /month is "July".*lower case.*did you mean "july"/],
    ['a misspelt month', with_({ 1: 'febuary' }), /did you mean "february"/],
    ['a month number', with_({ 1: '7' }), /month is "7".*did you mean "july"/],
    ['a padded month number', with_({ 1: '07' }), /did you mean "july"/],
    ['month 13', with_({ 1: '13' }), /month is "13".*English month name in lower case$/],
    ['another language', with_({ 1: 'brumaire' }), /month is "brumaire"/],
    ['day 0', with_({ 2: '00' }), /day is "00".*01 to 31/],
    ['day 32', with_({ 2: '32' }), /day is "32".*01 to 31/],
    ['day 001', with_({ 2: '001' }), /day is "001"/],
    ['a day in words', with_({ 2: '20th' }), /day is "20th"/],
    ['31 June', with_({ 1: 'june', 2: '31' }), /day is 31.*no 31 June 1969.*June of that year has 30 days/],
    ['hour 24', with_({ 3: '2400' }), /time is "2400".*0000 to 2359/],
    ['minute 60', with_({ 3: '1260' }), /time is "1260"/],
    ['a colon', with_({ 3: '20:56' }), /time is "20:56".*HHMM/],
    ['five digits of time', with_({ 3: '02056' }), /time is "02056"/],
    ['capitals in a place', with_({ 4: 'United-States' }), /country is "United-States".*lower-case/],
    ['an underscore', with_({ 5: 'new_york' }), /region is "new_york"/],
    ['a trailing hyphen', with_({ 6: 'cape-' }), /city is "cape-"/],
    ['two hyphens', with_({ 7: 'apollo--11' }), /slug is "apollo--11".*single hyphens/],
    ['marks', with_({ 6: 'málaga' }), /city is "málaga"/],
    ['an empty place', with_({ 5: '' }), /region is ""/],
    ['blanks', with_({ 7: ' apollo-11' }), /slug is " apollo-11"/],
    ['an escape', with_({ 7: '%61pollo' }), /slug is "%61pollo"/],
    ['a newline at the end', with_({ 7: 'apollo-11\n' }), /slug is "apollo-11\\n"/],
    ['a long slug', with_({ 7: 'a'.repeat(201) }), /slug.*at most 200 characters/],
    ['a trailing slash', `${with_({})}/`, /has 9 segments \(it ends in a slash\).*eight segments/],
    ['two leading slashes', `/${with_({})}`, /has 9 segments/],
    [
      'seven segments',
      '/1969/july/20/2056/united-states/florida/apollo-11',
      /has 7 segments.*eight segments/,
    ],
    ['one segment', 'apollo', /"apollo" has 1 segment;.*\/year\/month\/day\/time/],
    ['an absurd length', `/${'9'.repeat(1_000_000)}`, /has 1000001 characters.*at most 1000/],
    ['empty', '', /path is empty/],
    ['blank', '  ', /path is empty/],
    ['missing', undefined, /path is missing/],
    ['null', null, /path is missing/],
    ['a number', 123, /path is of type number/],
    ['a list', [with_({})], /path is a list/],
    ['an object', {}, /path is of type object/],
  ])('%s', (_, input, message) => {
    const found = refusal(() => parsePath(input));
    expect(found.message).toMatch(message);
    expect(found.field).toBe('path');
    expect(found.rule).not.toBe('');
    expect(found.message.length).toBeLessThan(400);
    expect(refusal(() => canonicalPath(input)).message).toBe(found.message);
  });

  it('names the field it was told', () => {
    expect(refusal(() => parsePath('', { field: 'from' })).field).toBe('from');
  });
});

describe('the day must exist in the calendar of the path', () => {
  const day = (year: number, month: string, date: number) => `/${year}/${month}/${date}/0000/a/b/c/d`;

  it.each([
    [1900, 'february', 29, 'GREGORIAN', false],
    [1900, 'february', 29, 'JULIAN', true],
    [1900, 'february', 29, undefined, false],
    [1500, 'february', 29, undefined, true],
    [1500, 'february', 29, 'GREGORIAN', false],
    [2000, 'february', 29, undefined, true],
    [-45, 'february', 29, undefined, true],
    [-44, 'february', 29, undefined, false],
    [-1, 'february', 29, undefined, true],
    [4, 'february', 29, undefined, true],
    [1582, 'october', 4, undefined, true],
    [1582, 'october', 5, undefined, false],
    [1582, 'october', 14, undefined, false],
    [1582, 'october', 15, undefined, true],
    [1582, 'october', 10, 'JULIAN', true],
    [1582, 'october', 10, 'GREGORIAN', true],
    [1923, 'march', 1, 'JULIAN', true],
    [1924, 'march', 1, 'JULIAN', false],
  ] as const)('%d %s %d, calendar %s: %s', (year, month, date, calendar, exists) => {
    const read = () => parsePath(day(year, month, date), { calendar });
    if (exists) expect(read().day).toBe(date);
    else expect(refusal(read).field).toBe('path');
  });

  it('says why October 1582 has a hole', () => {
    expect(refusal(() => parsePath(day(1582, 'october', 10))).message).toMatch(
      /followed by 15 October.*metadata\.calendar/,
    );
  });

  it('finds a moment by its path in whichever calendar it is kept', () => {
    expect(canonicalPath(day(1900, 'february', 29))).toContain('/1900/february/29/');
    expect(canonicalPath(day(1582, 'october', 10))).toContain('/1582/october/10/');
    expect(() => canonicalPath(day(1900, 'february', 29), { calendar: 'GREGORIAN' })).toThrow();
    expect(() => canonicalPath(day(2100, 'february', 29))).toThrow();
    expect(() => canonicalPath(day(1900, 'february', 30))).toThrow();
  });
});
