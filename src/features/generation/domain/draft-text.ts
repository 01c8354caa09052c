import { MAX_SEGMENT_LENGTH, slugify } from '../../moments/domain/path.js';

const MAX_LABELS = 50;
export const MAX_LABEL = 100;
export const MAX_NAME = 300;

/** The path segment of what a generator wrote; empty where its letters make none. */
export function segment(text: string | null | undefined): string {
  return slugify(text ?? '')
    .slice(0, MAX_SEGMENT_LENGTH)
    .replace(/-$/, '');
}

/** Trimmed, cut at a word with an ellipsis when longer than `most` characters; undefined when blank. */
export function bounded(text: string | null | undefined, most: number): string | undefined {
  const whole = text?.toWellFormed().replace(/\s+/gu, ' ').trim() ?? '';
  if (whole.length <= most) return whole || undefined;
  return `${whole.slice(0, most - 1).replace(/\s\S*$|[\uD800-\uDBFF]$/u, '')}…`;
}

/** Without blanks and repeats, at most 50. */
export function labels(given: readonly (string | null | undefined)[] | null | undefined): string[] {
  const kept = (given ?? []).map((label) => bounded(label, MAX_LABEL)).filter((label) => label !== undefined);
  return [...new Set(kept)].slice(0, MAX_LABELS);
}
