import { astronomicalYear, type Precision } from './calendar.js';
import { spanOf } from './edtf-atom.js';
import { ALIKE_FROM, likeness } from './likeness.js';
import type { MomentProperties } from './moment-properties.js';

/** Cities of one region this near count as one place. */
export const NEAR_METERS = 25_000;

export type Dated = Pick<MomentProperties, 'year' | 'monthNum' | 'day' | 'time' | 'precision' | 'calendar'>;

/** A stretch of `sortKey`, both ends included; `precision` where only moments known no closer than that are meant. */
export interface Stretch {
  first: number;
  last: number;
  precision: Precision | null;
}

/**
 * Where moments stand that may be of the same time: those of the same day, month or year, as far as this one is known,
 * and those known less well, which stand at the beginning of their month or year.
 */
export function sameTime({ year, monthNum, day, time, precision, calendar }: Dated): Stretch[] {
  const written = {
    year: astronomicalYear(year),
    month: monthNum,
    day,
    hour: Number(time.slice(0, 2)),
    minute: Number(time.slice(2)),
  };
  const [whole, ...coarser] = (
    precision === 'YEAR'
      ? (['YEAR'] as const)
      : precision === 'MONTH'
        ? (['MONTH', 'YEAR'] as const)
        : (['DAY', 'MONTH', 'YEAR'] as const)
  ).map((level) => ({ level, ...spanOf(written, level, calendar) }));
  return [
    { first: whole!.earliest, last: whole!.latest, precision: null },
    ...coarser.map(({ level, earliest }) => ({ first: earliest, last: earliest, precision: level })),
  ];
}

/** A moment of the same time and place as one that was just described. */
export interface Neighbour
  extends Pick<MomentProperties, 'id' | 'path' | 'name' | 'slug' | 'visibility' | 'precision'> {
  sameCity: boolean;
}

/** Why a moment that stands may be the one that was just described; null where it seems another. */
export function duplicateWarning(
  described: Pick<MomentProperties, 'name' | 'slug' | 'precision'>,
  standing: Neighbour,
): string | null {
  const score = Math.max(likeness(described.name, standing.name), likeness(described.slug, standing.slug));
  if (score < ALIKE_FROM) return null;
  const precisions = [described.precision, standing.precision];
  const time = precisions.includes('YEAR') ? 'year' : precisions.includes('MONTH') ? 'month' : 'day';
  const place = standing.sameCity ? 'place' : 'neighbourhood';
  return `Perhaps the same as ${standing.path}: same ${time}, same ${place}, and the names are alike ("${standing.name}").`;
}
