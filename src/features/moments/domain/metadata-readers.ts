import { badInput } from '../../../errors.js';
import { CALENDARS, type Calendar, PRECISIONS, type Precision } from './calendar.js';
import { isPlainObject, shown } from './json-value.js';
import { MONTHS, parseTime } from './path.js';
import { figureKey, foldedName } from './slug.js';

export interface Source {
  title: string;
  url: string | null;
}

/** The settable metadata, read and checked. What was absent or null is not there. */
export interface KnownMetadata {
  name: string;
  oneLiner: string;
  /** Historical counting. */
  year: number;
  /** English name, lower case. */
  month: string;
  monthNum: number;
  day: number;
  /** HHMM, padded. */
  time: string;
  country: string;
  region: string;
  city: string;
  slug: string;
  era: string;
  tags: string[];
  figures: string[];
  layer: number;
  confidence: number;
  sourceType: string;
  flashSlug: string;
  flashShareUrl: string;
  edtf: string;
  precision: Precision;
  calendar: Calendar;
  end: string;
  latitude: number;
  longitude: number;
  sources: Source[];
  sameAs: string[];
}

type Reader<T> = (value: unknown, field: string) => T;

/** How each settable key is read. Limits keep one moment a page, not a book. */
export const READERS: { [Key in keyof KnownMetadata]: Reader<KnownMetadata[Key]> } = {
  name: text(500),
  oneLiner: text(5000),
  year: integer(-9999, 9999, 'without 0: -44 is 44 BCE', (year) => year !== 0),
  month: monthName,
  monthNum: integer(1, 12),
  day: integer(1, 31),
  time: timeOfDay,
  country: text(200),
  region: text(200),
  city: text(200),
  slug: text(200),
  era: text(200),
  tags: textList(100, 200, foldedName),
  figures: textList(200, 300, figureKey),
  layer: integer(0, 2 ** 31 - 1),
  confidence: numberBetween(0, 1),
  sourceType: text(200),
  flashSlug: text(500),
  flashShareUrl: url,
  edtf: text(200),
  precision: oneOf(PRECISIONS),
  calendar: oneOf(CALENDARS),
  end: text(200),
  latitude: numberBetween(-90, 90),
  longitude: numberBetween(-180, 180),
  sources: list(100, source),
  sameAs: (value, field) => [...new Set(list(100, url)(typeof value === 'string' ? [value] : value, field))],
};

function wrong(value: unknown, field: string, rule: string): never {
  throw badInput(field, rule, `${field} is ${shown(value)}; it ${rule}`);
}

/** Reads text that is not blank, has at most `limit` characters (UTF-16) and is well-formed; gives it trimmed. */
export function text(limit: number): Reader<string> {
  return (value, field) => {
    if (typeof value !== 'string') wrong(value, field, 'must be text');
    const trimmed = value.trim();
    if (trimmed === '') wrong(value, field, 'must not be blank');
    if (trimmed.length > limit) wrong(value, field, `must have at most ${limit} characters`);
    if (!trimmed.isWellFormed()) wrong(value, field, 'must be well-formed Unicode, without lone surrogates');
    return trimmed;
  };
}

function integer(
  low: number,
  high: number,
  also = '',
  holds: (value: number) => boolean = () => true,
): Reader<number> {
  return (value, field) => {
    if (Number.isInteger(value) && Number(value) >= low && Number(value) <= high && holds(Number(value))) {
      return Number(value);
    }
    wrong(value, field, `must be a whole number from ${low} to ${high}${also ? `, ${also}` : ''}`);
  };
}

function numberBetween(low: number, high: number): Reader<number> {
  return (value, field) => {
    if (typeof value === 'number' && value >= low && value <= high) return value;
    wrong(value, field, `must be a number from ${low} to ${high}`);
  };
}

function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  return (value, field) =>
    values.find((item) => value === item || value === item.toLowerCase()) ??
    wrong(value, field, `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`);
}

function monthName(value: unknown, field: string): string {
  const name = MONTHS.find((month) => typeof value === 'string' && month === value.trim().toLowerCase());
  return name ?? wrong(value, field, 'must be an English month name, such as "july" (month_num takes 7)');
}

function timeOfDay(value: unknown, field: string): string {
  const time = typeof value === 'string' ? parseTime(value) : null;
  if (!time) wrong(value, field, 'must be a time of day as text, HHMM, "0000" to "2359"');
  return `${String(time.hour).padStart(2, '0')}${String(time.minute).padStart(2, '0')}`;
}

function list<T>(most: number, item: Reader<T>): Reader<T[]> {
  return (value, field) => {
    if (!Array.isArray(value)) wrong(value, field, 'must be a list');
    if (value.length > most) throw badInput(field, `must have at most ${most} items`);
    return value.map((entry, index) => item(entry, `${field}.${index}`));
  };
}

/** A list of texts of which those with the same key are one; the first spelling stays. */
function textList(most: number, limit: number, key: (item: string) => string): Reader<string[]> {
  const read = list(most, text(limit));
  return (value, field) => {
    const items = new Map<string, string>();
    for (const item of read(value, field)) if (!items.has(key(item))) items.set(key(item), item);
    return [...items.values()];
  };
}

/** Only web addresses: pages will offer them to be followed, where `javascript:` would run. */
function url(value: unknown, field: string): string {
  const address = text(2000)(value, field);
  if (!isWebAddress(address)) wrong(value, field, 'must be a web address, http:// or https://');
  return address;
}

function isWebAddress(address: string): boolean {
  return /^https?:\/\/\S+$/iu.test(address) && URL.canParse(address);
}

function source(value: unknown, field: string): Source {
  if (typeof value === 'string') {
    const title = text(2000)(value, field);
    return { title, url: isWebAddress(title) ? title : null };
  }
  if (!isPlainObject(value)) wrong(value, field, 'must be a title, a web address or {title, url}');
  const address = value.url === undefined || value.url === null ? null : url(value.url, `${field}.url`);
  if ((value.title === undefined || value.title === null) && address) return { title: address, url: address };
  return { title: text(2000)(value.title, `${field}.title`), url: address };
}
