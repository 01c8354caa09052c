import {
  daysInMonth,
  defaultCalendar,
  historicalYear,
  isSkippedByReform,
} from '../../../moments/domain/calendar.js';
import type { Calendar, GeneratorError } from '../../domain/generator.js';
import { edtfYear } from './date-words.js';
import { unresolved } from './unresolved.js';

/** The words of a date, and the calendar that the sentence says they are of. */
export interface Wording {
  text: string;
  calendar?: Calendar | undefined;
}

/** The last year whose 29 February some lands that kept the Julian calendar still had and the others had not. */
const LAST_JULIAN_LEAP_DAY = 1900;

/**
 * EDTF of a written date. `year` is astronomical. Throws UNRESOLVED where there is no such date in its calendar: it is
 * never moved to the next one. Without a calendar, 29 February of 1700, 1800 and 1900 is let through: that some lands
 * had it is for the place to say (`onlyJulian`).
 */
export function writtenDate(said: Wording, year: number, month?: number, day?: number): string {
  if (Number.isNaN(year)) throw unresolved(`"${said.text}": there is no year 0.`);
  if (month === undefined) return edtfYear(year);
  const two = (value: number) => String(value).padStart(2, '0');
  if (day !== undefined || month > 12 || month < 1) checkDay(said, year, month, day ?? 1);
  return day === undefined
    ? `${edtfYear(year)}-${two(month)}`
    : `${edtfYear(year)}-${two(month)}-${two(day)}`;
}

function checkDay({ text, calendar }: Wording, year: number, month: number, day: number): void {
  const historical = historicalYear(year);
  const counted = calendar ?? defaultCalendar(historical, month, day);
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month, counted);
  const skipped = calendar !== 'JULIAN' && isSkippedByReform(historical, month, day);
  if ((exists && !skipped) || (calendar === undefined && isJulianLeapDay(year, month, day))) return;
  throw neverWas(text);
}

function isJulianLeapDay(year: number, month: number, day: number): boolean {
  return (
    month === 2 &&
    day === 29 &&
    year > 1582 &&
    year <= LAST_JULIAN_LEAP_DAY &&
    year % 100 === 0 &&
    year % 400 !== 0
  );
}

/** Whether a day (EDTF) was one in the Julian calendar only. */
export function onlyJulian(edtf: string): boolean {
  const [year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)/u.exec(edtf) ?? []).slice(1).map(Number);
  return year !== undefined && isJulianLeapDay(year, month!, day!);
}

export function neverWas(text: string): GeneratorError {
  return unresolved(`"${text}" is a date that never was: look at the day and the month.`);
}

/** Throws UNRESOLVED where no year has such a day. */
export function checkDayOfMonth(said: Wording, month: number, day: number): void {
  checkDay(said, 2000, month, day);
}
