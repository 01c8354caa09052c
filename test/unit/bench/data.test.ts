import { createHash } from 'node:crypto';
import { momentAt, momentsFrom, queryAt } from '../../../bench/data.js';
import { figuresOf } from '../../../bench/figures.js';
import { describeMoment } from '../../../src/features/moments/domain/moment.js';

describe('the data of the benchmark', () => {
  const moments = momentsFrom(0, 5_000);

  test('is the same in every run and at every size', () => {
    expect(momentsFrom(4_000, 3)).toEqual(moments.slice(4_000, 4_003));
    expect(createHash('sha256').update(JSON.stringify(moments)).digest('hex').slice(0, 16)).toBe(
      'f83b514de042f4e8',
    );
    expect(momentAt(10_000_000)).toEqual(momentAt(10_000_000));
  });

  test('is moments that the service accepts, no two at one path', () => {
    for (const moment of moments) describeMoment(moment, { id: 'id', now: new Date(0), admin: false });
    expect(new Set(moments.map(({ path }) => path)).size).toBe(moments.length);
    expect(new Set(moments.map((_, i) => queryAt(i))).size).toBe(moments.length);
  });

  test('is skewed as history is: late years, a few places, figures and tags have most', () => {
    const year = ({ path }: { path: string }) => Number(path.split('/')[1]);
    const share = (matches: (moment: (typeof moments)[number]) => boolean) =>
      moments.filter(matches).length / moments.length;
    expect(share((moment) => year(moment) < 0)).toBeCloseTo(0.125, 1);
    expect(share((moment) => year(moment) >= 1850)).toBeCloseTo(0.5, 1);
    expect(share(({ visibility }) => visibility === 'public')).toBeCloseTo(0.7, 1);
    for (const names of [
      moments.map(({ path }) => path.split('/')[7]!),
      moments.flatMap(({ metadata }) => metadata.figures as string[]),
      moments.flatMap(({ metadata }) => metadata.tags as string[]),
    ]) {
      const counts = new Map<string, number>();
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
      const sorted = [...counts.values()].sort((a, b) => b - a);
      const top = sorted.slice(0, sorted.length / 10).reduce((sum, count) => sum + count, 0);
      expect(top / names.length).toBeGreaterThan(0.4);
    }
  });
});

test('a figure is a median beside that of raw Bolt and of the smallest graph, its promise judged in the largest', () => {
  const bySize = new Map([
    [1_000, { app: [1, 2, 9], raw: [1, 1, 1] }],
    [10_000, { app: [3, 4, 5], raw: [2, 2, 2] }],
  ]);
  const figures = figuresOf({ name: 'x', unit: 'ms', bySize, promised: { of: 'growth', most: 1.3 } });
  expect(figures).toMatchObject([
    { size: 1_000, app: 2, raw: 1, ratio: 2, growth: 1, kept: null },
    { size: 10_000, app: 4, raw: 2, ratio: 2, growth: 2, kept: false },
  ]);
});
