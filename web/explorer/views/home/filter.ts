import type { Filter } from './queries.js';

/** What the filter bar holds, as the address has it. */
export interface Choice {
  tags: string[];
  place: string;
  layers: number[];
}

const list = (text: string | null) => (text ?? '').split(',').filter(Boolean);

export function readChoice(query: URLSearchParams): Choice {
  return {
    tags: list(query.get('tags')),
    place: query.get('place') ?? '',
    layers: list(query.get('layers')).map(Number).filter(Number.isInteger),
  };
}

/** Null where nothing is narrowed. */
export function filterOf({ tags, place, layers }: Choice): Filter | null {
  if (tags.length === 0 && !place && layers.length === 0) return null;
  return {
    ...(tags.length > 0 && { tagsAny: tags }),
    ...(place && { place }),
    ...(layers.length > 0 && { layers }),
  };
}

/** `France` and `france / ile-de-france` as `/france` and `/france/ile-de-france`. */
export function placePath(typed: string): string {
  const segments = typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''))
    .filter(Boolean)
    .slice(0, 3);
  return segments.length > 0 ? `/${segments.join('/')}` : '';
}
