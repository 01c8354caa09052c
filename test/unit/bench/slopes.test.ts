import { slope, slopesOf } from '../../../bench/slopes.js';

test('what grows over the second half is told from what goes up and down, and from what grew at first', () => {
  const samples = Array.from({ length: 100 }, (_, i) => ({
    leak: 100 + i,
    saw: 100 + 30 * (i % 5),
    warm: Math.min(300, 100 + 10 * i),
    few: i > 90 ? 2 : 0,
  }));
  const { rows, flat } = slopesOf(samples);
  expect(rows.map(([name, , , , verdict]) => [name, verdict])).toEqual([
    ['leak', 'GROWS'],
    ['saw', 'flat'],
    ['warm', 'flat'],
    ['few', 'flat'],
  ]);
  expect(flat).toBe(false);
  expect(slope([1, 3, 5])).toBe(2);
  expect(slope([7])).toBe(0);
});
