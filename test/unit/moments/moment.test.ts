import { ClockchainError } from '../../../src/errors.js';
import {
  describeMoment,
  FLOAT_PROPERTIES,
  INDEXED_PROPERTY_NAMES,
  INTEGER_PROPERTIES,
  MOMENT_PROPERTY_NAMES,
  type MomentContext,
  type MomentInput,
} from '../../../src/features/moments/domain/moment.js';
import { refusal } from './errors.js';

const PATH = '/1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-landing';
const context: MomentContext = { id: 'some-id', now: new Date('2026-11-22T10:00:00Z'), admin: false };
const described = (input: Partial<MomentInput> = {}, more: Partial<MomentContext> = {}) =>
  describeMoment({ path: PATH, ...input }, { ...context, ...more });
const refused = (input: Partial<MomentInput>, more: Partial<MomentContext> = {}) =>
  refusal(() => described(input, more));

it('makes a whole moment of a path alone', () => {
  expect(
    described({ path: '1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-landing' }),
  ).toEqual({
    properties: {
      id: 'some-id',
      path: PATH,
      type: 'event',
      name: 'Apollo 11 Landing',
      oneLiner: null,
      year: 1969,
      month: 'july',
      monthNum: 7,
      day: 20,
      time: '2056',
      sortKey: Date.UTC(1969, 6, 20, 20, 56) / 60000,
      earliest: Date.UTC(1969, 6, 20, 20, 56) / 60000,
      latest: Date.UTC(1969, 6, 20, 20, 56) / 60000,
      end: null,
      edtf: '1969-07-20T20:56:00',
      precision: 'MINUTE',
      calendar: 'GREGORIAN',
      country: 'united-states',
      region: 'florida',
      city: 'cape-canaveral',
      slug: 'apollo-11-landing',
      location: null,
      locationOrigin: null,
      era: null,
      tags: [],
      figures: [],
      layer: 0,
      visibility: 'private',
      confidence: null,
      sourceType: null,
      sources: null,
      sameAs: [],
      flashTimepointId: null,
      flashSlug: null,
      flashShareUrl: null,
      createdBy: 'system',
      createdAt: '2026-11-22T10:00:00.000Z',
      updatedAt: '2026-11-22T10:00:00.000Z',
      publishedAt: null,
      jobId: null,
      linksDue: true,
      metadata: '{}',
    },
    custom: {},
    city: { location: null, names: [] },
    hubs: {
      layer: 0,
      places: [
        { path: '/united-states', kind: 'country', name: 'United States', parent: null },
        { path: '/united-states/florida', kind: 'region', name: 'Florida', parent: '/united-states' },
        {
          path: '/united-states/florida/cape-canaveral',
          kind: 'city',
          name: 'Cape Canaveral',
          parent: '/united-states/florida',
        },
      ],
      figures: [],
      tags: [],
    },
  });
});

it('takes from metadata what the path does not say', () => {
  const { properties, custom, hubs } = described(
    {
      metadata: {
        name: 'Apollo 11',
        one_liner: 'First humans land on the Moon',
        era: 'Space Age',
        tags: ['Space', 'space', 'NASA'],
        figures: ['Neil Armstrong', '黒澤 明'],
        layer: 1,
        confidence: 1,
        source_type: 'database',
        flash_slug: 'apollo',
        flash_share_url: 'https://flash.example/a',
        edtf: '1969-07-20T20:56',
        end: '1969-07-21',
        latitude: 28.4889,
        longitude: -80.5778,
        sources: ['A book'],
        same_as: ['https://a.example/'],
        country: 'United States',
        rockets: 1,
        crew: { size: 3 },
      },
      visibility: 'PUBLIC',
      createdBy: ' importer ',
    },
    { jobId: 'job-1' },
  );
  expect(properties).toMatchObject({
    name: 'Apollo 11',
    oneLiner: 'First humans land on the Moon',
    era: 'Space Age',
    tags: ['Space', 'NASA'],
    figures: ['Neil Armstrong', '黒澤 明'],
    layer: 1,
    confidence: 1,
    sourceType: 'database',
    flashSlug: 'apollo',
    flashShareUrl: 'https://flash.example/a',
    edtf: '1969-07-20T20:56',
    end: '1969-07-21',
    location: { latitude: 28.4889, longitude: -80.5778 },
    sources: '[{"title":"A book","url":null}]',
    sameAs: ['https://a.example/'],
    visibility: 'public',
    createdBy: 'importer',
    publishedAt: '2026-11-22T10:00:00.000Z',
    jobId: 'job-1',
  });
  expect(custom).toEqual({ rockets: { kind: 'integer', value: 1 } });
  expect(hubs.layer).toBe(1);
  expect(hubs.tags).toEqual(['space', 'nasa']);
  expect(hubs.figures).toEqual([
    { key: 'neil-armstrong', name: 'Neil Armstrong' },
    { key: '黒澤 明', name: '黒澤 明' },
  ]);
});

it('keeps metadata as it was sent', () => {
  const metadata = {
    oneLiner: ' spaced ',
    month: 'July',
    tags: ['b', 'a', 'A'],
    precision: null,
    type: 'event',
    nothing: null,
    empty: [],
    zero: 0,
    no: false,
    big: 9007199254740991,
    small: -9007199254740991,
    mixed: [1, 'a', null, { b: [] }],
    text: 'naïve 日本 🎌',
  };
  expect(JSON.parse(described({ metadata }).properties.metadata)).toEqual(metadata);
});

it('spells a place as metadata does, where it does more than repeat the segment', () => {
  const path = '/1822/september/07/1630/brazil/sao-paulo/sao-paulo/cry-of-ipiranga';
  const { hubs, properties } = described({ path, metadata: { city: 'São Paulo', country: 'brazil' } });
  expect(hubs.places.map(({ name }) => name)).toEqual(['Brazil', 'Sao Paulo', 'São Paulo']);
  expect(properties.city).toBe('sao-paulo');
});

describe('layer', () => {
  it.each([
    [undefined, undefined, false, 0],
    [0, undefined, false, 0],
    [1, undefined, false, 1],
    [2, undefined, true, 2],
    [5, undefined, true, 5],
    [undefined, 'tp_1', false, 2],
    [0, 'tp_1', false, 2],
    [1, 'tp_1', false, 2],
    [3, 'tp_1', false, 3],
  ])('%s with flash id %s, admin %s: %d', (layer, flashTimepointId, admin, expected) => {
    const { properties, hubs } = described(
      { metadata: layer === undefined ? {} : { layer }, flashTimepointId },
      { admin },
    );
    expect(properties.layer).toBe(expected);
    expect(hubs.layer).toBe(expected);
    expect(properties.flashTimepointId).toBe(flashTimepointId ?? null);
  });

  it.each([
    [2, undefined, false],
    [-1, 'tp_1', true],
    [2.5, 'tp_1', true],
  ])('%s with flash id %s, admin %s is refused', (layer, flashTimepointId, admin) => {
    expect(refused({ metadata: { layer }, flashTimepointId }, { admin }).field).toBe('metadata.layer');
  });
});

describe('what is wrong is named', () => {
  it.each<[Partial<MomentInput>, string]>([
    [{ path: 123 }, 'path'],
    [{ path: undefined }, 'path'],
    [{ path: '/0/july/20/2056/a/b/c/d' }, 'path'],
    [{ metadata: [] }, 'metadata'],
    [{ metadata: null }, 'metadata'],
    [{ metadata: { confidence: 1.5 } }, 'metadata.confidence'],
    [{ metadata: { year: 1970 } }, 'metadata.year'],
    [{ metadata: { edtf: '1970' } }, 'metadata.edtf'],
    [{ metadata: { latitude: 1 } }, 'metadata.longitude'],
    [{ metadata: { longitude: 1 } }, 'metadata.latitude'],
    [{ metadata: { calendar: 'JULIAN' } }, 'path'],
    [{ visibility: 'bogus' }, 'visibility'],
    [{ flashTimepointId: '' }, 'flashTimepointId'],
    [{ flashTimepointId: 5 }, 'flashTimepointId'],
    [{ flashTimepointId: 'x'.repeat(201) }, 'flashTimepointId'],
    [{ createdBy: ' ' }, 'createdBy'],
    [{ createdBy: {} }, 'createdBy'],
    [{ createdBy: 'x'.repeat(201) }, 'createdBy'],
  ])('%j', (input, field) => {
    expect(refused(input).field).toBe(field);
    expect(refused(input, { fieldPrefix: 'moments.3' }).field).toBe(`moments.3.${field}`);
    expect(() => described(input)).toThrow(ClockchainError);
  });

  it('the path before the metadata', () => {
    expect(refused({ path: 'x', metadata: [] }).field).toBe('path');
  });
});

it('null is absent beside metadata', () => {
  const { properties } = described({ flashTimepointId: null, visibility: null, createdBy: null });
  expect(properties).toMatchObject({
    flashTimepointId: null,
    visibility: 'private',
    createdBy: 'system',
    layer: 0,
  });
});

describe('calendar and precision reach the properties', () => {
  it('Julian by statement', () => {
    const { properties } = described({
      path: '/1917/october/25/2145/russia/saint-petersburg/saint-petersburg/october-revolution',
      metadata: { calendar: 'JULIAN', edtf: '1917-10-25T21:45' },
    });
    expect(properties).toMatchObject({ month: 'october', day: 25, calendar: 'JULIAN' });
    expect(properties.sortKey).toBe(Date.UTC(1917, 10, 7, 21, 45) / 60000);
  });

  it('a day that only the stated calendar has', () => {
    const path = '/1582/october/10/0000/poland/mazovia/warsaw/nothing';
    expect(refused({ path }).field).toBe('path');
    expect(described({ path, metadata: { calendar: 'GREGORIAN' } }).properties.day).toBe(10);
  });

  it('fillers are stored as written and bounded by precision', () => {
    const { properties } = described({
      path: '/1455/january/1/0/germany/rhineland/mainz/gutenberg-bible',
      metadata: { precision: 'YEAR' },
    });
    expect(properties).toMatchObject({
      month: 'january',
      day: 1,
      time: '0000',
      precision: 'YEAR',
      edtf: '1455',
    });
    expect(properties.latest - properties.earliest).toBe(365 * 1440 - 1);
  });
});

it('orders BCE rightly', () => {
  const at = (path: string) => described({ path: `${path}/a/b/c/d` }).properties.sortKey;
  const keys = [
    '-480/january/01/0000',
    '-479/january/01/0000',
    '-1/december/31/2359',
    '1/january/01/0000',
  ].map(at);
  expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  expect(keys[3]! - keys[2]!).toBe(1);
});

it('tells the graph which numbers are whole', () => {
  const { properties } = described({ metadata: { confidence: 1 } });
  const numbers = Object.entries(properties).filter(([, value]) => typeof value === 'number');
  expect(numbers.map(([key]) => key).sort()).toEqual([...INTEGER_PROPERTIES, ...FLOAT_PROPERTIES].sort());
  for (const key of INTEGER_PROPERTIES) expect(Number.isSafeInteger(properties[key])).toBe(true);
  expect([...MOMENT_PROPERTY_NAMES].sort()).toEqual(
    [...Object.keys(properties), ...INDEXED_PROPERTY_NAMES].sort(),
  );
});
