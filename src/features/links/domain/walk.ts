import { badInput } from '../../../errors.js';
import { shown } from '../../moments/domain/json-value.js';
import { readWeight } from './link.js';
import { CAUSAL_TYPES, parseLinkTypes, STORED_TYPES, type StoredType, storedType } from './link-type.js';

export const TRAVERSE_DIRECTIONS = ['PAST', 'FUTURE', 'BOTH'] as const;
export type TraverseDirection = (typeof TRAVERSE_DIRECTIONS)[number];

/** How far a walk through the graph goes. `limit` counts moments, the first one included. */
export interface WalkRules {
  direction: TraverseDirection;
  depth: number;
  limit: number;
  types: StoredType[];
  minWeight: number | null;
}

/** Names of input fields as the transport writes them, so that an error names what the client sent. */
export interface WalkFields {
  types: string;
  minWeight: string;
  maxHops: string;
}
export const GRAPHQL_FIELDS: WalkFields = { types: 'types', minWeight: 'minWeight', maxHops: 'maxHops' };

export interface TraverseRequest {
  direction?: unknown;
  depth?: unknown;
  types?: unknown;
  limit?: unknown;
  minWeight?: unknown;
}

/** Throws BAD_USER_INPUT naming the field by `fields`. */
export function readTraverse(request: TraverseRequest, fields = GRAPHQL_FIELDS): WalkRules {
  return {
    direction: parseDirection(request.direction),
    depth: wholeNumber(request.depth, 'depth', 4, 2),
    limit: wholeNumber(request.limit, 'limit', 500, 100),
    types: storedTypes(request.types, fields.types),
    minWeight: readWeight(request.minWeight, fields.minWeight),
  };
}

export interface SubgraphRequest {
  depth?: unknown;
  cap?: unknown;
}

/** All types, both ways. Throws BAD_USER_INPUT. */
export function readSubgraph({ depth, cap }: SubgraphRequest): WalkRules {
  return {
    direction: 'BOTH',
    depth: wholeNumber(depth, 'depth', 3, 1),
    limit: wholeNumber(cap, 'cap', 500, 100),
    types: [...STORED_TYPES],
    minWeight: null,
  };
}

export interface PathBetweenRequest {
  maxHops?: unknown;
  types?: unknown;
}

/** Throws BAD_USER_INPUT naming the field by `fields`. */
export function readPathBetween({ maxHops, types }: PathBetweenRequest, fields = GRAPHQL_FIELDS) {
  return {
    maxHops: wholeNumber(maxHops, fields.maxHops, 10, 6),
    types: storedTypes(types, fields.types),
  };
}

/** A walk has its direction from elsewhere, so an inverse type means the type it is stored as. */
function storedTypes(input: unknown, field: string): StoredType[] {
  return [...new Set(parseLinkTypes(input, field, CAUSAL_TYPES).map(storedType))];
}

function parseDirection(input: unknown): TraverseDirection {
  if (input === undefined || input === null) return 'BOTH';
  const found = TRAVERSE_DIRECTIONS.find((value) => input === value || input === value.toLowerCase());
  if (found) return found;
  const rule = 'is past, future or both';
  throw badInput('direction', rule, `direction is ${shown(input)}; it ${rule}`);
}

/** A whole number from 1 to `most`; absent means `fallback`. Throws BAD_USER_INPUT. */
export function wholeNumber(input: unknown, field: string, most: number, fallback: number): number {
  if (input === undefined || input === null) return fallback;
  if (Number.isInteger(input) && Number(input) >= 1 && Number(input) <= most) return Number(input);
  const rule = `is a whole number from 1 to ${most}`;
  throw badInput(field, rule, `${field} is ${shown(input)}; it ${rule}`);
}
