import { badInput } from '../../../errors.js';
import { formatYear, MONTHS, parseTime, titleFromSlug } from '../../moments/domain/path.js';

/** The segments of a path, in order; what a browser of the graph goes down by. */
export const LEVELS = ['year', 'month', 'day', 'time', 'country', 'region', 'city', 'slug'] as const;
export type Level = (typeof LEVELS)[number];

const MAX_LENGTH = 1000;

/**
 * The beginning of a path as canonical segments, none for `/`. A segment that no path can have stays as it is: there is
 * nothing below it. Throws BAD_USER_INPUT for more than eight.
 */
export function readBrowsePath(input: unknown, field = 'path'): string[] {
  if (typeof input !== 'string' || input.length > MAX_LENGTH) {
    throw badInput(
      field,
      `is the beginning of a path, such as /1969/july, of at most ${MAX_LENGTH} characters`,
    );
  }
  const segments = input.replace(/^\/|\/$/gu, '').split('/');
  if (segments.length === 1 && segments[0] === '') return [];
  if (segments.length > LEVELS.length)
    throw badInput(field, `has at most ${LEVELS.length} segments: /${LEVELS.join('/')}`);
  return segments.map((segment, i) => canonical(segment, LEVELS[i]!));
}

function canonical(segment: string, level: Level): string {
  if (level === 'year' && /^-?\d{1,4}$/u.test(segment) && Number(segment) !== 0)
    return formatYear(Number(segment));
  if (level === 'day' && /^\d{1,2}$/u.test(segment)) return segment.padStart(2, '0');
  if (level === 'time' && /^\d{1,4}$/u.test(segment)) return segment.padStart(4, '0');
  return segment;
}

/** A segment in words: "44 BCE", "July", "20:17", "United States". The last segment is called by its moment's name. */
export function segmentLabel(segment: string, level: Level, name: string): string {
  if (level === 'year') return yearLabel(Number(segment));
  if (level === 'day') return String(Number(segment));
  if (level === 'time') return parseTime(segment) ? `${segment.slice(0, 2)}:${segment.slice(2)}` : segment;
  return level === 'slug' ? name : titleFromSlug(segment);
}

function yearLabel(year: number): string {
  if (year < 0) return `${-year} BCE`;
  return year < 1000 ? `${year} CE` : String(year);
}

/** The order of time: years from the earliest, months as the calendar has them; places and slugs by letter. */
export function bySegment(level: Level): (a: { segment: string }, b: { segment: string }) => number {
  if (level === 'year') return (a, b) => Number(a.segment) - Number(b.segment);
  if (level === 'month') return (a, b) => monthIndex(a.segment) - monthIndex(b.segment);
  return (a, b) => (a.segment < b.segment ? -1 : 1);
}

function monthIndex(month: string): number {
  return (MONTHS as readonly string[]).indexOf(month);
}
