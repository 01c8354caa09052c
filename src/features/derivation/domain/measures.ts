import type { MomentFacts } from './derived-link.js';

const DAY = 1_440;
const YEAR_DAYS = 365.25;
/** Decades (powers of ten) of days until nothing is left of nearness: 10^5.5 days are about 870 years. */
const FAR = 5.5;

/**
 * Minutes by which two moments may lie apart at most. The bounds of their dates count, so that a day that only fills
 * a path brings nothing near: two moments known to the year 1789 may be a year apart.
 */
export function mostApart(a: MomentFacts, b: MomentFacts): number {
  return Math.max(a.latest, b.latest) - Math.min(a.earliest, b.earliest);
}

/** 1 for the same minute, 0.95 within a day, 0.53 within a year, 0.35 within ten, 0 from about 870 years on. */
export function nearness(minutes: number): number {
  return Math.max(0, 1 - Math.log10(1 + minutes / DAY) / FAR);
}

/** Whether both are known to the day, and it is one day. */
export function onSameDay(a: MomentFacts, b: MomentFacts): boolean {
  const day = Math.floor(a.earliest / DAY);
  return [a.latest, b.earliest, b.latest].every((minutes) => Math.floor(minutes / DAY) === day);
}

/**
 * How much it says to share something that `count` moments share: 1 for two, less by the same step with each
 * doubling, `least` at `common` and above. In steps, so that one moment more seldom changes what stands.
 */
export function rarity(count: number, common: number, least: number): number {
  const doublings = Math.ceil(Math.log2(Math.min(Math.max(count, 2), common) / 2));
  const most = Math.ceil(Math.log2(common / 2));
  return 1 - (1 - least) * (doublings / most);
}

/** Several things shared say more than the best of them, and never more than 1. */
export function together(shares: number[]): number {
  return 1 - shares.reduce((left, share) => left * (1 - share), 1);
}

/** "at most 3 days apart". */
export function apartText(minutes: number): string {
  const days = minutes / DAY;
  if (days < 1) return 'less than a day apart';
  if (days < 60) return `at most ${counted(Math.ceil(days), 'day')} apart`;
  if (days < 2 * YEAR_DAYS) return `at most ${counted(Math.ceil(days / 30.44), 'month')} apart`;
  return `about ${counted(Math.round(days / YEAR_DAYS), 'year')} apart`;
}

function counted(count: number, unit: string): string {
  return `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}`;
}
