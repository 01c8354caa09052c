import { readFlashAnswer } from '../../../../src/features/generation/flash/flash-answer.js';
import { draftOfFlashAnswer } from '../../../../src/features/generation/flash/flash-draft.js';
import { apollo11 } from '../../../support/flash-contract-server.js';

const draftOf = (changes: Record<string, unknown>) =>
  draftOfFlashAnswer(readFlashAnswer(JSON.stringify({ ...apollo11, grounding: null, ...changes })));

test.each([
  [1969, 1969],
  ['1969', 1969],
  [-44, -44],
  ['-44', -44],
  ['−44', -44],
  ['44 BC', -44],
  ['44 B.C.', -44],
  ['44 BCE', -44],
  ['BC 44', -44],
  ['AD 79', 79],
  ['79 A.D.', 79],
  ['79 CE', 79],
  ['c. 1200', 1200],
  ['circa 480 BCE', -480],
])('the year %j is %i', (written, year) => {
  expect(draftOf({ year: written, month: null }).year).toBe(year);
});

test('about a year alone is said in EDTF, which counts 44 BCE as -0043', () => {
  expect(draftOf({ year: 'c. 44 BC', month: null })).toMatchObject({ precision: 'YEAR', edtf: '-0043~' });
  expect(draftOf({ year: '44 BC', month: null })).not.toHaveProperty('edtf');
});

test('the verified year wins and is believed more; month and day were then written for another year', () => {
  const plain = draftOf({ year: 1970 });
  const checked = draftOf({ year: 1970, grounding: { verified_year: 1969 } });
  expect(checked.year).toBe(1969);
  expect(checked.provenance.year!.confidence).toBeGreaterThan(plain.provenance.year!.confidence);
  expect(checked.provenance.month!.confidence).toBeLessThan(plain.provenance.month!.confidence);
  expect(draftOf({ year: null, grounding: { verified_year: '44 BC' } }).year).toBe(-44);
});

test.each([
  ['March', 3],
  ['march', 3],
  ['Mar.', 3],
  ['Sept', 9],
  [3, 3],
  ['03', 3],
])('the month %j is %i', (written, month) => {
  expect(draftOf({ month: written, day: 15 })).toMatchObject({ month, day: 15, precision: 'DAY' });
});

test('what is not known is filled, and said to be', () => {
  expect(draftOf({ month: 'spring', day: 3, time_of_day: '10:00' })).toMatchObject({
    month: 1,
    day: 1,
    time: '0000',
    precision: 'YEAR',
    provenance: { month: { origin: 'FILLER' }, day: { origin: 'FILLER' }, time: { origin: 'FILLER' } },
  });
  expect(draftOf({ month: 'July', day: null, time_of_day: '10:00' })).toMatchObject({
    month: 7,
    day: 1,
    time: '0000',
    precision: 'MONTH',
    provenance: { month: { origin: 'GENERATOR' }, day: { origin: 'FILLER' } },
  });
});

test('days are counted in the calendar of the date', () => {
  expect(draftOf({ year: 1500, month: 2, day: 29 })).toMatchObject({ day: 29, calendar: 'JULIAN' });
  expect(draftOf({ year: '45 BC', month: 2, day: 29 })).toMatchObject({ day: 29, calendar: 'JULIAN' });
  expect(() => draftOf({ year: 1900, month: 2, day: 29 })).toThrow('day');
  expect(draftOf({ year: 1582, month: 10, day: 15 }).calendar).toBe('GREGORIAN');
  expect(draftOf({ year: 1582, month: 10, day: 4 }).calendar).toBe('JULIAN');
});

test.each([
  ['20:17', '2017'],
  ['8:17 pm', '2017'],
  ['12:05 a.m.', '0005'],
  ['0930', '0930'],
  ['09:30:59', '0930'],
])('the clock time %j is %s to the minute', (written, time) => {
  expect(draftOf({ time_of_day: written })).toMatchObject({ time, precision: 'MINUTE' });
});

test.each(['dawn', 'noon', 'afternoon', 'midnight', 'teatime', '25:00', '13:00 pm', '', null])(
  'the time of day %j names no minute, so the day is all that is claimed',
  (written) => {
    const draft = draftOf({ time_of_day: written });
    expect(draft).toMatchObject({
      time: '0000',
      precision: 'DAY',
      provenance: { time: { origin: 'FILLER' } },
    });
    expect(draft.custom?.time_of_day).toBe(written || undefined);
  },
);

test.each([
  ['Rome, Lazio, Italy', '/italy/lazio/rome'],
  ['Runnymede, England', '/united-kingdom/runnymede/runnymede'],
  ['Singapore', '/singapore/singapore/singapore'],
  ['Dallas, Texas, USA', '/united-states/texas/dallas'],
  ['Dallas, Texas, U.S.A.', '/united-states/texas/dallas'],
  ['Sarajevo, Sarajevo, Bosnia-Herzegovina', '/bosnia-and-herzegovina/sarajevo/sarajevo'],
  ['São Paulo, São Paulo, Brazil', '/brazil/sao-paulo/sao-paulo'],
  [' , , ', '/unknown/unknown/unknown'],
  ['Unknown', '/unknown/unknown/unknown'],
  [null, '/unknown/unknown/unknown'],
])('the location %j is %s', (location, segments) => {
  const { country, region, city } = draftOf({ location });
  expect(`/${country}/${region}/${city}`).toBe(segments);
});

test('what is named below the city is the venue; no place at all is a filler', () => {
  const draft = draftOf({ location: "Ford's Theatre, Washington, D.C., United States" });
  expect(draft).toMatchObject({ country: 'united-states', region: 'd-c', city: 'washington' });
  expect(draft.custom?.venue).toBe("Ford's Theatre");
  expect(draftOf({ location: null }).provenance.country).toEqual({ origin: 'FILLER', confidence: 0 });
});

test('texts are bounded, labels trimmed and kept once', () => {
  const draft = draftOf({
    moment: { plot_summary: 'word '.repeat(1_000) },
    tags: [' moon ', 'moon', '', ...Array.from({ length: 200 }, (_, index) => `tag ${index}`)],
    characters: { characters: [{ name: null }, { name: ' Neil  Armstrong ' }] },
  });
  expect(draft.oneLiner!.length).toBeLessThanOrEqual(500);
  expect(draft.oneLiner).toMatch(/word…$/);
  expect(draft.tags.slice(0, 2)).toEqual(['moon', 'tag 0']);
  expect(draft.tags).toHaveLength(50);
  expect(draft.figures).toEqual(['Neil Armstrong']);
});

test('the slug comes from the name where the answer has none, and stays within a path segment', () => {
  expect(draftOf({ slug: null, name: 'Signing of the Magna Carta' }).slug).toBe('signing-of-the-magna-carta');
  expect(draftOf({ slug: 'word-'.repeat(100) }).slug).toMatch(/^.{1,200}(?<!-)$/);
});

test('only addresses of web pages are kept', () => {
  expect(draftOf({ share_url: 'javascript:alert(1)' })).not.toHaveProperty('flashShareUrl');
  expect(draftOf({ share_url: 'nowhere' })).not.toHaveProperty('flashShareUrl');
});

test('the id may be called timepoint_id, and need not be there', () => {
  expect(draftOf({ id: undefined, timepoint_id: 'tp_9' }).flashTimepointId).toBe('tp_9');
  expect(draftOf({ id: null })).not.toHaveProperty('flashTimepointId');
});
