import {
  daysInMonth,
  defaultCalendar,
  historicalYear,
  isSkippedByReform,
} from '../../../moments/domain/calendar.js';
import { edtfYear } from './date-words.js';
import { unresolved } from './unresolved.js';

/**
 * EDTF of a written date. `year` is astronomical. Throws UNRESOLVED where there is no such date (`text` is what the
 * sentence says): it is never moved to the next one.
 */
export function writtenDate(text: string, year: number, month?: number, day?: number): string {
  if (Number.isNaN(year)) throw unresolved(`"${text}": there is no year 0.`);
  if (month === undefined) return edtfYear(year);
  const two = (value: number) => String(value).padStart(2, '0');
  if (day !== undefined || month > 12 || month < 1) checkDay(text, year, month, day ?? 1);
  return day === undefined
    ? `${edtfYear(year)}-${two(month)}`
    : `${edtfYear(year)}-${two(month)}-${two(day)}`;
}

function checkDay(text: string, year: number, month: number, day: number): void {
  const historical = historicalYear(year);
  const calendar = defaultCalendar(historical, month, day);
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month, calendar);
  if (!exists || isSkippedByReform(historical, month, day))
    throw unresolved(`"${text}" is a date that never was: look at the day and the month.`);
}

/** Throws UNRESOLVED where no year has such a day. */
export function checkDayOfMonth(text: string, month: number, day: number): void {
  checkDay(text, 2000, month, day);
}
