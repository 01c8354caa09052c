import { createHash } from 'node:crypto';
import { Float } from '../../../platform/graph/index.js';
import type { CheckedFilter } from '../domain/filter.js';
import { seesAll, type Viewer } from '../domain/visibility.js';

/** The parts of a statement that narrow it to what a viewer may see and a filter asks for, and their parameters. */
export interface Selection {
  parts: string[];
  /** The part, if any, that names the index to begin with; not for `search/hits`, which begins with its own. */
  beginning: string | null;
  /** Whether that index holds the moments in the order of time. */
  inTime: boolean;
  parameters: Record<string, unknown>;
  /** Whether the filter narrows nothing, so that the count store can answer. */
  whole: boolean;
  /** Whether nothing can be meant, which needs no statement at all. */
  nothing: boolean;
}

/**
 * The one place where a filter becomes parts of `moment/page`, `moment/summary` and `search/hits`. `otherwise` is the index to
 * begin with where the filter itself leads to none.
 */
export function selectMoments(
  viewer: Viewer,
  filter: CheckedFilter,
  otherwise: 'by-time' | 'by-map' | null = null,
): Selection {
  const all = seesAll(viewer);
  const { near, within, links, place, visibility, minConfidence, text, ...rest } = filter;
  const beginning = beginningOf(filter, otherwise);
  const parts = Object.keys(filter).flatMap((key) => PARTS[key as keyof CheckedFilter] ?? []);
  if (place) parts.push(...['country', 'region', 'city'].slice(0, place.length));
  if (links) parts.push(all ? 'links' : 'public-links');
  if (!all) parts.push('public');
  return {
    parts,
    beginning: beginning,
    inTime: beginning !== null && IN_TIME.has(beginning),
    parameters: {
      ...rest,
      ...links,
      ...floats(near),
      ...floats(within),
      ...(minConfidence !== undefined && { minConfidence: new Float(minConfidence) }),
      ...(visibility && { visibility }),
      ...(text && { text }),
      ...(place && { country: place[0], region: place[1] ?? null, city: place[2] ?? null }),
    },
    whole: Object.keys(filter).length === 0,
    nothing: text === null || (!all && visibility !== undefined && visibility !== 'public'),
  };
}

const PARTS: Partial<Record<keyof CheckedFilter, string>> = {
  text: 'text',
  tagsAny: 'tags-any',
  tagsAll: 'tags-all',
  figures: 'figures',
  sortFrom: 'sort-from',
  sortTo: 'sort-to',
  yearFrom: 'year-from',
  yearTo: 'year-to',
  earliest: 'earliest',
  latest: 'latest',
  month: 'month',
  day: 'day',
  near: 'near',
  within: 'within',
  eras: 'era',
  layers: 'layers',
  visibility: 'visibility',
  sourceType: 'source-type',
  minConfidence: 'min-confidence',
  createdBy: 'created-by',
};

/** Tags, figures and words lead to their moments themselves; of the rest the one that mostly leaves the fewest begins. */
function beginningOf(filter: CheckedFilter, otherwise: string | null): string | null {
  if (filter.text || filter.tagsAny || filter.tagsAll || filter.figures) return null;
  if (filter.place) return `by-${['country', 'region', 'city'][filter.place.length - 1]}`;
  if (filter.month !== undefined && filter.day !== undefined) return 'by-day';
  const key = BEGINNINGS.find(
    (name) => filter[name] !== undefined && !(name === 'layers' && filter.layers!.length > 1),
  );
  return key ? `by-${PARTS[key]}` : otherwise;
}

const IN_TIME = new Set([
  'by-city',
  'by-region',
  'by-country',
  'by-source-type',
  'by-created-by',
  'by-layers',
]);
const BEGINNINGS = ['near', 'within', 'eras', 'sourceType', 'createdBy', 'layers'] as const;

function floats<T extends object>(values: T | undefined): Record<string, Float> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [key, new Float(value as number)]),
  );
}

/** The name of a list for its cursors: those of another filter are cursors of another list. */
export function listName(order: string, filter: CheckedFilter, query = ''): string {
  if (Object.keys(filter).length === 0 && query === '') return order;
  return `${order}:${createHash('sha256')
    .update(JSON.stringify([query, filter]))
    .digest('base64url')
    .slice(0, 12)}`;
}
