import type { MomentFacts } from '../../../src/features/derivation/domain/derived-link.js';
import {
  apartText,
  mostApart,
  nearness,
  onSameDay,
  rarity,
  together,
} from '../../../src/features/derivation/domain/measures.js';

const DAY = 1_440;
const at = (earliest: number, latest = earliest) => ({ earliest, latest }) as MomentFacts;

describe('nearness in time', () => {
  it('falls from 1 and ends at 0', () => {
    const steps = [0, 1, 365.25, 3_652.5, 36_525, 365_250].map((days) => nearness(days * DAY));
    expect(steps.map((step) => Number(step.toFixed(2)))).toEqual([1, 0.95, 0.53, 0.35, 0.17, 0]);
  });

  it('goes by the bounds of what is known, either way round', () => {
    const year = at(0, 365 * DAY);
    const day = at(10 * DAY, 11 * DAY - 1);
    expect(mostApart(year, day)).toBe(365 * DAY);
    expect(mostApart(day, year)).toBe(365 * DAY);
    expect(mostApart(at(5), at(9))).toBe(4);
  });

  it('knows one day only where both are known to the day', () => {
    expect(onSameDay(at(0), at(DAY - 1))).toBe(true);
    expect(onSameDay(at(-1), at(0))).toBe(false);
    expect(onSameDay(at(-DAY, -1), at(-5))).toBe(true);
    expect(onSameDay(at(0, 365 * DAY), at(0))).toBe(false);
  });

  it('is told in words', () => {
    expect([30, 3 * DAY, 100 * DAY, 1_000 * DAY, 500_000 * DAY].map(apartText)).toEqual([
      'less than a day apart',
      'at most 3 days apart',
      'at most 4 months apart',
      'about 3 years apart',
      'about 1,369 years apart',
    ]);
  });
});

describe('rarity', () => {
  it('falls by a step with each doubling, to what the commonest still says', () => {
    expect([1, 2, 3, 4, 5, 8, 16, 32, 64, 65, 100_000].map((count) => rarity(count, 64, 0.5))).toEqual([
      1, 1, 0.9, 0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5,
    ]);
  });

  it('of several things is more than that of one, and never more than 1', () => {
    expect(together([0.5])).toBe(0.5);
    expect(together([0.5, 0.5])).toBe(0.75);
    expect(together([1, 1])).toBe(1);
  });
});
