import {
  astronomicalYear,
  defaultCalendar,
  historicalYear,
  minutesOf,
  timeOfMinutes,
} from '../../../src/features/moments/domain/calendar.js';

/**
 * Time here is a number: minutes since 1970-01-01T00:00 of the proleptic Gregorian calendar, local time, negative
 * before. What is written is written as it was then: Julian before 15 October 1582, years astronomical in EDTF.
 */
export interface Written {
  /** Astronomical: 0 is 1 BCE. */
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

export const MINUTE = 1;
export const HOUR = 60;
export const DAY = 1440;
export const YEAR = 365.2425 * DAY;

export function written(minutes: number): Written {
  const whole = Math.floor(minutes);
  const { year, month, day } = timeOfMinutes(whole, 'GREGORIAN');
  return timeOfMinutes(whole, defaultCalendar(historicalYear(year), month, day));
}

export function minutesAt({
  year,
  month = 1,
  day = 1,
  hour = 0,
  minute = 0,
}: Partial<Written> & { year: number }): number {
  return minutesOf({ year, month, day, hour, minute }, defaultCalendar(historicalYear(year), month, day));
}

const EDTF = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):?(\d\d))?/;

/** The first minute of a date as the service writes it, or null where it is none. */
export function edtfStart(edtf: string): number | null {
  const [, year, month, day, hour, minute] = EDTF.exec(edtf) ?? [];
  if (year === undefined) return null;
  return minutesAt({
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
  });
}

/** The first minute after a date as the service writes it. */
export function edtfEnd(edtf: string): number | null {
  const [, year, month, day, hour] = EDTF.exec(edtf) ?? [];
  const start = edtfStart(edtf);
  if (start === null) return null;
  if (hour !== undefined) return start + MINUTE;
  if (day !== undefined) return start + DAY;
  const next = Number(year) + (month === undefined || month === '12' ? 1 : 0);
  return minutesAt({ year: next, month: month === undefined ? 1 : (Number(month) % 12) + 1 });
}

const two = (value: number) => String(value).padStart(2, '0');
const four = (year: number) => `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;

/** EDTF to the minute where `span`, the width of what is looked at, is short; else to the day. */
export function edtfOf(minutes: number, span: number): string {
  const { year, month, day, hour, minute } = written(minutes);
  const date = `${four(year)}-${two(month)}-${two(day)}`;
  return span < 400 * DAY ? `${date}T${two(hour)}:${two(minute)}` : date;
}

const ISO = /^([+-]?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

/** `MomentDate.earliest` and `latest` as a number: proleptic Gregorian. */
export function isoMinutes(iso: string): number {
  const [, year, month, day, hour, minute] = ISO.exec(iso) ?? [];
  return minutesOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
    },
    'GREGORIAN',
  );
}

export const MONTHS =
  'January February March April May June July August September October November December'.split(' ');

export function yearText(year: number): string {
  const counted = historicalYear(year);
  return counted < 0 ? `${-counted} BCE` : counted < 1000 ? `${counted} CE` : String(counted);
}

/** A date in words, as fine as makes sense where `span` minutes are looked at. */
export function timeText(minutes: number, span: number): string {
  const { year, month, day, hour, minute } = written(minutes);
  if (span > 4 * YEAR) return yearText(year);
  if (span > 90 * DAY) return `${MONTHS[month - 1]} ${yearText(year)}`;
  const date = `${day} ${MONTHS[month - 1]} ${yearText(year)}`;
  return span > 4 * DAY ? date : `${date}, ${two(hour)}:${two(minute)}`;
}

export { astronomicalYear, historicalYear };
