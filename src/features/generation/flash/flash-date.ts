import { astronomicalYear, daysInMonth, defaultCalendar } from '../../moments/domain/calendar.js';
import { formatYear, MONTHS } from '../../moments/domain/path.js';
import type { MomentDraft, Precision } from '../domain/generator.js';
import { type FlashAnswer, invalidAnswer } from './flash-answer.js';

export interface FlashDate
  extends Pick<MomentDraft, 'year' | 'month' | 'day' | 'time' | 'precision' | 'calendar'> {
  edtf?: string;
  /** The year was checked by the API's grounding step. */
  verified: boolean;
  /** That check moved the year away from the one that month and day were written for. */
  corrected: boolean;
}

/**
 * The date of an answer, in historical counting; `grounding.verified_year` wins over `year`.
 *
 * The API tells the time of day by a word ("dawn", "afternoon"). Such a word names no minute, and a path that said 1500
 * for it would claim one, so only a clock time ("20:17") gives MINUTE precision. With a word, an odd text or nothing the
 * date is known to the DAY and the time is the filler 0000; the word itself is kept as custom metadata.
 * Throws INVALID_ANSWER where there is no year, or a day that the calendar does not have.
 */
export function readFlashDate(answer: FlashAnswer): FlashDate {
  const verified = readYear(answer.grounding?.verified_year, 'grounding.verified_year');
  const stated = readYear(answer.year, 'year');
  const found = verified ?? stated;
  if (!found) throw invalidAnswer('it has no year');
  const { year, circa } = found;

  const month = readMonth(answer.month);
  const day = month === null ? null : readDay(answer.day);
  const clock = day === null ? null : readClock(answer.time_of_day);
  const calendar = defaultCalendar(year, month ?? 1, day ?? 1);
  if (day !== null && day > daysInMonth(astronomicalYear(year), month ?? 1, calendar)) {
    throw invalidAnswer('the day is not in that month');
  }

  return {
    year,
    month: month ?? 1,
    day: day ?? 1,
    time: clock ?? '0000',
    precision: precisionOf({ month, day, clock }),
    calendar,
    ...(circa && month === null && { edtf: `${formatYear(astronomicalYear(year))}~` }),
    verified: verified !== null,
    corrected: verified !== null && stated !== null && verified.year !== stated.year,
  };
}

function precisionOf({ month, day, clock }: { month: unknown; day: unknown; clock: unknown }): Precision {
  if (month === null) return 'YEAR';
  if (day === null) return 'MONTH';
  return clock === null ? 'DAY' : 'MINUTE';
}

type Raw = string | number | null | undefined;

/** "44 BC", "BCE 44", "-44", "AD 79", "c. 1200", 1969. */
const YEAR = /^(c(?:a|irca)?\.? *)?(ad|ce|bce?)? *([-−–]?\d{1,4}) *(ad|ce|bce?)?$/;

function readYear(raw: Raw, field: string): { year: number; circa: boolean } | null {
  if (isUnknown(raw)) return null;
  const text = String(raw)
    .trim()
    .toLowerCase()
    .replace(/(?<=[a-z])\.(?=[a-z]|$)/g, '');
  const match = YEAR.exec(text.replace(/^c(?=\d)/, 'c '));
  if (!match) throw invalidAnswer(field);
  const [, circa, before, digits = '', after] = match;
  const number = Number(digits.replace(/[−–]/, '-'));
  const era = before ?? after;
  if (number === 0 || (era && number < 0)) throw invalidAnswer(`${field}, which no calendar has`);
  return { year: era?.startsWith('b') ? -number : number, circa: circa !== undefined };
}

/** A name ("March", "mar.") or a number; a word that is no month ("spring", "unknown") leaves the month unknown. */
function readMonth(raw: Raw): number | null {
  if (isUnknown(raw)) return null;
  if (/^[\d.-]+$/.test(String(raw).trim())) return within(Number(raw), 12, 'month');
  const name = String(raw).trim().toLowerCase().replace(/\.$/, '');
  const index = MONTHS.findIndex((month) => month === name || month.slice(0, 3) === name);
  if (name === 'sept') return 9;
  return index < 0 ? null : index + 1;
}

/** A number or "15th"; a text that is no number leaves the day unknown. */
function readDay(raw: Raw): number | null {
  if (isUnknown(raw)) return null;
  const number = typeof raw === 'number' ? raw : Number.parseInt(raw ?? '', 10);
  return Number.isNaN(number) ? null : within(number, 31, 'day');
}

function within(number: number, most: number, field: string): number {
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw invalidAnswer(field);
}

/** HHMM of "20:17", "2017", "8:17 pm"; null for anything that names no minute. */
function readClock(raw: string | null | undefined): string | null {
  const text = raw?.trim().toLowerCase() ?? '';
  const match =
    /^(\d{1,2}):(\d{2})(?::\d{2})?(?: *([ap])\.?m\.?)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [, hours, minutes, half] = match;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59) return null;
  return String(hour).padStart(2, '0') + minutes;
}

function isUnknown(raw: Raw): raw is null | undefined | '' {
  return raw === null || raw === undefined || /^\s*$|^unknown$/i.test(String(raw));
}
