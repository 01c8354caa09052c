export type { Calendar, Precision } from '../../generation/domain/generator.js';

import type { Calendar, Precision } from '../../generation/domain/generator.js';

/** Coarse to fine. */
export const PRECISIONS: readonly Precision[] = ['YEAR', 'MONTH', 'DAY', 'MINUTE'];
export const CALENDARS: readonly Calendar[] = ['JULIAN', 'GREGORIAN'];

/** The last year of a Julian path: Greece, the last country to change, did so in 1923. */
export const LAST_JULIAN_YEAR = 1923;

/** A written date; `year` in astronomical counting (0 is 1 BCE), `month` and `day` from 1. */
export interface AstronomicalDate {
  year: number;
  month: number;
  day: number;
}

/** A written date and time; `year` in historical counting (-44 is 44 BCE, never 0). */
export interface HistoricalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** Julian day number (at noon) of 1 January 1970, Gregorian. */
const EPOCH_DAY = 2440588;
const MINUTES_A_DAY = 1440;

/** 44 BCE: -44 in historical counting, -43 in astronomical. */
export function astronomicalYear(historical: number): number {
  return historical < 0 ? historical + 1 : historical;
}

export function historicalYear(astronomical: number): number {
  return astronomical <= 0 ? astronomical - 1 : astronomical;
}

/** The rule of leap years, by astronomical year: 45 BCE (-44) is one in the Julian calendar. */
export function isLeapYear(year: number, calendar: Calendar): boolean {
  if (year % 4 !== 0) return false;
  return calendar === 'JULIAN' || year % 100 !== 0 || year % 400 === 0;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of `month` (1–12) in an astronomical `year`. */
export function daysInMonth(year: number, month: number, calendar: Calendar): number {
  return month === 2 && isLeapYear(year, calendar) ? 29 : MONTH_LENGTHS[month - 1]!;
}

/**
 * The Julian day number that begins at noon of the given date. The year is counted from March, so that the leap day is
 * its last (method of E. G. Richards, Explanatory Supplement to the Astronomical Almanac, 3rd ed., section 15.11);
 * floor division keeps it right for every integer year.
 */
export function julianDayNumber({ year, month, day }: AstronomicalDate, calendar: Calendar): number {
  const beforeMarch = month < 3 ? 1 : 0;
  const y = year + 4800 - beforeMarch;
  const m = month + 12 * beforeMarch - 3;
  const days = day + Math.floor((153 * m + 2) / 5) + 365 * y + Math.floor(y / 4);
  if (calendar === 'JULIAN') return days - 32083;
  return days - Math.floor(y / 100) + Math.floor(y / 400) - 32045;
}

/** The inverse of `julianDayNumber`. */
export function dateOfJulianDay(jdn: number, calendar: Calendar): AstronomicalDate {
  const a = jdn + 32044;
  const century = calendar === 'JULIAN' ? 0 : Math.floor((4 * a + 3) / 146097);
  const c = calendar === 'JULIAN' ? jdn + 32082 : a - Math.floor((146097 * century) / 4);
  const d = Math.floor((4 * c + 3) / 1461);
  const e = c - Math.floor((1461 * d) / 4);
  const m = Math.floor((5 * e + 2) / 153);
  const wrapped = m >= 10 ? 1 : 0;
  return {
    year: 100 * century + d - 4800 + wrapped,
    month: m + 3 - 12 * wrapped,
    day: e - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** Minutes since 1970-01-01T00:00 of the proleptic Gregorian calendar, of a date written astronomically. */
export function minutesOf(
  date: AstronomicalDate & { hour: number; minute: number },
  calendar: Calendar,
): number {
  return (julianDayNumber(date, calendar) - EPOCH_DAY) * MINUTES_A_DAY + date.hour * 60 + date.minute;
}

/**
 * The scale of `sortKey`, `earliest` and `latest`: minutes since 1970-01-01T00:00 of the proleptic Gregorian calendar,
 * in the local time of the place; negative before.
 */
export function toMinutes(time: HistoricalTime, calendar: Calendar): number {
  return minutesOf({ ...time, year: astronomicalYear(time.year) }, calendar);
}

/** The written date and time, astronomical year, that stand for `minutes` in a calendar. */
export function timeOfMinutes(
  minutes: number,
  calendar: Calendar,
): AstronomicalDate & { hour: number; minute: number } {
  const days = Math.floor(minutes / MINUTES_A_DAY);
  const rest = minutes - days * MINUTES_A_DAY;
  return {
    ...dateOfJulianDay(days + EPOCH_DAY, calendar),
    hour: Math.floor(rest / 60),
    minute: rest % 60,
  };
}

/** ISO 8601 with an astronomical year of at least four digits: `-0043-03-13T10:30`. Proleptic Gregorian, local time. */
export function isoGregorian(minutes: number): string {
  const { year, month, day, hour, minute } = timeOfMinutes(minutes, 'GREGORIAN');
  const sign = year < 0 ? '-' : year > 9999 ? '+' : '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** The calendar of a date when nothing else is said: Julian before 15 October 1582. `year` in historical counting. */
export function defaultCalendar(year: number, month: number, day: number): Calendar {
  return year < 1582 || (year === 1582 && (month < 10 || (month === 10 && day < 15)))
    ? 'JULIAN'
    : 'GREGORIAN';
}

/** 5–14 October 1582: the days that the change of calendar skipped, in neither by default. */
export function isSkippedByReform(year: number, month: number, day: number): boolean {
  return year === 1582 && month === 10 && day >= 5 && day <= 14;
}
