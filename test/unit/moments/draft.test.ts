import type { MomentDraft } from '../../../src/features/generation/domain/generator.js';
import { inputFromDraft } from '../../../src/features/moments/domain/draft.js';
import { describeMoment } from '../../../src/features/moments/domain/moment.js';
import { refusal } from './errors.js';

const IDES: MomentDraft = {
  year: -44,
  month: 3,
  day: 15,
  time: '1030',
  precision: 'MINUTE',
  calendar: 'JULIAN',
  country: 'italy',
  region: 'lazio',
  city: 'rome',
  slug: 'assassination-of-julius-caesar',
  name: 'Assassination of Julius Caesar',
  oneLiner: 'Senators stab the dictator on the Ides of March',
  tags: ['politics'],
  figures: ['Julius Caesar'],
  latitude: 41.8953,
  longitude: 12.4768,
  sources: [{ title: 'Plutarch, Life of Caesar' }],
  provenance: {
    year: { origin: 'CORPUS', confidence: 0.9 },
    city: { origin: 'SENTENCE', confidence: 0.6 },
    time: { origin: 'FILLER', confidence: 0 },
  },
};
const described = (draft: MomentDraft, options: Parameters<typeof inputFromDraft>[1] = {}) =>
  describeMoment(inputFromDraft(draft, options), { id: 'x', now: new Date(0), admin: true, jobId: 'job-1' });

it('makes a moment of layer 2', () => {
  const { properties } = described(IDES, { visibility: 'public', createdBy: 'me', sourceType: 'local' });
  expect(properties).toMatchObject({
    path: '/-0044/march/15/1030/italy/lazio/rome/assassination-of-julius-caesar',
    name: 'Assassination of Julius Caesar',
    layer: 2,
    visibility: 'public',
    createdBy: 'me',
    sourceType: 'local',
    confidence: 0.6,
    calendar: 'JULIAN',
    precision: 'MINUTE',
    edtf: '-0043-03-15T10:30:00',
    location: { latitude: 41.8953, longitude: 12.4768 },
    sources: '[{"title":"Plutarch, Life of Caesar","url":null}]',
    jobId: 'job-1',
  });
});

it('keeps fillers to the path', () => {
  const draft: MomentDraft = { ...IDES, month: 1, day: 1, time: '0000', precision: 'YEAR', edtf: '-0043~' };
  const { path, metadata } = inputFromDraft(draft);
  expect(path).toMatch(/^\/-0044\/january\/01\/0000\//);
  expect(metadata).toMatchObject({ year: -44, precision: 'YEAR', edtf: '-0043~' });
  for (const key of ['month', 'month_num', 'day', 'time']) expect(metadata).not.toHaveProperty(key);
  expect(described(draft).properties).toMatchObject({ precision: 'YEAR', edtf: '-0043~' });
});

it.each([
  ['MONTH', ['month', 'month_num'], ['day', 'time']],
  ['DAY', ['month', 'month_num', 'day'], ['time']],
  ['MINUTE', ['month', 'month_num', 'day', 'time'], []],
] as const)('%s knows %j and not %j', (precision, there, missing) => {
  const { metadata } = inputFromDraft({ ...IDES, precision });
  for (const key of there) expect(metadata).toHaveProperty(key);
  for (const key of missing) expect(metadata).not.toHaveProperty(key);
});

it('says how long it lasted', () => {
  expect(described({ ...IDES, precision: 'DAY', time: '0000', end: '-0043-03-16' }).properties.end).toBe(
    '-0043-03-16',
  );
});

it('carries what else the generator kept, and lets its own fields win', () => {
  const { metadata } = inputFromDraft({ ...IDES, custom: { image: 'x', name: 'other' } });
  expect(metadata).toMatchObject({ image: 'x', name: IDES.name });
});

it('states nothing that the generator did not', () => {
  const bare: MomentDraft = {
    ...IDES,
    oneLiner: undefined,
    latitude: undefined,
    longitude: undefined,
    provenance: {},
  };
  const { metadata } = inputFromDraft(bare);
  for (const key of ['one_liner', 'latitude', 'confidence', 'era', 'end', 'edtf', 'same_as', 'flash_slug']) {
    expect(metadata).not.toHaveProperty(key);
  }
});

it('a flash moment keeps its id', () => {
  const { properties } = described({
    ...IDES,
    flashTimepointId: 'tp_1',
    flashSlug: 'ides',
    flashShareUrl: 'https://f.example/',
  });
  expect(properties).toMatchObject({
    flashTimepointId: 'tp_1',
    flashSlug: 'ides',
    flashShareUrl: 'https://f.example/',
    layer: 2,
  });
});

it.each([
  [{ month: 13 }, 'path'],
  [{ day: 31, month: 2 }, 'path'],
  [{ year: 0 }, 'path'],
  [{ city: 'Rome' }, 'path'],
  [{ edtf: '1969' }, 'metadata.precision'],
])('a draft that is no moment is refused: %j', (wrong, field) => {
  expect(refusal(() => described({ ...IDES, ...wrong })).field).toBe(field);
});
