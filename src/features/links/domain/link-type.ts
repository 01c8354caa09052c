import { badInput } from '../../../errors.js';
import { shown } from '../../moments/domain/json-value.js';

/** The relationship types that stand in the graph. */
export const STORED_TYPES = [
  'CAUSES',
  'INFLUENCES',
  'PRECEDES',
  'CONTEMPORANEOUS',
  'SAME_ERA',
  'SAME_LOCATION',
  'SAME_CONFLICT',
  'SAME_FIGURE',
  'THEMATIC',
  'CHALLENGES',
] as const;
export type StoredType = (typeof STORED_TYPES)[number];

/** The same links read from their other end: accepted and shown, never stored. */
const STORED_AS = { CAUSED_BY: 'CAUSES', FOLLOWS: 'PRECEDES' } as const;
export type InverseType = keyof typeof STORED_AS;
const READ_FROM_TARGET: Partial<Record<StoredType, InverseType>> = {
  CAUSES: 'CAUSED_BY',
  PRECEDES: 'FOLLOWS',
};

export type LinkType = StoredType | InverseType;
export const LINK_TYPES: readonly LinkType[] = [
  ...STORED_TYPES,
  ...(Object.keys(STORED_AS) as InverseType[]),
];

/** What `traverse` and `pathBetween` follow unless told otherwise. */
export const CAUSAL_TYPES: readonly StoredType[] = ['CAUSES', 'INFLUENCES', 'PRECEDES'];

/** These say the same both ways; they are stored once, from the earlier moment to the later. */
const SYMMETRIC: ReadonlySet<StoredType> = new Set<StoredType>([
  'CONTEMPORANEOUS',
  'SAME_ERA',
  'SAME_LOCATION',
  'SAME_CONFLICT',
  'SAME_FIGURE',
  'THEMATIC',
]);

export function isSymmetric(type: StoredType): boolean {
  return SYMMETRIC.has(type);
}

export function isInverse(type: LinkType): type is InverseType {
  return type in STORED_AS;
}

/** The type under which a link stands in the graph. */
export function storedType(type: LinkType): StoredType {
  return isInverse(type) ? STORED_AS[type] : type;
}

/** How a stored type reads from the moment that it leaves (`out`) or arrives at. */
export function readType(type: StoredType, out: boolean): LinkType {
  return out ? type : (READ_FROM_TARGET[type] ?? type);
}

/** Reads a link type written all upper or all lower case. Throws BAD_USER_INPUT. */
export function parseLinkType(input: unknown, field: string): LinkType {
  const found = LINK_TYPES.find((type) => input === type || input === type.toLowerCase());
  if (found) return found;
  const rule = `is one of ${LINK_TYPES.join(', ')}`;
  throw badInput(field, rule, `${field} is ${shown(input)}; it ${rule}`);
}

/** Reads a list of types, of which there is at least one; absent means `fallback`. Throws BAD_USER_INPUT. */
export function parseLinkTypes(
  input: unknown,
  field: string,
  fallback: readonly LinkType[],
): readonly LinkType[] {
  if (input === undefined || input === null) return fallback;
  if (!Array.isArray(input) || input.length === 0) throw badInput(field, 'names at least one link type');
  return [...new Set(input.map((type) => parseLinkType(type, field)))];
}
