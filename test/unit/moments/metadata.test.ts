import fc from 'fast-check';
import { checkAgainstPath, readMetadata } from '../../../src/features/moments/domain/metadata.js';
import { parsePath } from '../../../src/features/moments/domain/path.js';
import { refusal } from './errors.js';

const known = (input: object) => readMetadata(input).known;

describe('metadata is an object', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['text', '{}'],
    ['a number', 1],
    ['a date', new Date(0)],
  ])('%s is refused', (_, input) => {
    expect(refusal(() => readMetadata(input)).field).toBe('metadata');
  });

  it('or absent', () => {
    expect(readMetadata(undefined)).toEqual({ known: {}, custom: {}, json: '{}' });
    expect(readMetadata({})).toEqual({ known: {}, custom: {}, json: '{}' });
  });
});

describe('settable keys', () => {
  const values: [string, string, unknown, unknown?][] = [
    ['name', 'name', ' Moon landing ', 'Moon landing'],
    ['one_liner', 'oneLiner', 'First humans on the Moon'],
    ['year', 'year', -44],
    ['month', 'month', 'July', 'july'],
    ['month_num', 'monthNum', 7],
    ['day', 'day', 20],
    ['time', 'time', '2056'],
    ['time', 'time', '930', '0930'],
    ['country', 'country', 'United States'],
    ['region', 'region', 'florida'],
    ['city', 'city', 'cape-canaveral'],
    ['slug', 'slug', 'apollo-11'],
    ['era', 'era', 'Space Age'],
    ['tags', 'tags', [' Space ', 'space', 'nasa'], ['Space', 'nasa']],
    ['tags', 'tags', []],
    [
      'figures',
      'figures',
      ['Simón Bolívar', 'Simon Bolivar', 'Manuela Sáenz'],
      ['Simón Bolívar', 'Manuela Sáenz'],
    ],
    ['layer', 'layer', 0],
    ['layer', 'layer', 7],
    ['confidence', 'confidence', 0],
    ['confidence', 'confidence', 1],
    ['confidence', 'confidence', 0.5],
    ['source_type', 'sourceType', 'historical_database'],
    ['flash_slug', 'flashSlug', 'apollo'],
    ['flash_share_url', 'flashShareUrl', 'https://example.com/a'],
    ['edtf', 'edtf', '1969-07-20'],
    ['precision', 'precision', 'DAY'],
    ['precision', 'precision', 'day', 'DAY'],
    ['calendar', 'calendar', 'JULIAN'],
    ['calendar', 'calendar', 'gregorian', 'GREGORIAN'],
    ['end', 'end', '1969-07-24'],
    ['latitude', 'latitude', -90],
    ['longitude', 'longitude', 180],
    [
      'sources',
      'sources',
      [{ title: 'A', url: 'https://a.example/' }],
      [{ title: 'A', url: 'https://a.example/' }],
    ],
    [
      'sources',
      'sources',
      [
        'A book',
        'https://a.example/x',
        { title: 'B' },
        { url: 'https://b.example/' },
        { title: 'C', url: null },
      ],
      [
        { title: 'A book', url: null },
        { title: 'https://a.example/x', url: 'https://a.example/x' },
        { title: 'B', url: null },
        { title: 'https://b.example/', url: 'https://b.example/' },
        { title: 'C', url: null },
      ],
    ],
    [
      'same_as',
      'sameAs',
      'https://www.wikidata.org/entity/Q43653',
      ['https://www.wikidata.org/entity/Q43653'],
    ],
    ['same_as', 'sameAs', ['https://a.example/', 'https://a.example/'], ['https://a.example/']],
  ];

  it.each(values)('%s or %s: %j', (snake, camel, value, read = value) => {
    expect(known({ [snake]: value })).toEqual({ [camel]: read });
    expect(known({ [camel]: value })).toEqual({ [camel]: read });
    expect(known({ [snake]: value, [camel]: value })).toEqual({ [camel]: read });
    expect(known({ [snake]: null })).toEqual({});
    expect(readMetadata({ [snake]: value }).custom).toEqual({});
  });

  it.each([
    ['one_liner', 'a', 'oneLiner', 'b'],
    ['month_num', 7, 'monthNum', 8],
    ['same_as', ['https://a.example/'], 'sameAs', ['https://b.example/']],
  ])('%s and the other spelling must not differ', (snake, one, camel, other) => {
    const { field, message } = refusal(() => readMetadata({ [snake]: one, [camel]: other }));
    expect(field).toBe(`metadata.${camel}`);
    expect(message).toContain(JSON.stringify(one));
    expect(message).toContain(JSON.stringify(other));
    expect(known({ [snake]: null, [camel]: other })).toEqual({ [camel]: other });
  });

  it.each([
    ['name', 5],
    ['name', ''],
    ['name', ' \n'],
    ['name', 'a'.repeat(501)],
    ['name', 'broken \ud800'],
    ['name', ['a']],
    ['one_liner', 'a'.repeat(5001)],
    ['oneLiner', {}],
    ['year', '1969'],
    ['year', 1969.5],
    ['year', 0],
    ['year', 10000],
    ['month', 7],
    ['month', 'jul'],
    ['month_num', 0],
    ['month_num', 13],
    ['monthNum', '7'],
    ['day', 32],
    ['day', '20'],
    ['time', 2056],
    ['time', '2400'],
    ['time', '20:56'],
    ['country', 1],
    ['tags', 'space'],
    ['tags', { 0: 'space' }],
    ['tags', [' ']],
    ['tags', [1]],
    ['tags', [null]],
    ['tags', ['a'.repeat(201)]],
    ['tags', Array.from({ length: 101 }, (_, index) => `t${index}`)],
    ['figures', ['\udc00']],
    ['figures', Array.from({ length: 201 }, (_, index) => `t${index}`)],
    ['layer', -1],
    ['layer', 1.5],
    ['layer', '2'],
    ['layer', true],
    ['confidence', 1.01],
    ['confidence', -0.1],
    ['confidence', '0.9'],
    ['confidence', Number.NaN],
    ['confidence', true],
    ['flash_share_url', 'javascript:alert(1)'],
    ['flash_share_url', 'flash.example/x'],
    ['flash_share_url', 'https://'],
    ['edtf', 1969],
    ['precision', 'HOUR'],
    ['precision', 'Day'],
    ['calendar', 'FRENCH'],
    ['end', ''],
    ['latitude', 90.1],
    ['longitude', -180.5],
    ['latitude', '28.5'],
    ['sources', 'A book'],
    ['sources', [1]],
    ['sources', [{}]],
    ['sources', [{ title: 'A', url: 'ftp://a.example/' }]],
    ['sources', [{ title: 5, url: 'https://a.example/' }]],
    ['same_as', 'Q43653'],
    ['same_as', [5]],
  ])('%s: %j is refused and named', (key, value) => {
    const { field, message, rule } = refusal(() => readMetadata({ [key]: value }));
    expect(field.startsWith(`metadata.${key}`)).toBe(true);
    expect(rule).toMatch(/must/);
    expect(message).toContain(field);
    expect(message.length).toBeLessThan(400);
  });

  it('of a list name the item', () => {
    expect(refusal(() => readMetadata({ tags: ['a', ''] })).field).toBe('metadata.tags.1');
    expect(refusal(() => readMetadata({ sources: [{ title: 'a', url: 'x' }] })).field).toBe(
      'metadata.sources.0.url',
    );
  });
});

describe('keys refused by name', () => {
  it.each(
    'id path visibility created_by created_at updated_at published_at job_id sort_key earliest latest flash_timepoint_id metadata createdBy createdAt updatedAt publishedAt jobId sortKey flashTimepointId _id _x __proto__'.split(
      ' ',
    ),
  )('%s', (key) => {
    const sent = JSON.parse(`{"${key}": "x"}`) as object;
    const { field, message } = refusal(() => readMetadata(sent));
    expect(field).toBe(`metadata.${key}`);
    expect(message).toMatch(/is|begins|cannot/);
    expect(() => readMetadata(JSON.parse(`{"${key}": null}`))).toThrow();
  });

  it('type is "event" or nothing', () => {
    expect(refusal(() => readMetadata({ type: 'person' })).field).toBe('metadata.type');
    expect(refusal(() => readMetadata({ type: 1 })).message).toContain('"event"');
    expect(readMetadata({ type: 'event' })).toEqual({ known: {}, custom: {}, json: '{"type":"event"}' });
    expect(readMetadata({ type: null }).custom).toEqual({});
  });
});

describe('custom keys', () => {
  it.each<[unknown, object | null]>([
    [1_000_000, { kind: 'integer', value: 1_000_000 }],
    [0, { kind: 'integer', value: 0 }],
    [Number.MAX_SAFE_INTEGER, { kind: 'integer', value: Number.MAX_SAFE_INTEGER }],
    [Number.MIN_SAFE_INTEGER, { kind: 'integer', value: Number.MIN_SAFE_INTEGER }],
    [1.5, { kind: 'float', value: 1.5 }],
    ['corporate_event', { kind: 'string', value: 'corporate_event' }],
    ['', { kind: 'string', value: '' }],
    ['日本 🎌', { kind: 'string', value: '日本 🎌' }],
    [false, { kind: 'boolean', value: false }],
    [[1, 2], { kind: 'integer-list', value: [1, 2] }],
    [[1, 2.5], { kind: 'float-list', value: [1, 2.5] }],
    [['a', 'b'], { kind: 'string-list', value: ['a', 'b'] }],
    [[true, false], { kind: 'boolean-list', value: [true, false] }],
    [[], { kind: 'string-list', value: [] }],
    [null, null],
    [{ a: { b: [1, null] } }, null],
    [[1, 'a'], null],
    [['a', null], null],
    [[[1]], null],
    ['lone \ud800', null],
    [['lone \ud800'], null],
  ])('%j', (value, property) => {
    const read = readMetadata({ custom_field: value });
    expect(read.custom).toEqual(property ? { custom_field: property } : {});
    expect(JSON.parse(read.json)).toEqual({ custom_field: value });
  });

  it('that the service uses itself stay in the JSON alone', () => {
    const sent = { location: 'here', linksDue: false };
    expect(readMetadata(sent).custom).toEqual({});
    expect(JSON.parse(readMetadata(sent).json)).toEqual(sent);
  });

  it('may be names that objects have by birth', () => {
    const sent = {
      constructor: 'a',
      toString: 1,
      hasOwnProperty: true,
      valueOf: ['x'],
      toJSON: 'y',
      prototype: null,
    };
    const read = readMetadata(sent);
    expect(Object.keys(read.custom)).toEqual([
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'toJSON',
    ]);
    expect(JSON.parse(read.json)).toEqual(sent);
  });

  it('within hold any key, __proto__ too, and pollute nothing', () => {
    const text = '{"deep":{"__proto__":{"polluted":true}}}';
    const read = readMetadata(JSON.parse(text));
    expect(read.json).toBe(text);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each(['with space', 'dash-ed', '1st', '', 'naïve', '日本', 'a.b', 'a`b', `a${'b'.repeat(64)}`])(
    'named %j is refused',
    (key) => {
      expect(refusal(() => readMetadata({ [key]: 1 })).message).toMatch(/plain identifier/);
    },
  );

  it('are at most 64', () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
    expect(Object.keys(readMetadata({ ...keys(64), name: 'n', type: 'event' }).custom)).toHaveLength(64);
    expect(refusal(() => readMetadata(keys(65)))).toMatchObject({
      field: 'metadata',
      rule: expect.stringMatching(/64/),
    });
  });

  it('are at most 64 KiB of JSON in UTF-8', () => {
    const room = 65536 - '{"a":""}'.length;
    expect(readMetadata({ a: 'x'.repeat(room) }).json).toHaveLength(65536);
    expect(refusal(() => readMetadata({ a: 'x'.repeat(room + 1) })).message).toMatch(/65537 bytes/);
    expect(() => readMetadata({ a: 'é'.repeat(room / 2 + 1) })).toThrow();
  });

  it.each<[string, unknown, string]>([
    ['an integer too large', { a: 2 ** 53 }, 'metadata.a'],
    ['an integer too small', { a: -(2 ** 53) }, 'metadata.a'],
    ['one that JSON.parse rounded', JSON.parse('{"a":{"b":[1,9007199254740993]}}'), 'metadata.a.b.1'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'metadata.a'],
    ['not a number', { a: [Number.NaN] }, 'metadata.a.0'],
    ['a bigint', { a: 1n }, 'metadata.a'],
    ['a date', { a: new Date(0) }, 'metadata.a'],
    ['undefined within', { a: [undefined] }, 'metadata.a.0'],
  ])('%s is refused', (_, input, field) => {
    expect(refusal(() => readMetadata(input)).field).toBe(field);
  });

  it('nest no deeper than twenty, and a thousand is no crash', () => {
    const nested = (depth: number) => JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(() => readMetadata(nested(20))).not.toThrow();
    expect(refusal(() => readMetadata(nested(5000))).rule).toMatch(/deeper than 20/);
  });

  it('come back deep-equal, whatever they are', () => {
    const key = fc.stringMatching(/^x_[A-Za-z0-9_]{0,10}$/);
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 5 }), { maxKeys: 10 }), (sent) => {
        const value = JSON.parse(JSON.stringify(sent)) as object;
        fc.pre(!/e\+|\d{16}/.test(JSON.stringify(value)));
        expect(JSON.parse(readMetadata(value).json)).toEqual(value);
      }),
    );
  });

  it('without a prototype are read alike, as GraphQL sends them', () => {
    const sent = Object.assign(Object.create(null), {
      name: 'n',
      a: Object.assign(Object.create(null), { b: 1 }),
    });
    expect(readMetadata(sent).json).toBe('{"name":"n","a":{"b":1}}');
  });
});

describe('metadata must agree with the path', () => {
  const path = parsePath('/-44/march/15/1030/united-states/cote-d-or/sao-paulo/ides-of-march');

  it.each([
    { year: -44, month: 'March', month_num: 3, day: 15, time: '1030' },
    { country: 'United States', region: 'Côte d Or', city: 'São Paulo', slug: 'Ides of March' },
    { country: 'united-states', slug: 'ides-of-march' },
    { time: '1030', year: null },
  ])('%j does', (metadata) => {
    expect(() => checkAgainstPath(known(metadata), path)).not.toThrow();
  });

  it.each([
    [{ year: 1969 }, 'year', '1969', '-44'],
    [{ month: 'april' }, 'month', '"april"', '"march"'],
    [{ monthNum: 4 }, 'month_num', '4', '3'],
    [{ day: 16 }, 'day', '16', '15'],
    [{ time: '1031' }, 'time', '"1031"', '"1030"'],
    [{ country: 'Italy' }, 'country', '"Italy"', '"united-states"'],
    [{ region: 'x' }, 'region', '"x"', '"cote-d-or"'],
    [{ city: '東京' }, 'city', '"東京"', '"sao-paulo"'],
    [{ slug: 'other' }, 'slug', '"other"', '"ides-of-march"'],
  ])('%j does not', (metadata, key, stated, inPath) => {
    const { field, message, rule } = refusal(() => checkAgainstPath(known(metadata), path));
    expect(field).toBe(`metadata.${key}`);
    expect(message).toContain(`says ${stated}, but the path says ${inPath}`);
    expect(rule).toBe('must agree with the path');
  });

  it('an astronomical year is told what it is', () => {
    expect(refusal(() => checkAgainstPath(known({ year: -43 }), path)).message).toMatch(/44 BCE is -44/);
  });

  it('what the precision leaves unknown cannot be stated otherwise than by its filler', () => {
    const filled = parsePath('/1455/january/01/0000/a/b/c/d');
    expect(() =>
      checkAgainstPath(known({ precision: 'YEAR', month: 'january', day: 1 }), filled),
    ).not.toThrow();
    expect(refusal(() => checkAgainstPath(known({ precision: 'YEAR', day: 5 }), filled)).message).toMatch(
      /with precision YEAR it is not known/,
    );
  });
});
