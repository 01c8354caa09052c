import { badInput } from '../../../errors.js';
import { readLinkFilter } from '../../links/domain/link-filter.js';
import { readSearchQuery } from '../../search/domain/search-query.js';
import type { CheckedFilter, FieldName, MomentFilter } from './filter-fields.js';
import { readBox, readNear, readPlacePath } from './filter-place.js';
import { readBounds, readDay, readYears } from './filter-time.js';
import { figureKey, foldedName } from './slug.js';
import { parseVisibility } from './visibility.js';

export type { CheckedFilter, FieldName, MomentFilter } from './filter-fields.js';

const MAX_ITEMS = 50;

/** Checks a filter; none narrows nothing. Throws BAD_USER_INPUT naming field and rule. */
export function readFilter(
  filter: MomentFilter | null | undefined,
  nameOf: FieldName = (field) => `filter.${field}`,
): CheckedFilter {
  if (!filter) return {};
  const read = <K extends keyof MomentFilter, T>(
    key: K,
    reader: (value: NonNullable<MomentFilter[K]>, field: string) => T,
  ): T | undefined => {
    const value = filter[key];
    return value === undefined || value === null
      ? undefined
      : reader(value as NonNullable<MomentFilter[K]>, nameOf(key));
  };
  const years = readYears(filter, nameOf);
  return present({
    ...years,
    ...readDay(filter, nameOf),
    ...sortBounds(years, readBounds(filter, nameOf)),
    place: read('place', readPlacePath),
    near: read('near', readNear),
    within: read('within', readBox),
    tagsAny: read('tagsAny', (tags, field) => names(tags, foldedName, field)),
    tagsAll: read('tagsAll', (tags, field) => names(tags, foldedName, field)),
    figures: read('figures', (figures, field) => names(figures, figureKey, field)),
    eras: read('era', (era, field) => spellings(word(era, field))),
    layers: read('layers', readLayers),
    visibility: read('visibility', parseVisibility),
    sourceType: read('sourceType', word),
    minConfidence: read('minConfidence', readConfidence),
    createdBy: read('createdBy', word),
    links: read('hasLinkType', (type) => readLinkFilter({ types: [type] })),
    text: read('text', (text, field) => readSearchQuery(text, field).lucene),
  });
}

function present(filter: { [K in keyof CheckedFilter]: CheckedFilter[K] | undefined }): CheckedFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function sortBounds(
  years: { yearFrom?: number; yearTo?: number; sortFrom?: number; sortTo?: number },
  { earliest, latest }: { earliest?: number; latest?: number },
) {
  const lows = [years.sortFrom, earliest].filter((bound) => bound !== undefined);
  const highs = [years.sortTo, latest].filter((bound) => bound !== undefined);
  return {
    earliest,
    latest,
    sortFrom: lows.length > 0 ? Math.max(...lows) : undefined,
    sortTo: highs.length > 0 ? Math.min(...highs) : undefined,
  };
}

function names(items: string[], key: (item: string) => string, field: string): string[] {
  if (items.length === 0 || items.length > MAX_ITEMS) throw badInput(field, `has 1 to ${MAX_ITEMS} items`);
  return [...new Set(items.map((item, i) => key(word(item, `${field}.${i}`))))];
}

function word(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 500) {
    throw badInput(field, 'is a text of 1 to 500 characters');
  }
  return value.trim();
}

/** As given, all lower case, and with capitals: eras are indexed as written. */
function spellings(era: string): string[] {
  const lower = era.toLowerCase();
  const capital = lower.charAt(0).toUpperCase() + lower.slice(1);
  return [
    ...new Set([
      era,
      lower,
      capital,
      lower.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
    ]),
  ];
}

function readLayers(layers: number[], field: string): number[] {
  if (layers.length === 0 || layers.length > MAX_ITEMS) throw badInput(field, `has 1 to ${MAX_ITEMS} items`);
  layers.forEach((layer, i) => {
    if (!Number.isInteger(layer) || layer < 0) throw badInput(`${field}.${i}`, 'is a whole number from 0');
  });
  return [...new Set(layers)];
}

function readConfidence(value: number, field: string): number {
  if (!(value >= 0 && value <= 1)) throw badInput(field, 'is a number from 0 to 1');
  return value;
}
