/** A stretch of a text: `start` is in, `end` is not. */
export interface TextSpan {
  start: number;
  end: number;
}

/** What takes the place of a stretch that has been read: no letter, and an end to any phrase. Same length. */
export const READ = '¦';

export function masked(text: string, spans: TextSpan[]): string {
  return spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + READ.repeat(end - start) + rest.slice(end),
    text,
  );
}
