/** A moment in the graph; `column` is 0 for the middle, negative towards causes, positive towards consequences. */
export interface Placed {
  id: string;
  column: number;
  x: number;
  y: number;
}

export interface Measures {
  width: number;
  height: number;
  /** Between columns, and between the rows of one. */
  apart: { x: number; y: number };
}

export const WIDE: Measures = { width: 196, height: 62, apart: { x: 84, y: 14 } };
export const NARROW: Measures = { width: 154, height: 62, apart: { x: 34, y: 12 } };

/**
 * Columns side by side, each one's moments in the order of what they hang on, so that few lines cross, and centred
 * about the middle row. `order` lists ids as they were found, `parent` says by which.
 */
export function layOut(
  order: string[],
  columnOf: (id: string) => number,
  parentOf: (id: string) => string | null,
  { width: wide, height: tall, apart }: Measures,
): { placed: Map<string, Placed>; width: number; height: number } {
  const columns = new Map<number, string[]>();
  for (const id of order) columns.set(columnOf(id), [...(columns.get(columnOf(id)) ?? []), id]);
  const rank = new Map<string, number>();
  const numbers = [...columns.keys()].sort((a, b) => Math.abs(a) - Math.abs(b));
  for (const number of numbers) {
    const ids = columns.get(number)!;
    const place = (id: string) => rank.get(parentOf(id) ?? '') ?? 0;
    // A stable sort keeps the strongest link of each parent first.
    ids.sort((a, b) => place(a) - place(b));
    ids.forEach((id, i) => {
      rank.set(id, i - (ids.length - 1) / 2);
    });
  }
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const tallest = Math.max(...[...columns.values()].map((ids) => ids.length));
  const height = tallest * (tall + apart.y) - apart.y;
  const placed = new Map<string, Placed>();
  for (const [column, ids] of columns) {
    for (const id of ids) {
      placed.set(id, {
        id,
        column,
        x: (column - least) * (wide + apart.x),
        y: height / 2 + rank.get(id)! * (tall + apart.y) - tall / 2,
      });
    }
  }
  return { placed, width: (most - least + 1) * (wide + apart.x) - apart.x, height };
}

/** From the right edge of the one to the left edge of the other; within a column, around its right side. */
export function curve(from: Placed, to: Placed, { width, height, apart }: Measures): string {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from];
  const [y1, y2] = [a.y + height / 2, b.y + height / 2];
  const x1 = a.x + width;
  if (a.x === b.x) return `M${x1} ${y1}C${x1 + apart.x / 2} ${y1} ${x1 + apart.x / 2} ${y2} ${x1} ${y2}`;
  const bend = (b.x - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${b.x - bend} ${y2} ${b.x} ${y2}`;
}
