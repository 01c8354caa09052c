import { badInput } from '../../../errors.js';

/** `unlisted`: read by whoever names it, in no list. */
export type Visibility = 'private' | 'public' | 'unlisted';

export const VISIBILITIES: readonly Visibility[] = ['private', 'public', 'unlisted'];

/** Who asks. */
export interface Viewer {
  kind: 'anonymous' | 'service' | 'admin';
}

/** Reads a visibility written all lower or all upper case; absent means private. Throws BAD_USER_INPUT. */
export function parseVisibility(input: unknown, field = 'visibility'): Visibility {
  if (input === undefined || input === null) return 'private';
  const found = VISIBILITIES.find((value) => input === value || input === value.toUpperCase());
  if (found) return found;
  const rule = 'must be private, public or unlisted';
  throw badInput(field, rule, `${field} is ${quoted(input)}; it ${rule}`);
}

function quoted(input: unknown): string {
  return typeof input === 'string'
    ? `"${input.slice(0, 50)}"`
    : `a ${Array.isArray(input) ? 'list' : typeof input}`;
}

/**
 * Whether nothing is hidden from this viewer. The statements that serve whoever does not see all hold the rule of
 * `mayRead` themselves: part `public` in lists, counts and walks, part `named` where the viewer gave path or id.
 */
export function seesAll(viewer: Viewer): boolean {
  return viewer.kind !== 'anonymous';
}

/** `named`: the viewer gave the moment's own path or id, rather than came upon it in a list. */
export function mayRead(viewer: Viewer, visibility: Visibility, named: boolean): boolean {
  return seesAll(viewer) || visibility === 'public' || (named && visibility === 'unlisted');
}
