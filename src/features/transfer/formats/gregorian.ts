import { isoGregorian } from '../../moments/domain/calendar.js';
import type { Moment } from '../../moments/queries/moment.js';

/** What every format says of its dates that knows but one calendar. */
export const CONVERTED = 'dates written in the Julian calendar stand as Gregorian ones';

/**
 * The date in ISO 8601, proleptic Gregorian, 44 BCE as -0043, as fine as it is known: `-0043-03-13T10:30`, `1914-06-28`, `1914-06`,
 * `1914`; null where it is a range.
 */
export function isoDate({ earliest, latest, edtf, precision }: Moment): string | null {
  const [from, to] = [isoGregorian(earliest), isoGregorian(latest)];
  if (earliest === latest) return from;
  if (dayOf(from) === dayOf(to)) return dayOf(from);
  const plain = /^-?\d{4}(?:-\d\d)?$/u.test(edtf) && (precision === 'YEAR' || precision === 'MONTH');
  return plain ? edtf : null;
}

export function dayOf(iso: string): string {
  return iso.slice(0, iso.lastIndexOf('T'));
}

/** The first and the last day that the date may mean. */
export function bounds({ earliest, latest }: Moment): { earliest: string; latest: string } {
  return { earliest: dayOf(isoGregorian(earliest)), latest: dayOf(isoGregorian(latest)) };
}
