import { badInput } from '../../../errors.js';
import { astronomicalYear, daysInMonth, minutesOf } from './calendar.js';
import { readEdtf } from './edtf-reading.js';
import type { FieldName, MomentFilter } from './filter-fields.js';

/** The first minute of 15 October 1582, Gregorian: dates before it are written in the Julian calendar. */
const REFORM = minutesOf({ year: 1582, month: 10, day: 15, hour: 0, minute: 0 }, 'GREGORIAN');

export interface YearRange {
  yearFrom?: number;
  yearTo?: number;
  /** What the years leave of the scale of `sortKey`, whatever calendar a moment keeps. */
  sortFrom?: number;
  sortTo?: number;
}

/** Years of historical counting, from and to included. */
export function readYears({ yearFrom, yearTo }: MomentFilter, nameOf: FieldName): YearRange {
  const from = readYear(yearFrom, nameOf('yearFrom'));
  const to = readYear(yearTo, nameOf('yearTo'));
  if (from !== undefined && to !== undefined && from > to) {
    throw badInput(nameOf('yearTo'), `is not before ${nameOf('yearFrom')}`);
  }
  return {
    yearFrom: from,
    yearTo: to,
    sortFrom: from === undefined ? undefined : Math.min(...startsOf(astronomicalYear(from))),
    sortTo: to === undefined ? undefined : Math.max(...startsOf(astronomicalYear(to) + 1)) - 1,
  };
}

function startsOf(year: number): number[] {
  const start = { year, month: 1, day: 1, hour: 0, minute: 0 };
  return [minutesOf(start, 'JULIAN'), minutesOf(start, 'GREGORIAN')];
}

function readYear(year: number | null | undefined, field: string): number | undefined {
  if (year === undefined || year === null) return undefined;
  const rule = 'is a year from -9999 to 9999 in historical counting, which has no year 0 (-44 is 44 BCE)';
  if (!Number.isInteger(year) || year === 0 || Math.abs(year) > 9999) throw badInput(field, rule);
  return year;
}

/** EDTF dates, each read as written: Julian before 15 October 1582. The bounds are their first and their last minute. */
export function readBounds(
  { from, to }: Pick<MomentFilter, 'from' | 'to'>,
  nameOf: (field: 'from' | 'to') => string,
): { earliest?: number; latest?: number } {
  const earliest = from == null ? undefined : readWritten(from, nameOf('from')).earliest;
  const latest = to == null ? undefined : readWritten(to, nameOf('to')).latest;
  if (earliest !== undefined && latest !== undefined && latest < earliest) {
    throw badInput(nameOf('to'), `is not before ${nameOf('from')}`);
  }
  return { earliest, latest };
}

function readWritten(text: string, field: string) {
  const gregorian = readEdtf(text, 'GREGORIAN', field);
  return gregorian.earliest < REFORM ? readEdtf(text, 'JULIAN', field) : gregorian;
}

/** A month and a day that exist, together in a leap year at least. */
export function readDay({ month, day }: MomentFilter, nameOf: FieldName): { month?: number; day?: number } {
  if (month != null && !(Number.isInteger(month) && month >= 1 && month <= 12)) {
    throw badInput(nameOf('month'), 'is a month from 1 to 12');
  }
  if (day == null) return { month: month ?? undefined };
  const days = month == null ? 31 : daysInMonth(2000, month, 'GREGORIAN');
  if (!(Number.isInteger(day) && day >= 1 && day <= days)) {
    throw badInput(
      nameOf('day'),
      `is a day from 1 to ${days}${month == null ? '' : ', as the month has them'}`,
    );
  }
  return { month: month ?? undefined, day };
}
