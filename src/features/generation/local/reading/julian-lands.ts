/**
 * Lands that still counted by the Julian calendar in 1900, and those that gave it up in the century and a half before, by
 * today's country: there 29 February was a day in 1700, 1800 and 1900.
 */
const UNTIL_AFTER_1900 = new Set(
  `russia ukraine belarus moldova estonia latvia lithuania georgia armenia azerbaijan kazakhstan kyrgyzstan uzbekistan
  tajikistan turkmenistan bulgaria serbia montenegro kosovo north-macedonia romania greece`.split(/\s+/u),
);
const UNTIL_1752 = new Set(['united-kingdom', 'ireland', 'united-states', 'canada']);

/** Whether a country of today (as a path has it) counted by the Julian calendar in that year. */
export function keptJulian(country: string, year: number): boolean {
  return UNTIL_AFTER_1900.has(country) || (year < 1752 && UNTIL_1752.has(country));
}
