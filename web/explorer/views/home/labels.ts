import { edtfEnd, edtfStart, isoMinutes } from '../../time/calendar.js';
import type { Window } from '../../time/window.js';
import type { Bucket, Top } from './queries.js';

export interface Label {
  moment: Top;
  /** Where it stands in time, and on the screen. */
  x: number;
  /** Where its text begins. */
  left: number;
  width: number;
  lane: number;
  /** Whether its text ends where it stands, not begins. */
  turned: boolean;
}

const GAP = 14;
const NARROWEST = 84;
const WIDEST = 230;

let ruler: CanvasRenderingContext2D | null = null;
function textWidth(text: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  ruler!.font = '500 15px "Newsreader Variable", Georgia, serif';
  return ruler!.measureText(text).width * 1.02;
}

/**
 * The moments that stand for their stretches, as many as find room in the lanes: of each part of the screen the one of the
 * fullest stretch first, then of each the next, so that a crowded century leaves room for the others.
 */
export function placeLabels(buckets: Bucket[], window: Window, width: number, lanes: number): Label[] {
  const taken: { left: number; right: number }[][] = Array.from({ length: lanes }, () => []);
  const scale = width / (window.to - window.from);
  const placed: Label[] = [];
  const before = new Map<number, number>();
  const inTurn = buckets
    .filter(({ top }) => top)
    .sort((a, b) => b.count - a.count)
    .map((bucket) => ({ moment: bucket.top!, x: (timeOf(bucket) - window.from) * scale }))
    .filter(({ x }) => x >= 0 && x <= width)
    .map(({ moment, x }) => {
      const part = Math.floor(x / WIDEST);
      const turn = before.get(part) ?? 0;
      before.set(part, turn + 1);
      return { moment, x, turn };
    })
    .sort((a, b) => a.turn - b.turn);
  for (const { moment, x } of inTurn) {
    const size = Math.min(
      WIDEST,
      Math.max(NARROWEST, textWidth(moment.name) + 16, moment.date.text.length * 6.2 + 12),
    );
    // To the right of where it stands, or else to the left of it.
    for (const wanted of [x - 8, x + 8 - size]) {
      const left = Math.min(Math.max(wanted, 0), width - size - 6);
      const lane = taken.findIndex((spans) =>
        spans.every((span) => left + size + GAP < span.left || left > span.right + GAP),
      );
      if (lane === -1) continue;
      taken[lane]!.push({ left: Math.min(left, x), right: Math.max(left + size, x) });
      placed.push({ moment, x, left, width: size, lane, turned: x > left + size / 2 });
      break;
    }
  }
  return placed.sort((a, b) => a.x - b.x);
}

/** A moment whose day is not known stands in the middle of what its date may mean, but within its stretch. */
function timeOf({ from, to, top }: Bucket): number {
  const middle = (isoMinutes(top!.date.earliest) + isoMinutes(top!.date.latest)) / 2;
  return Math.min(Math.max(middle, edtfStart(from)!), edtfEnd(to)!);
}
