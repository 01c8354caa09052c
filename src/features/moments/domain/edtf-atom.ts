import { badInput } from '../../../errors.js';
import { type AstronomicalDate, type Calendar, daysInMonth, minutesOf, type Precision } from './calendar.js';

/** A written date and time with an astronomical year. */
export type WrittenTime = AstronomicalDate & { hour: number; minute: number };

/** Minutes on the scale of `sortKey`, both ends included. */
export interface Span {
  earliest: number;
  latest: number;
}

/** One date of an EDTF text, either by its digits and `X`s or by the code of a season. */
export interface EdtfAtom extends Span {
  text: string;
  mask: { year: string; month: string | null; day: string | null; time: string | null } | null;
  season: { year: number; code: number } | null;
  covers(time: WrittenTime, level: Precision): boolean;
}

/** Throws BAD_USER_INPUT that shows the text and names the rule. */
export function refuse(text: string, field: string, rule: string): never {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw badInput(field, rule, `${field} is "${shown}"; it ${rule}`);
}

const DATE = /^(-?[\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?)?)?$/u;

/** Reads one date of `whole`, in the given calendar. Throws BAD_USER_INPUT on `field`. */
export function readAtom(written: string, calendar: Calendar, whole: string, field: string): EdtfAtom {
  const text = written.replace(/[?~%]/gu, '');
  if (text === '' || text === '..') refuse(whole, field, 'must have both ends: an open one leaves no bounds');
  if (/[YS]/u.test(text)) refuse(whole, field, 'must have years of four digits, without Y and S');
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/u.test(text))
    refuse(whole, field, 'must have no time zone: times are local to the place');
  const decade = /^-?\d{2,3}$/u.test(text);
  const match = DATE.exec(
    decade ? text + 'X'.repeat(text.startsWith('-') ? 5 - text.length : 4 - text.length) : text,
  );
  if (!match) refuse(whole, field, 'must be of EDTF level 0 or 1');
  const [, year, month = null, day = null, hour, minute] = match as unknown as [
    string,
    string,
    ...(string | undefined)[],
  ];
  if (month && /^\d\d$/u.test(month) && Number(month) > 12)
    return seasonAtom(written, Number(year), Number(month), calendar);
  const time = hour && minute ? `${hour}${minute}` : null;
  if (time && Number(hour) > 23) refuse(whole, field, 'must have a time from 00:00 to 23:59');
  return dateAtom({ text: written, mask: { year, month, day, time } }, calendar, whole, field);
}

function dateAtom(
  { text, mask }: { text: string; mask: NonNullable<EdtfAtom['mask']> },
  calendar: Calendar,
  whole: string,
  field: string,
): EdtfAtom {
  if (/XXXX/u.test(mask.year)) refuse(whole, field, 'must give at least one digit of the year');
  const years = yearsOf(mask.year);
  const earliest = firstDay(mask, years, calendar, false);
  const latest = firstDay(mask, years.toReversed(), calendar, true);
  if (!earliest || !latest) {
    refuse(
      whole,
      field,
      `must be a date that exists in the ${calendar === 'JULIAN' ? 'Julian' : 'Gregorian'} calendar`,
    );
  }
  const hour = mask.time === null ? null : Number(mask.time.slice(0, 2));
  const minute = Number(mask.time?.slice(2));
  return {
    text,
    mask,
    season: null,
    earliest: minutesOf({ ...earliest, hour: hour ?? 0, minute: hour === null ? 0 : minute }, calendar),
    latest: minutesOf({ ...latest, hour: hour ?? 23, minute: hour === null ? 59 : minute }, calendar),
    covers: (date, level) =>
      years.includes(date.year) &&
      (level === 'YEAR' || fits(mask.month, date.month)) &&
      (level === 'YEAR' || level === 'MONTH' || fits(mask.day, date.day)) &&
      (level !== 'MINUTE' || hour === null || (hour === date.hour && minute === date.minute)),
  };
}

/** The astronomical years that a mask such as `145X` or `-00XX` means, in order. Year 0 is written 0000 only. */
function yearsOf(mask: string): number[] {
  const negative = mask.startsWith('-');
  const pattern = pattern4(negative ? mask.slice(1) : mask);
  const low = Number(pattern.replaceAll('X', '0'));
  const high = Number(pattern.replaceAll('X', '9'));
  const years: number[] = [];
  for (let year = low; year <= high; year++) {
    if (matches(pattern, String(year).padStart(4, '0')) && !(negative && year === 0))
      years.push(negative ? -year : year);
  }
  return negative ? years.reverse() : years;
}

const pattern4 = (digits: string) => digits.padStart(4, '0');

function matches(pattern: string, digits: string): boolean {
  return [...pattern].every((symbol, index) => symbol === 'X' || symbol === digits[index]);
}

function fits(pattern: string | null, value: number): boolean {
  return pattern === null || matches(pattern, String(value).padStart(2, '0'));
}

function firstDay(
  mask: NonNullable<EdtfAtom['mask']>,
  years: number[],
  calendar: Calendar,
  backwards: boolean,
): AstronomicalDate | null {
  const inOrder = (count: number) =>
    Array.from({ length: count }, (_, index) => (backwards ? count - index : index + 1));
  for (const year of years) {
    for (const month of inOrder(12).filter((value) => fits(mask.month, value))) {
      const day = inOrder(daysInMonth(year, month, calendar)).find((value) => fits(mask.day, value));
      if (day !== undefined) return { year, month, day };
    }
  }
  return null;
}

/**
 * First and last month of codes 21 to 41 of ISO 8601-2; 13 and 14 are January and February of the next year. Seasons
 * whose hemisphere is not said (21 to 24) take in both. Seasons are whole months, as meteorologists count them.
 */
const SEASON_MONTHS: Record<number, [number, number]> = {
  21: [3, 11],
  22: [6, 14],
  23: [3, 11],
  24: [6, 14],
  25: [3, 5],
  26: [6, 8],
  27: [9, 11],
  28: [12, 14],
  29: [9, 11],
  30: [12, 14],
  31: [3, 5],
  32: [6, 8],
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  37: [1, 4],
  38: [5, 8],
  39: [9, 12],
  40: [1, 6],
  41: [7, 12],
};

function seasonAtom(text: string, year: number, code: number, calendar: Calendar): EdtfAtom {
  const [first, last] = SEASON_MONTHS[code]!;
  const monthSpan = (month: number) =>
    spanOf(
      { year: month > 12 ? year + 1 : year, month: ((month - 1) % 12) + 1, day: 1, hour: 0, minute: 0 },
      'MONTH',
      calendar,
    );
  const span = { earliest: monthSpan(first).earliest, latest: monthSpan(last).latest };
  return {
    ...span,
    text,
    mask: null,
    season: { year, code },
    covers: (time, level) => overlap(span, spanOf(time, level, calendar)),
  };
}

/** Whether two spans share a minute. */
export function overlap(a: Span, b: Span): boolean {
  return a.earliest <= b.latest && b.earliest <= a.latest;
}

/** First and last minute of a date seen no closer than `level`. */
export function spanOf(time: WrittenTime, level: Precision, calendar: Calendar): Span {
  const first = { ...time };
  const last = { ...time };
  if (level === 'YEAR') [first.month, last.month] = [1, 12];
  if (level === 'YEAR' || level === 'MONTH') {
    first.day = 1;
    last.day = daysInMonth(last.year, last.month, calendar);
  }
  if (level !== 'MINUTE') {
    [first.hour, first.minute] = [0, 0];
    [last.hour, last.minute] = [23, 59];
  }
  return { earliest: minutesOf(first, calendar), latest: minutesOf(last, calendar) };
}
