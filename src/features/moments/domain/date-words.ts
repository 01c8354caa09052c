import type { MomentProperties } from './moment-properties.js';

/**
 * The words by which search finds a moment's date: `1969 1969ce july july20`, `44bce march march15`. No finer than the
 * date is known, so that a filler is never found.
 */
export function dateWords({
  year,
  month,
  day,
  precision,
}: Pick<MomentProperties, 'year' | 'month' | 'day' | 'precision'>): string {
  return [
    ...(year < 0 ? [] : [String(year)]),
    yearWord(year),
    ...(precision === 'YEAR' ? [] : [month]),
    ...(precision === 'DAY' || precision === 'MINUTE' ? [`${month}${day}`] : []),
  ].join(' ');
}

/** The word that finds a year and no other: `44bce`, `79ce`. */
export function yearWord(year: number): string {
  return year < 0 ? `${-year}bce` : `${year}ce`;
}
