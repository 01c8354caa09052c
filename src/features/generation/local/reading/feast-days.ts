import { dateOfJulianDay, defaultCalendar, julianDayNumber } from '../../../moments/domain/calendar.js';

/** Days that sentences name by their feast: month and day. */
const FIXED: [name: RegExp, month: number, day: number][] = [
  [/^christmas eve$/iu, 12, 24],
  [/^christmas(?: day)?$/iu, 12, 25],
  [/^(?:boxing day|(?:st\.?|saint) stephen's day)$/iu, 12, 26],
  [/^new year's eve$/iu, 12, 31],
  [/^new year's day$/iu, 1, 1],
  [/^epiphany$/iu, 1, 6],
  [/^candlemas$/iu, 2, 2],
  [/^(?:(?:st\.?|saint) )?valentine's day$/iu, 2, 14],
  [/^(?:st\.?|saint) patrick's day$/iu, 3, 17],
  [/^lady day$/iu, 3, 25],
  [/^(?:st\.?|saint) george's day$/iu, 4, 23],
  [/^may day$/iu, 5, 1],
  [/^midsummer(?:'s)? day$/iu, 6, 24],
  [/^(?:st\.?|saint) bartholomew's day$/iu, 8, 24],
  [/^michaelmas$/iu, 9, 29],
  [/^(?:st\.?|saint) crispin's day$/iu, 10, 25],
  [/^halloween$/iu, 10, 31],
  [/^all saints'? day$/iu, 11, 1],
  [/^all souls'? day$/iu, 11, 2],
  [/^martinmas$/iu, 11, 11],
];

/** Days after Easter Sunday. */
const MOVABLE: [name: RegExp, days: number][] = [
  [/^ash wednesday$/iu, -46],
  [/^palm sunday$/iu, -7],
  [/^maundy thursday$/iu, -3],
  [/^good friday$/iu, -2],
  [/^easter(?: (?:sunday|day))?$/iu, 0],
  [/^easter monday$/iu, 1],
  [/^ascension day$/iu, 39],
  [/^(?:whit ?sunday|pentecost)$/iu, 49],
];

/** Every name of a day, as a fragment of a regular expression. */
export const FEAST = [...FIXED, ...MOVABLE].map(([{ source }]) => source.slice(1, -1)).join('|');

export interface MonthDay {
  month: number;
  day: number;
}

/**
 * The day of a feast; undefined for one that moves in years when countries kept Easter on different days
 * (1583 to 1752) or not by today's rule yet (before 326).
 */
export function feastDay(name: string, year: number): MonthDay | undefined {
  const fixed = FIXED.find(([pattern]) => pattern.test(name));
  if (fixed) return { month: fixed[1], day: fixed[2] };
  const movable = MOVABLE.find(([pattern]) => pattern.test(name));
  if (!movable || year < 326 || (year > 1582 && year < 1753)) return undefined;
  const calendar = defaultCalendar(year, 4, 1);
  const count = calendar === 'JULIAN' ? julianEaster(year) : gregorianEaster(year);
  const easter = { year, month: Math.floor(count / 31), day: (count % 31) + 1 };
  const { month, day } = dateOfJulianDay(julianDayNumber(easter, calendar) + movable[1], calendar);
  return { month, day };
}

/** Easter Sunday as month times 31 plus day less one: Meeus, Astronomical Algorithms, chapter 8. */
function julianEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  return d + e + 114;
}

/** Likewise, from the same chapter. */
function gregorianEaster(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return h + l - 7 * m + 114;
}
