import { isDeepStrictEqual } from 'node:util';
import { badInput } from '../../../errors.js';
import { checkCustom, graphProperties } from './custom-metadata.js';
import { checkJson, isPlainObject, shown } from './json-value.js';
import { type KnownMetadata, READERS } from './metadata-readers.js';
import type { CustomProperty } from './moment-properties.js';
import { MONTHS, type PathParts, slugify } from './path.js';

export type { KnownMetadata, Source } from './metadata-readers.js';

export interface Metadata {
  known: Partial<KnownMetadata>;
  /** Custom keys that the graph can hold. */
  custom: Record<string, CustomProperty>;
  /** JSON of all that was sent; `{}` if nothing was. */
  json: string;
}

const SETTABLE = Object.keys(READERS) as (keyof KnownMetadata)[];

/** Settable keys by either spelling: `one_liner` and `oneLiner`. */
const KEYS = new Map(
  SETTABLE.flatMap((key) => [[key as string, key] as const, [snakeCase(key), key] as const]),
);

const SET_BY_THE_SERVICE = 'is set by the service';
const REFUSED = new Map(
  Object.entries({
    id: SET_BY_THE_SERVICE,
    path: 'is a field of its own beside metadata',
    visibility: 'is a field of its own beside metadata',
    createdBy: 'is a field of its own beside metadata',
    flashTimepointId: 'is a field of its own beside metadata',
    createdAt: SET_BY_THE_SERVICE,
    updatedAt: SET_BY_THE_SERVICE,
    publishedAt: SET_BY_THE_SERVICE,
    jobId: SET_BY_THE_SERVICE,
    sortKey: 'is worked out from the path',
    earliest: 'is worked out from the path, precision and edtf',
    latest: 'is worked out from the path, precision and edtf',
    metadata: 'cannot hold itself: put its keys here',
  }).flatMap(([key, reason]) => [
    [key, reason],
    [snakeCase(key), reason],
  ]),
);

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Reads metadata as a client sent it; absent means none. Settable keys are taken in snake_case or camelCase, and null
 * means absent for them; all others are custom. Throws BAD_USER_INPUT naming `field` or the key within it.
 */
export function readMetadata(input: unknown, field = 'metadata'): Metadata {
  if (input === undefined) return { known: {}, custom: {}, json: '{}' };
  if (!isPlainObject(input)) {
    const kind = input === null ? 'null' : Array.isArray(input) ? 'a list' : `of type ${typeof input}`;
    throw badInput(
      field,
      'must be an object of keys and values',
      `${field} is ${kind}; it must be an object`,
    );
  }
  const known: Record<string, unknown> = {};
  const spelling: Record<string, string> = {};
  const custom: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue;
    checkAllowed(key, value, field);
    checkJson(value, `${field}.${key}`);
    const name = KEYS.get(key);
    if (name === undefined) {
      if (key !== 'type') custom[key] = value;
    } else if (value !== null) {
      if (Object.hasOwn(known, name)) checkSame(spelling[name]!, known[name], key, value, field);
      known[name] = value;
      spelling[name] = key;
    }
  }
  checkCustom(custom, field);
  const read = Object.entries(known).map(([name, value]) => [
    name,
    READERS[name as keyof KnownMetadata](value, `${field}.${spelling[name]}`),
  ]);
  return { known: Object.fromEntries(read), custom: graphProperties(custom), json: JSON.stringify(input) };
}

function checkAllowed(key: string, value: unknown, field: string): void {
  const reason = key.startsWith('_') ? 'begins with _, which is kept for the service' : REFUSED.get(key);
  if (reason) throw badInput(`${field}.${key}`, 'cannot be set in metadata', `${field}.${key} ${reason}`);
  if (key === 'type' && value !== null && value !== 'event') {
    throw badInput(
      `${field}.type`,
      'must be "event"',
      `${field}.type is ${shown(value)}; it must be "event"`,
    );
  }
}

function checkSame(first: string, one: unknown, second: string, other: unknown, field: string): void {
  if (isDeepStrictEqual(one, other)) return;
  const rule = `${first} and ${second} are the same key and must not differ`;
  throw badInput(
    `${field}.${second}`,
    rule,
    `${field}.${first} says ${shown(one)} and ${field}.${second} says ${shown(other)}: ${rule}`,
  );
}

/** What the path says under each settable key that repeats it. */
function saidByPath(parts: PathParts): Partial<KnownMetadata> {
  const { year, month, day, country, region, city, slug } = parts;
  const time = `${String(parts.hour).padStart(2, '0')}${String(parts.minute).padStart(2, '0')}`;
  return { year, month: MONTHS[month - 1], monthNum: month, day, time, country, region, city, slug };
}

/** Refuses metadata that says otherwise than the path; places and slug are compared as slugs. */
export function checkAgainstPath(known: Partial<KnownMetadata>, parts: PathParts, field = 'metadata'): void {
  for (const [key, inPath] of Object.entries(saidByPath(parts))) {
    const stated = known[key as keyof KnownMetadata];
    const isPlace = key === 'country' || key === 'region' || key === 'city' || key === 'slug';
    if (stated === undefined || (isPlace ? slugify(String(stated)) : stated) === inPath) continue;
    throw contradiction(`${field}.${snakeCase(key)}`, stated, inPath, hintFor(key, known, parts));
  }
}

function hintFor(key: string, known: Partial<KnownMetadata>, { year }: PathParts): string {
  if (key === 'year' && year < 0 && known.year === year + 1) {
    return `: years count historically here, so ${-year} BCE is ${year}`;
  }
  const coarse = {
    YEAR: ['month', 'monthNum', 'day', 'time'],
    MONTH: ['day', 'time'],
    DAY: ['time'],
    MINUTE: [],
  };
  const fillers: string[] = known.precision ? coarse[known.precision] : [];
  return fillers.includes(key)
    ? `; with precision ${known.precision} it is not known: state a finer precision and put it in the path`
    : '';
}

function contradiction(field: string, stated: unknown, inPath: unknown, hint: string) {
  const message = `${field} says ${shown(stated)}, but the path says ${shown(inPath)}${hint}`;
  return badInput(field, 'must agree with the path', message);
}
