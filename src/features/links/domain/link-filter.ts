import { badInput } from '../../../errors.js';
import { readWeight } from './link.js';
import {
  isInverse,
  type LinkType,
  parseLinkTypes,
  STORED_TYPES,
  type StoredType,
  storedType,
} from './link-type.js';

/** Seen from a moment: links that leave it, that arrive at it, or both. */
export const LINK_DIRECTIONS = ['OUT', 'IN', 'BOTH'] as const;
export type LinkDirection = (typeof LINK_DIRECTIONS)[number];

export interface LinkFilterRequest {
  types?: unknown;
  direction?: LinkDirection | null;
  layers?: number[] | null;
  minWeight?: unknown;
}

/** Which links of a moment are meant. */
export interface LinkFilter {
  /** Types of links that leave the moment. */
  outTypes: StoredType[];
  /** Types of links that arrive at it. */
  inTypes: StoredType[];
  layers: number[] | null;
  minWeight: number | null;
}

/**
 * A stored type means links of that type in the directions asked for; an inverse type those that read so from the
 * moment, which are links that arrive. Throws BAD_USER_INPUT.
 */
export function readLinkFilter({ types, direction, layers, minWeight }: LinkFilterRequest): LinkFilter {
  const asked: readonly LinkType[] = parseLinkTypes(types, 'types', STORED_TYPES);
  const stored = asked.filter((type) => !isInverse(type)).map(storedType);
  if (layers?.length === 0) throw badInput('layers', 'names at least one layer');
  return {
    outTypes: direction === 'IN' ? [] : stored,
    inTypes: direction === 'OUT' ? [] : [...new Set(asked.map(storedType))],
    layers: layers ?? null,
    minWeight: readWeight(minWeight, 'minWeight'),
  };
}
