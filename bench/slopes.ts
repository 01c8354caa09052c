import { median } from './figures.js';

/** Figures by name at one time; samples are taken at even intervals. */
export type Sample = Record<string, number>;

/** What may change over the second half of a run and still be flat: so much of its middle, or so much of anything. */
const TOLERATED = { share: 0.1, least: 4 };

/** For each figure, whether it grows over the second half: the line of least squares through it, as a row to be printed. */
export function slopesOf(samples: Sample[]): { rows: string[][]; flat: boolean } {
  const half = samples.slice(Math.floor(samples.length / 2));
  const named = Object.keys(samples[0] ?? {}).map((name) => {
    const values = half.map((sample) => sample[name]!);
    const middle = median(values);
    const growth = slope(values) * (values.length - 1);
    return { name, middle, growth, grows: growth > Math.max(middle * TOLERATED.share, TOLERATED.least) };
  });
  return {
    rows: named.map(({ name, middle, growth, grows }) => [
      name,
      figure(middle - growth / 2),
      figure(middle + growth / 2),
      `${growth < 0 ? '' : '+'}${figure(growth)}`,
      grows ? 'GROWS' : 'flat',
    ]),
    flat: named.every(({ grows }) => !grows),
  };
}

/** Of the line of least squares, by the number of the value. */
export function slope(values: number[]): number {
  const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [x, y] = [(values.length - 1) / 2, mean(values)];
  const spread = values.reduce((sum, _, i) => sum + (i - x) ** 2, 0);
  return spread === 0 ? 0 : values.reduce((sum, value, i) => sum + (i - x) * (value - y), 0) / spread;
}

function figure(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 1 : 0);
}
