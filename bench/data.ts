import { MONTHS } from '../src/features/moments/domain/path.js';

/** What a client sends for one moment. */
export interface SeededMoment {
  path: string;
  metadata: Record<string, unknown>;
  visibility: 'public' | 'private' | 'unlisted';
  createdBy: string;
}

interface City {
  country: string;
  region: string;
  city: string;
  latitude: number;
  longitude: number;
}

const COUNTRIES = 120;
const CITIES = 4_000;
const FIGURES = 30_000;
const TAGS = 800;
const SUBJECTS = ['siege', 'treaty', 'council', 'voyage', 'eruption', 'coronation', 'discovery', 'revolt'];
const SOURCES = ['chronicle', 'archive', 'newspaper', 'scholarship'];
const PRECISIONS = ['YEAR', 'MONTH', 'DAY', 'MINUTE'] as const;
/** From their first year on; years before the first belong to it too. */
const ERAS: [number, string][] = [
  [-4000, 'Bronze Age'],
  [-800, 'Antiquity'],
  [500, 'Middle Ages'],
  [1450, 'Renaissance'],
  [1600, 'Enlightenment'],
  [1789, 'Age of Revolutions'],
  [1870, 'Age of Empires'],
  [1914, 'World Wars'],
  [1945, 'Cold War'],
  [1991, 'Information Age'],
];

/**
 * The moment of a number: the same in every run and at every size. As in history as it is written, late years, a few
 * places, a few figures and a few tags have most: half of all years lie after 1850, an eighth before our era, and each
 * list of names is Zipf's. Moments of neighbouring numbers have nothing in common.
 */
export function momentAt(number: number): SeededMoment {
  const random = randomOf(number);
  const year = yearOf(random);
  const monthNumber = 1 + pick(random, 12);
  const day = 1 + pick(random, 28);
  const precision = PRECISIONS[Math.min(3, Math.floor(random() * 6))]!;
  const place = cityAt(zipf(random, CITIES));
  const subject = SUBJECTS[zipf(random, SUBJECTS.length)]!;
  const time = `${two(pick(random, 24))}${two(pick(random, 60))}`;
  const month = precision === 'YEAR' ? 'january' : MONTHS[monthNumber - 1]!;
  const known = {
    day: precision === 'DAY' || precision === 'MINUTE' ? two(day) : '01',
    time: precision === 'MINUTE' ? time : '0000',
  };
  const written = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  const slug = `${subject}-${number}`;
  const tags = distinct(1 + pick(random, 4), () => `theme ${zipf(random, TAGS)}`);
  const figures = distinct(pick(random, 4), () => `Figure ${zipf(random, FIGURES)}`);
  const metadata: Record<string, unknown> = {
    name: `The ${subject} of ${titled(place.city)}, ${number}`,
    one_liner: `How ${figures.join(' and ') || 'nobody known'} brought about a ${subject} in ${titled(place.city)}.`,
    precision,
    era: ERAS.findLast(([from]) => year >= from)![1],
    tags: [...tags, subject],
    figures,
  };
  if (random() < 0.6) Object.assign(metadata, { latitude: place.latitude, longitude: place.longitude });
  if (random() < 0.7) metadata.confidence = Math.round(random() * 100) / 100;
  if (random() < 0.8) metadata.source_type = SOURCES[zipf(random, SOURCES.length)]!;
  if (random() < 0.1) metadata.layer = 1;
  const hidden = random();
  return {
    path: `/${written}/${month}/${known.day}/${known.time}/${place.country}/${place.region}/${place.city}/${slug}`,
    metadata,
    visibility: hidden < 0.7 ? 'public' : hidden < 0.95 ? 'private' : 'unlisted',
    createdBy: random() < 0.9 ? 'system' : `editor-${pick(random, 20)}`,
  };
}

export function momentsFrom(first: number, count: number): SeededMoment[] {
  return Array.from({ length: count }, (_, i) => momentAt(first + i));
}

/** A sentence that states everything a moment needs, for the local generator; no two are of one moment. */
export function queryAt(number: number): string {
  const random = randomOf(number ^ 0x5f3759df);
  const month = MONTHS[pick(random, 12)]!;
  const subject = SUBJECTS[pick(random, SUBJECTS.length)]!;
  const [city, country] = [
    ['Vienna', 'Austria'],
    ['Lisbon', 'Portugal'],
    ['Kyoto', 'Japan'],
    ['Cairo', 'Egypt'],
    ['Lima', 'Peru'],
  ][pick(random, 5)]!;
  const date = `${1 + pick(random, 28)} ${titled(month)} ${1200 + pick(random, 800)}`;
  return `The ${subject} number ${number} of ${city}, ${country}, ${date}`;
}

function yearOf(random: () => number): number {
  const share = random();
  if (share < 0.125) return -Math.ceil(3_000 * random() ** 2 + 1);
  // 1582 has ten days that need a calendar stated.
  if (share < 0.5) return avoiding(1582, 1 + Math.floor(1_850 * Math.sqrt(random())));
  return 1_850 + Math.floor(175 * Math.sqrt(random()));
}

function avoiding(year: number, found: number): number {
  return found === year ? year + 1 : found;
}

function cityAt(index: number): City {
  const random = randomOf(index ^ 0x2545f491);
  const country = zipf(random, COUNTRIES);
  return {
    country: `country-${country}`,
    region: `region-${country}-${pick(random, 12)}`,
    city: `city-${index}`,
    latitude: Math.round((random() * 130 - 60) * 1e4) / 1e4,
    longitude: Math.round((random() * 360 - 180) * 1e4) / 1e4,
  };
}

/** Mulberry32, a known small generator; numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick(random: () => number, count: number): number {
  return Math.floor(random() * count);
}

/** The first of `count` most often: the share of the nth falls as 1/n. */
function zipf(random: () => number, count: number): number {
  return Math.floor((count + 1) ** random()) - 1;
}

function distinct(count: number, name: () => string): string[] {
  return [...new Set(Array.from({ length: count }, name))];
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function titled(segment: string): string {
  return segment.charAt(0).toUpperCase() + segment.slice(1).replaceAll('-', ' ');
}
