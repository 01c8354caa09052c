import { badInput } from '../../../errors.js';
import {
  astronomicalYear,
  type Calendar,
  defaultCalendar,
  PRECISIONS,
  type Precision,
  timeOfMinutes,
  toMinutes,
} from './calendar.js';
import { spanOf, type WrittenTime } from './edtf-atom.js';
import { type EdtfDate, readEdtf } from './edtf-reading.js';
import { formatPath, type PathParts } from './path.js';

export { isoGregorian } from './calendar.js';
export { dateText } from './date-text.js';

/** The dates of a moment; bounds and order in minutes, see `toMinutes`. */
export interface MomentDates {
  calendar: Calendar;
  precision: Precision;
  /** As sent, or canonical. In `calendar`, years astronomical. */
  edtf: string;
  end: string | null;
  sortKey: number;
  earliest: number;
  latest: number;
}

/** What metadata says of the date; `field` is what the fields of errors begin with. */
export interface StatedDates {
  calendar?: Calendar;
  precision?: Precision;
  edtf?: string;
  end?: string;
}

/**
 * Joins the path's date with what metadata says of it. Bounds come from `edtf` where it is given, else from the path
 * seen no closer than the precision (default MINUTE, or what `edtf` fixes). `sortKey` is the path's date, fillers
 * included, moved no further than into the bounds. `end` is read in the same calendar.
 * Throws BAD_USER_INPUT where path, edtf, precision and end do not agree.
 */
export function momentDates(parts: PathParts, stated: StatedDates, field = 'metadata'): MomentDates {
  const calendar = stated.calendar ?? defaultCalendar(parts.year, parts.month, parts.day);
  const edtf = stated.edtf === undefined ? null : readEdtf(stated.edtf, calendar, `${field}.edtf`);
  const precision = agreedPrecision(edtf, stated.precision, field);
  const written = { ...parts, year: astronomicalYear(parts.year) };
  if (edtf) checkCovers(edtf, parts, written, precision, calendar, field);
  const { earliest, latest } = edtf ?? spanOf(written, precision, calendar);
  if (stated.end !== undefined)
    checkEnd(stated.end, earliest, edtf?.text ?? formatPath(parts), calendar, field);
  return {
    calendar,
    precision,
    edtf: edtf?.text ?? canonicalEdtf(parts, precision),
    end: stated.end ?? null,
    sortKey: Math.min(latest, Math.max(earliest, toMinutes(parts, calendar))),
    earliest,
    latest,
  };
}

/**
 * The EDTF text of a path's date. EDTF has no time without seconds, so a minute is written as its first second:
 * `1969-07-20T20:56:00`.
 */
export function canonicalEdtf(parts: PathParts, precision: Precision): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const year = astronomicalYear(parts.year);
  const text = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  if (precision === 'YEAR') return text;
  if (precision === 'MONTH') return `${text}-${two(parts.month)}`;
  const day = `${text}-${two(parts.month)}-${two(parts.day)}`;
  return precision === 'DAY' ? day : `${day}T${two(parts.hour)}:${two(parts.minute)}:00`;
}

function agreedPrecision(edtf: EdtfDate | null, stated: Precision | undefined, field: string): Precision {
  if (!edtf) return stated ?? 'MINUTE';
  if (stated && stated !== edtf.precision) {
    const rule = 'must agree with edtf';
    throw badInput(
      `${field}.precision`,
      rule,
      `${field}.precision says ${stated}, but ${field}.edtf "${edtf.text}" fixes the ${edtf.precision}: it ${rule}`,
    );
  }
  return edtf.precision;
}

/** The finest unit that the path says itself: what is not a filler, and at least the precision. */
function saidByPath(parts: PathParts, precision: Precision): Precision {
  const filled = parts.hour + parts.minute > 0 ? 3 : parts.day > 1 ? 2 : parts.month > 1 ? 1 : 0;
  return PRECISIONS[Math.max(filled, PRECISIONS.indexOf(precision))]!;
}

function checkCovers(
  edtf: EdtfDate,
  parts: PathParts,
  written: WrittenTime,
  precision: Precision,
  calendar: Calendar,
  field: string,
): void {
  const level = saidByPath(parts, precision);
  if (edtf.covers(written, level)) return;
  const rule = 'must contain the date of the path';
  const own = canonicalEdtf(parts, level);
  throw badInput(
    `${field}.edtf`,
    rule,
    `${field}.edtf says "${edtf.text}", but the path says ${formatPath(parts).split('/', 5).join('/')} ("${own}" in EDTF)${yearHint(edtf, parts, calendar)}`,
  );
}

function yearHint(edtf: { earliest: number; latest: number }, parts: PathParts, calendar: Calendar): string {
  const first = timeOfMinutes(edtf.earliest, calendar).year;
  const last = timeOfMinutes(edtf.latest, calendar).year;
  if (parts.year > 0 || parts.year < first || parts.year > last) return '';
  const bce = -parts.year;
  return `: EDTF counts years astronomically, so ${bce} BCE is ${canonicalEdtf(parts, 'YEAR')} there`;
}

function checkEnd(end: string, start: number, startText: string, calendar: Calendar, field: string): void {
  if (readEdtf(end, calendar, `${field}.end`).latest >= start) return;
  const rule = 'must not be before the start';
  throw badInput(
    `${field}.end`,
    rule,
    `${field}.end says "${end}", but the moment starts at "${startText}": it ${rule}`,
  );
}
