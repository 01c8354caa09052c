import { badInput } from '../../../errors.js';
import {
  astronomicalYear,
  type Calendar,
  daysInMonth,
  defaultCalendar,
  isSkippedByReform,
  LAST_JULIAN_YEAR,
} from './calendar.js';

export { slugify, titleFromSlug } from './slug.js';

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** The parts of a path. `year` in historical counting: -44 is 44 BCE, never 0. `month` and `day` from 1. */
export interface PathParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  country: string;
  region: string;
  city: string;
  slug: string;
}

export interface PathOptions {
  /** The input field that errors name. Default `path`. */
  field?: string;
  /** The calendar of the date. Default: Julian before 15 October 1582, Gregorian from then on. */
  calendar?: Calendar;
}

export const MAX_PATH_LENGTH = 1000;
export const MAX_SEGMENT_LENGTH = 200;
const SHAPE = '/year/month/day/time/country/region/city/slug';
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Reads and checks a whole path. Throws BAD_USER_INPUT naming the segment, its value and the rule. */
export function parsePath(input: unknown, options: PathOptions = {}): PathParts {
  const field = options.field ?? 'path';
  const parts = readPath(input, field);
  checkPathDate(parts, options.calendar, field);
  return parts;
}

/** The one canonical text: leading slash, year of four digits, day of two, time of four. */
export function formatPath(parts: PathParts): string {
  const { year, month, day, hour, minute, country, region, city, slug } = parts;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(hour)}${two(minute)}`;
  return `/${[formatYear(year), MONTHS[month - 1], two(day), time, country, region, city, slug].join('/')}`;
}

/** Four digits, `-` before them for BCE. */
export function formatYear(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

/**
 * The canonical text of a path by which a moment is looked for. Which calendar the moment keeps is not known then, so
 * without `calendar` any day is let through that exists in either: 29 February 1900 (Julian) can be found.
 */
export function canonicalPath(input: unknown, options: PathOptions = {}): string {
  const field = options.field ?? 'path';
  const parts = readPath(input, field);
  const { year, month, day } = parts;
  const exists = (calendar: Calendar) =>
    calendarAllows(year, calendar) && day <= daysInMonth(astronomicalYear(year), month, calendar);
  if (options.calendar || !(exists('JULIAN') || exists('GREGORIAN'))) {
    checkPathDate(parts, options.calendar, field);
  }
  return formatPath(parts);
}

/** Reads the eight segments; whether the month has that day is left to `checkPathDate`, since it depends on the calendar. */
export function readPath(input: unknown, field = 'path'): PathParts {
  const segments = splitPath(input, field);
  const [year, month, day, time, country, region, city, slug] = segments as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    year: readYear(year, field),
    month: readMonth(month, field),
    day: readDay(day, field),
    ...readTime(time, field),
    country: readSlug('country', country, field),
    region: readSlug('region', region, field),
    city: readSlug('city', city, field),
    slug: readSlug('slug', slug, field),
  };
}

/** Refuses a day that the month does not have in the calendar given, or in the default one of that date. */
export function checkPathDate(parts: PathParts, calendar: Calendar | undefined, field = 'path'): void {
  const { year, month, day } = parts;
  const name = `${day} ${titled(month)} ${Math.abs(year)}${year < 0 ? ' BCE' : ''}`;
  if (calendar && !calendarAllows(year, calendar)) {
    const rule = `a Julian date is allowed until ${LAST_JULIAN_YEAR}`;
    throw badInput(field, rule, `The path's year is ${year}, but ${rule}`);
  }
  if (!calendar && isSkippedByReform(year, month, day)) {
    const rule = '5 to 14 October 1582 need metadata.calendar, JULIAN or GREGORIAN';
    throw badInput(
      field,
      rule,
      `The path's day is ${day}: 4 October 1582 (Julian) was followed by 15 October (Gregorian), so ${rule}`,
    );
  }
  const kept = calendar ?? defaultCalendar(year, month, day);
  const days = daysInMonth(astronomicalYear(year), month, kept);
  if (day > days) {
    const rule = `the day must exist in that month: ${titled(month)} of that year has ${days} days in the ${titledWord(kept)} calendar`;
    throw badInput(field, rule, `The path's day is ${day}, but there is no ${name}: ${rule}`);
  }
}

function calendarAllows(year: number, calendar: Calendar): boolean {
  return calendar !== 'JULIAN' || year <= LAST_JULIAN_YEAR;
}

function splitPath(input: unknown, field: string): string[] {
  const rule = `a path is a text of the form ${SHAPE}`;
  if (input === undefined || input === null) throw badInput(field, rule, `${field} is missing; ${rule}`);
  if (typeof input !== 'string') {
    const kind = Array.isArray(input) ? 'a list' : `of type ${typeof input}`;
    throw badInput(field, rule, `${field} is ${kind}; ${rule}`);
  }
  if (input.trim() === '') throw badInput(field, rule, `${field} is empty; ${rule}`);
  if (input.length > MAX_PATH_LENGTH) {
    const limit = `a path has at most ${MAX_PATH_LENGTH} characters`;
    throw badInput(field, limit, `${field} has ${input.length} characters; ${limit}`);
  }
  const segments = input.replace(/^\//u, '').split('/');
  if (segments.length !== 8) {
    const eight = `a path has eight segments: ${SHAPE}`;
    const why = input.endsWith('/') ? ' (it ends in a slash)' : '';
    throw badInput(
      field,
      eight,
      `${field} ${shown(input)} has ${segments.length} segment${segments.length === 1 ? '' : 's'}${why}; ${eight}`,
    );
  }
  return segments;
}

function wrong(field: string, segment: string, value: string, rule: string, hint = ''): never {
  throw badInput(
    field,
    `${segment}: ${rule}`,
    `The path's ${segment} is ${shown(value)}; it must be ${rule}${hint}`,
  );
}

function shown(value: string): string {
  return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}…` : JSON.stringify(value);
}

function readYear(text: string, field: string): number {
  const rule = 'one to four digits, with - before them for BCE';
  if (!/^-?[0-9]{1,4}$/u.test(text)) wrong(field, 'year', text, rule);
  const year = Number(text);
  if (year === 0) {
    wrong(
      field,
      'year',
      text,
      'a year of historical counting, which has no year 0',
      ': 1 BCE is -0001, 1 CE is 0001',
    );
  }
  return year;
}

function readMonth(text: string, field: string): number {
  const index = (MONTHS as readonly string[]).indexOf(text);
  if (index < 0) {
    const meant = suggestMonth(text);
    wrong(
      field,
      'month',
      text,
      'an English month name in lower case',
      meant ? ` (did you mean "${meant}"?)` : '',
    );
  }
  return index + 1;
}

function suggestMonth(text: string): string | undefined {
  if (/^[0-9]{1,2}$/u.test(text)) return MONTHS[Number(text) - 1];
  const start = text.trim().toLowerCase().slice(0, 3);
  return start.length === 3 ? MONTHS.find((month) => month.startsWith(start)) : undefined;
}

function readDay(text: string, field: string): number {
  if (!/^[0-9]{1,2}$/u.test(text) || Number(text) < 1 || Number(text) > 31) {
    wrong(field, 'day', text, 'a day of the month, 01 to 31');
  }
  return Number(text);
}

function readTime(text: string, field: string): { hour: number; minute: number } {
  const time = parseTime(text);
  return time ?? wrong(field, 'time', text, 'a time of day, HHMM, 0000 to 2359');
}

/** Reads HHMM, zero-padded or not; null when it is no time of day. */
export function parseTime(text: string): { hour: number; minute: number } | null {
  if (!/^[0-9]{1,4}$/u.test(text)) return null;
  const hour = Math.floor(Number(text) / 100);
  const minute = Number(text) % 100;
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

function readSlug(segment: string, text: string, field: string): string {
  if (!SLUG.test(text)) {
    wrong(field, segment, text, 'lower-case letters a–z and digits in words joined by single hyphens');
  }
  if (text.length > MAX_SEGMENT_LENGTH)
    wrong(field, segment, text, `at most ${MAX_SEGMENT_LENGTH} characters`);
  return text;
}

function titledWord(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function titled(month: number): string {
  return titledWord(MONTHS[month - 1]!);
}
