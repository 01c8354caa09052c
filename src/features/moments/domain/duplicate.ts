import { astronomicalYear, type Precision } from './calendar.js';
import { spanOf } from './edtf-atom.js';
import { ALIKE_FROM, likenessTo } from './likeness.js';
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

/** Why a moment that stands may be the one that was just described, for each that seems so, `most` of them at most. */
export function duplicateWarnings(
  described: Pick<MomentProperties, 'name' | 'slug' | 'precision'>,
  standing: Neighbour[],
  most: number,
): string[] {
  const alike = { name: likenessTo(described.name), slug: likenessTo(described.slug) };
  const warnings: string[] = [];
  for (const each of standing) {
    if (warnings.length === most) break;
    if (Math.max(alike.name(each.name), alike.slug(each.slug)) < ALIKE_FROM) continue;
    const precisions = [described.precision, each.precision];
    const time = precisions.includes('YEAR') ? 'year' : precisions.includes('MONTH') ? 'month' : 'day';
    const place = each.sameCity ? 'place' : 'neighbourhood';
    warnings.push(
      `Perhaps the same as ${each.path}: same ${time}, same ${place}, and the names are alike ("${each.name}").`,
    );
  }
  return warnings;
}
