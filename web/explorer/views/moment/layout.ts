/** A moment in the graph; `column` is 0 for the middle, negative towards causes, positive towards consequences. */
export interface Placed {
  id: string;
  column: number;
  x: number;
  y: number;
}

export const NODE = { width: 196, height: 62 };
const GAP = { x: 84, y: 14 };

/**
 * Columns side by side, each one's moments in the order of what they hang on, so that few lines cross, and centred
 * about the middle row. `order` lists ids as they were found, `parent` says by which.
 */
export function layOut(
  order: string[],
  columnOf: (id: string) => number,
  parentOf: (id: string) => string | null,
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
  const height = tallest * (NODE.height + GAP.y) - GAP.y;
  const placed = new Map<string, Placed>();
  for (const [column, ids] of columns) {
    for (const id of ids) {
      placed.set(id, {
        id,
        column,
        x: (column - least) * (NODE.width + GAP.x),
        y: height / 2 + rank.get(id)! * (NODE.height + GAP.y) - NODE.height / 2,
      });
    }
  }
  return { placed, width: (most - least + 1) * (NODE.width + GAP.x) - GAP.x, height };
}

/** From the right edge of the one to the left edge of the other; within a column, around its right side. */
export function curve(from: Placed, to: Placed): string {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from];
  const [y1, y2] = [a.y + NODE.height / 2, b.y + NODE.height / 2];
  const x1 = a.x + NODE.width;
  if (a.x === b.x) return `M${x1} ${y1}C${x1 + GAP.x / 2} ${y1} ${x1 + GAP.x / 2} ${y2} ${x1} ${y2}`;
  const bend = (b.x - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${b.x - bend} ${y2} ${b.x} ${y2}`;
}
