import { readFileSync } from 'node:fs';
import {
  type Corpus,
  calendarOf,
  loadCorpus,
  spanOfEvent,
} from '../../../../src/features/generation/local/corpus/load-corpus.js';
import { agreementOf } from '../../../../src/features/generation/local/corpus/match-event.js';
import type { CorpusEvent } from '../../../../src/features/generation/local/corpus/schema.js';
import { relatedOf } from '../../../../src/features/generation/local/draft.js';
import { keyWords } from '../../../../src/features/generation/local/reading/words.js';
import { readStarter } from '../../../../src/features/generation/local/starter.js';
import { readEdtf } from '../../../../src/features/moments/domain/edtf-reading.js';
import { slugify } from '../../../../src/features/moments/domain/path.js';
import { DATA_DIR } from '../../../../src/platform/data-files.js';

/** Minutes that local times without a zone may deceive by. */
const ZONES = 26 * 60;
const CAUSAL = new Set(['CAUSES', 'PRECEDES', 'INFLUENCES']);

/** Europe, North America and what lies in no country; what spans continents counts here too. */
const WEST = new Set(
  `albania andorra austria belarus belgium bosnia-and-herzegovina bulgaria croatia cyprus czechia denmark estonia finland
  france germany greece hungary iceland ireland italy kosovo latvia liechtenstein lithuania luxembourg malta moldova monaco
  montenegro netherlands north-macedonia norway poland portugal romania russia san-marino serbia slovakia slovenia spain
  sweden switzerland turkiye ukraine united-kingdom vatican-city canada united-states greenland space ocean`.split(
    /\s+/u,
  ),
);

let corpus: Corpus;
// Most of a megabyte of YAML: a second and a half where the machine is idle.
beforeAll(async () => {
  corpus = await loadCorpus(DATA_DIR);
}, 30_000);

const all = () => [...corpus.events.values()];

const tagged = (...tags: string[]) => all().filter((event) => event.tags.some((tag) => tags.includes(tag)));
const yearOf = ({ date }: CorpusEvent) => Number(/-?\d{4,}/u.exec(date.replaceAll('X', '0'))![0]);
/** The 5th century BCE is -5: there is no century 0. */
const centuryOf = (year: number) => (year > 0 ? Math.ceil(year / 100) : -Math.ceil((1 - year) / 100));

describe('the corpus spreads over', () => {
  test('400 events and 500 links', () => {
    expect(all().length).toBeGreaterThanOrEqual(400);
    expect(all().flatMap((event) => event.links).length).toBeGreaterThanOrEqual(500);
  });

  test('the ages: 60 events before our era, no century from the 5th BCE to the 21st without one', () => {
    expect(all().filter((event) => yearOf(event) <= 0).length).toBeGreaterThanOrEqual(60);
    const held = new Set(all().map((event) => centuryOf(yearOf(event))));
    const centuries = Array.from({ length: 26 }, (_, index) => (index < 5 ? index - 5 : index - 4));
    expect(centuries.filter((century) => !held.has(century))).toEqual([]);
  });

  test('the Earth: 100 events outside Europe and North America', () => {
    const elsewhere = all().filter(({ place }) => !WEST.has(corpus.places.known.byKey(place)!.country));
    expect(elsewhere.length).toBeGreaterThanOrEqual(100);
  });

  test('what people do: 80 of science and technology, 60 of arts and ideas', () => {
    expect(tagged('science', 'technology').length).toBeGreaterThanOrEqual(80);
    const ideas = tagged('art', 'literature', 'music', 'philosophy', 'film', 'theatre', 'religion');
    expect(ideas.length).toBeGreaterThanOrEqual(60);
  });
});

test('every date, end and other date exists in its calendar, and no event ends before it begins', () => {
  for (const event of all()) {
    const { earliest, until } = spanOfEvent(event);
    expect([event.id, until >= earliest]).toEqual([event.id, true]);
    for (const other of event.alsoDated) readEdtf(other, calendarOf(event), event.id);
    if (event.time)
      expect([event.id, event.date]).toEqual([event.id, expect.stringMatching(/^-?\d{4}-\d\d-\d\d$/u)]);
  }
});

test('every link leads to another event, once for each type', () => {
  for (const event of all()) {
    const ends = event.links.map(({ to, type }) => `${type} ${to}`);
    expect(new Set(ends).size).toBe(ends.length);
    for (const { to } of event.links) {
      expect([event.id, to, corpus.events.has(to)]).toEqual([event.id, to, true]);
      expect(to).not.toBe(event.id);
    }
  }
});

test('every link is told from both of its ends, whichever is generated first', () => {
  for (const event of all())
    for (const { to, type } of event.links)
      expect(relatedOf(corpus.events.get(to)!, corpus)).toContainEqual(
        expect.objectContaining({ subject: event.id, direction: 'IN', type }),
      );
});

test('no cause is provably after its effect', () => {
  const late = all().flatMap((event) =>
    event.links
      .filter(({ type }) => CAUSAL.has(type))
      .filter(({ to }) => spanOfEvent(event).earliest > spanOfEvent(corpus.events.get(to)!).latest + ZONES)
      .map(({ to }) => `${event.id} → ${to}`),
  );
  expect(late).toEqual([]);
});

test('no two events share a name or an alias', () => {
  const owners = new Map<string, string>();
  const shared: string[] = [];
  for (const event of all()) {
    for (const name of new Set(
      [event.name, ...event.aliases].map((text) => keyWords(text).sort().join(' ')),
    )) {
      expect([event.id, name]).not.toEqual([event.id, '']);
      if (owners.has(name)) shared.push(`${name}: ${owners.get(name)}, ${event.id}`);
      owners.set(name, event.id);
    }
  }
  expect(shared).toEqual([]);
});

test('every event stands at a known place', () => {
  const lost = all().filter((event) => !corpus.places.known.byKey(event.place));
  expect(lost.map(({ id, place }) => `${id}: ${place}`)).toEqual([]);
});

test('a place is given once, and lies where the gazetteer has the town of that name', () => {
  const text = readFileSync(`${DATA_DIR}places.yaml`, 'utf8');
  const keys = [...text.matchAll(/key: ([a-z0-9-]+)/gu)].map((match) => match[1]!);
  expect(new Set(keys).size).toBe(keys.length);
  const paths = new Set<string>();
  for (const key of keys) {
    const place = corpus.places.known.byKey(key)!;
    const path = `${place.country}/${place.region}/${place.city}`;
    expect([path, paths.has(path)]).toEqual([path, false]);
    paths.add(path);
    const towns = corpus.places
      .gazetteer()
      .towns(place.city.replaceAll('-', ' '))
      .filter((town) => corpus.places.countries.slugOf(town.country) === place.country);
    const near = towns.filter(
      (town) => Math.hypot(town.latitude - place.latitude!, town.longitude - place.longitude!) < 0.6,
    );
    if (towns.some((town) => town.population > 50_000)) expect([key, near.length > 0]).toEqual([key, true]);
    if (near.length > 0)
      expect([key, place.region]).toEqual([key, slugify(near[0]!.region) || place.country]);
  }
});

test('every starter query resolves to its event, and none twice', () => {
  const starter = readStarter();
  expect(starter.length).toBeGreaterThanOrEqual(40);
  expect(new Set(starter.map(({ id }) => id)).size).toBe(starter.length);
  for (const { id } of starter) expect([id, corpus.events.has(id)]).toEqual([id, true]);
});

test('the roads to the First World War and to the Moon are whole: each step is linked to the next', () => {
  const reaches = (from: string, to: string) => {
    const seen = new Set([from]);
    for (const id of seen)
      for (const { to: next, type } of corpus.events.get(id)!.links) if (CAUSAL.has(type)) seen.add(next);
    return seen.has(to);
  };
  const ids = new Set(readStarter().map(({ id }) => id));
  const first = [...ids].slice(0, 20);
  for (const id of first) expect([id, reaches(id, 'treaty-of-versailles')]).toEqual([id, true]);
  for (const id of [...ids].slice(21, 31))
    expect([id, reaches(id, 'apollo-11-moon-landing')]).toEqual([id, true]);
  expect(ids.has('treaty-of-versailles')).toBe(true);
});

test('an event dated "about" forgives a few years, another does not', () => {
  const date = (edtf: string) => ({ edtf, spans: [] });
  const pyramid = corpus.events.get('great-pyramid-completed')!;
  expect(agreementOf(pyramid, date('-2564'))).toBe('year');
  expect(agreementOf(pyramid, date('-2600'))).toBeNull();
  const hastings = corpus.events.get('battle-of-hastings')!;
  expect(agreementOf(hastings, date('1066'))).toBe('year');
  expect(agreementOf(hastings, date('1067'))).toBeNull();
  expect(agreementOf(hastings, date('1066-10-14'))).toBe('day');
  expect(agreementOf(hastings, { edtf: null, month: 10, day: 14, spans: [] })).toBe('day');
  expect(agreementOf(hastings, { edtf: null, month: 10, day: 15, spans: [] })).toBeNull();
});
