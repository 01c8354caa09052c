import { badInput } from '../../../errors.js';
import { type CheckedFilter, readFilter } from '../domain/filter.js';

/** The filter of one day of the year: today in UTC, or the month and day given, both or neither. Throws BAD_USER_INPUT. */
export function onThisDay(
  now: Date,
  { month, day }: { month?: number | null; day?: number | null } = {},
): Pick<CheckedFilter, 'month' | 'day'> {
  if (month == null && day == null) return { month: now.getUTCMonth() + 1, day: now.getUTCDate() };
  if (month == null) throw badInput('month', 'is given together with day');
  if (day == null) throw badInput('day', 'is given together with month');
  return readFilter({ month, day }, (field) => field);
}
