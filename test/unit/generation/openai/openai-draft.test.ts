import { ANSWER_JSON_SCHEMA, readAnswer } from '../../../../src/features/generation/openai/openai-answer.js';
import { draftOfAnswer, relatedOf } from '../../../../src/features/generation/openai/openai-draft.js';
import { apollo11 } from '../../../support/openai-contract-server.js';

const { moment } = apollo11;
type Changes = { date?: object; place?: object; confidence?: object } & Record<string, unknown>;

/** The moment of an answer with these changes, read as it is read from a model. */
function answered({ date, place, confidence, ...others }: Changes) {
  const changed = {
    ...moment,
    ...others,
    date: { ...moment.date, ...date },
    place: { ...moment.place, ...place },
    confidence: { ...moment.confidence, ...confidence },
  };
  return readAnswer(JSON.stringify({ unresolved: null, moment: changed }));
}
const draftOf = (changes: Changes) => draftOfAnswer(answered(changes));
const undated = { month: null, day: null, time: null };

test('the schema sent is that by which the answer is read', () => {
  const { properties } = ANSWER_JSON_SCHEMA as {
    properties: { moment: { anyOf: { properties: object }[] } };
  };
  expect(Object.keys(properties)).toEqual(Object.keys(apollo11));
  expect(Object.keys(properties.moment.anyOf[0]!.properties).sort()).toEqual(Object.keys(moment).sort());
});

describe('dates', () => {
  test.each([
    [{}, 'MINUTE', '2017'],
    [{ time: null }, 'DAY', '0000'],
    [{ day: null, time: null }, 'MONTH', '0000'],
    [undated, 'YEAR', '0000'],
  ])('%j is known to the %s', (date, precision, time) => {
    expect(draftOf({ date })).toMatchObject({ precision, time });
  });

  test('years are those of historians, and the calendar is that of the time', () => {
    const ides = draftOf({ date: { year: -44, month: 3, day: 15, time: null } });
    expect(ides).toMatchObject({ year: -44, calendar: 'JULIAN' });
    expect(draftOf({ date: { year: 1917, month: 10, day: 25, calendar: 'JULIAN' } }).calendar).toBe('JULIAN');
  });

  test.each([
    ['1455~', { year: 1455, ...undated }],
    ['145X', { year: 1455, ...undated }],
    ['1347/1351', { year: 1347, ...undated }],
    ['-0043~', { year: -44, ...undated }],
  ])('EDTF %s is kept where it says more than the parts', (edtf, date) => {
    expect(draftOf({ date: { ...date, edtf } }).edtf).toBe(edtf);
  });

  test.each(['1969', '1969-07', '1969-07-20', '1969-07-20T20:17:00', ' ', null])(
    'EDTF %j says nothing more',
    (edtf) => {
      expect(draftOf({ date: { edtf } }).edtf).toBeUndefined();
    },
  );

  test('the end of what lasted', () => {
    expect(draftOf({ date: { end: '1969-07-21' } }).end).toBe('1969-07-21');
  });
});

describe('a date that contradicts itself is INVALID_ANSWER', () => {
  test.each([
    ['the year 0', { year: 0 }],
    ['30 February', { month: 2, day: 30, time: null }],
    ['29 February 1900', { year: 1900, month: 2, day: 29, time: null }],
    ['a day without a month', { month: null, time: null }],
    ['a time without a day', { day: null }],
    ['EDTF of another year', { edtf: '1968-07-20' }],
    ['EDTF of another day', { edtf: '1969-07-21' }],
    ['EDTF of another hour', { edtf: '1969-07-20T09:00:00' }],
    ['EDTF that counts 44 BCE as -0044', { year: -44, ...undated, edtf: '-0044~' }],
    ['EDTF coarser than its parts', { edtf: '1969~' }],
    ['EDTF that is none', { edtf: 'summer of 69' }],
    ['an end before the start', { end: '1969-07-19' }],
    ['a Julian date of our days', { calendar: 'JULIAN' }],
  ])('%s', (_, date) => {
    expect(() => draftOf({ date })).toThrow(expect.objectContaining({ code: 'INVALID_ANSWER' }));
  });
});

test.each([
  ['a month past December', { date: { month: 13 } }],
  ['a time past midnight', { date: { time: '24:10' } }],
  ['a year out of range', { date: { year: 12_000 } }],
  ['a confidence over 1', { confidence: { year: 1.2 } }],
  ['a confidence below 0', { confidence: { figures: -0.1 } }],
  ['a confidence in words', { confidence: { place: 'high' } }],
  ['a latitude past the pole', { place: { latitude: 91, longitude: 0 } }],
  ['a latitude alone', { place: { latitude: 12 } }],
  ['a name in a script that makes no slug', { name: '東京' }],
  ['a blank name', { name: ' ' }],
  ['no country', { place: { country: '' } }],
  ['a country that is none', { place: { country: 'XQ' } }],
  ['a country that is no more', { place: { country: 'SU' } }],
  ['a union of countries', { place: { country: 'EU' } }],
])('%s is INVALID_ANSWER', (_, changes) => {
  expect(() => draftOf(changes)).toThrow(expect.objectContaining({ code: 'INVALID_ANSWER' }));
});

test.each([
  [{ country: 'TR', region: 'Istanbul', city: 'Istanbul' }, 'turkiye/istanbul/istanbul'],
  [{ country: 'us', region: 'Hawaii', city: 'Pearl Harbor' }, 'united-states/hawaii/pearl-harbor'],
  [{ country: 'BA', region: null, city: 'Sarajevo' }, 'bosnia-and-herzegovina/unknown/sarajevo'],
  [{ country: 'OCEAN', region: 'North Atlantic', city: null }, 'ocean/north-atlantic/unknown'],
])('%j is %s', (place, segments) => {
  const { country, region, city } = draftOf({ place });
  expect(`${country}/${region}/${city}`).toBe(segments);
});

test('what is filled has an origin and a confidence, fillers claim nothing, and what is not there has neither', () => {
  const { provenance } = draftOf({
    date: { day: null, time: null },
    place: { region: null, latitude: 1, longitude: 2 },
    era: null,
    tags: [],
  });
  const filler = { origin: 'FILLER', confidence: 0 };
  expect(provenance).toMatchObject({
    year: { origin: 'GENERATOR', confidence: 0.99 },
    month: { confidence: 0.98 },
    day: filler,
    time: filler,
    country: { confidence: 0.95 },
    region: filler,
    latitude: { confidence: 0 },
    name: { confidence: 0.9 },
    figures: { confidence: 0.85 },
  });
  for (const absent of ['era', 'tags', 'edtf', 'end']) expect(provenance).not.toHaveProperty(absent);
});

test('links name a path or an event of a year; those that name nothing are left out', () => {
  const link = { year: 1957, type: 'INFLUENCES', direction: 'FROM', weight: 0.6, why: 'It began the race.' };
  const related = relatedOf(
    answered({
      related: [
        { ...link, event: 'Launch of Sputnik 1' },
        { ...link, event: '/1961/april/12/907/kazakhstan/kyzylorda/baikonur/vostok-1', direction: 'TO' },
        { ...link, event: '/somewhere' },
        { ...link, event: ' ' },
        { ...link, event: 'Nothing', year: 0 },
      ],
    }),
  );
  const rest = { type: 'INFLUENCES', weight: 0.6, description: 'It began the race.' };
  expect(related).toEqual([
    { name: 'Launch of Sputnik 1', year: 1957, direction: 'IN', ...rest },
    { path: '/1961/april/12/0907/kazakhstan/kyzylorda/baikonur/vostok-1', direction: 'OUT', ...rest },
  ]);
});

test.each([[{ type: 'CAUSED_BY' }], [{ direction: 'OUT' }], [{ weight: 2 }]])(
  'a link with %j breaks the schema',
  (change) => {
    const link = { event: 'X', year: 1, type: 'CAUSES', direction: 'TO', weight: 1, why: '', ...change };
    expect(() => answered({ related: [link] })).toThrow('moment.related.0');
  },
);
