import { badInput } from '../../../errors.js';
import { shown } from '../../moments/domain/json-value.js';
import { text } from '../../moments/domain/metadata-readers.js';
import type { MomentProperties } from '../../moments/domain/moment.js';
import { canonicalPath } from '../../moments/domain/path.js';
import { isSymmetric, type LinkType, parseLinkType, type StoredType, storedType } from './link-type.js';

/** What stands on the relationship. */
export interface LinkProperties {
  id: string;
  type: StoredType;
  /** 0 manual, 1 derived, 2 and up generated. */
  layer: number;
  /** 0–1. */
  weight: number;
  theme?: string | null;
  description?: string | null;
  method?: string | null;
  /** 0–1. */
  confidence?: number | null;
  source?: string | null;
  createdBy: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** What a client sends to name a link; every field is checked here, whatever a transport let through. */
export interface LinkName {
  from: unknown;
  to: unknown;
  type: unknown;
}

/** What a client sends to have a link made. */
export interface LinkRequest extends LinkName {
  weight?: unknown;
  description?: unknown;
  source?: unknown;
}

export const MAX_DESCRIPTION = 5000;
export const MAX_SOURCE = 2000;
/** Local times have no zone, and zones differ by no more than this, in minutes. */
export const ZONE_DOUBT = 26 * 60;
const NOT_ITSELF = 'is another moment than from: nothing is linked to itself';

/** Reads the two paths and the type. Throws BAD_USER_INPUT. */
export function readLinkName({ from, to, type }: LinkName): { from: string; to: string; type: LinkType } {
  const ends = { from: canonicalPath(from, { field: 'from' }), to: canonicalPath(to, { field: 'to' }) };
  if (ends.from === ends.to) throw badInput('to', NOT_ITSELF);
  return { ...ends, type: parseLinkType(type, 'type') };
}

/** Reads what a link says of itself; null where nothing was given. Throws BAD_USER_INPUT. */
export function readLinkWords({ weight, description, source }: LinkRequest) {
  return {
    weight: readWeight(weight, 'weight'),
    description: given(description) ? text(MAX_DESCRIPTION)(description, 'description') : null,
    source: given(source) ? text(MAX_SOURCE)(source, 'source') : null,
  };
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A number from 0 to 1, or null where absent. Throws BAD_USER_INPUT. */
export function readWeight(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  const rule = 'is a number from 0 to 1';
  throw badInput(field, rule, `${field} is ${shown(value)}; it ${rule}`);
}

export type LinkEnd = Pick<MomentProperties, 'id' | 'path' | 'name' | 'sortKey' | 'earliest' | 'latest'>;

/** The way a link stands in the graph. `sourceField` is the input field that its source was given in. */
export interface Orientation {
  type: StoredType;
  source: LinkEnd;
  target: LinkEnd;
  sourceField: 'from' | 'to';
}

/** An inverse type stands the other way round, a symmetric one from the earlier moment, those of one time in path order. */
export function orient(type: LinkType, from: LinkEnd, to: LinkEnd): Orientation {
  if (from.id === to.id) throw badInput('to', NOT_ITSELF);
  const stored = storedType(type);
  const turned = isSymmetric(stored) ? comesBefore(to, from) : stored !== type;
  return turned
    ? { type: stored, source: to, target: from, sourceField: 'to' }
    : { type: stored, source: from, target: to, sourceField: 'from' };
}

function comesBefore(a: LinkEnd, b: LinkEnd): boolean {
  return a.sortKey === b.sortKey ? a.path < b.path : a.sortKey < b.sortKey;
}

/** No effect before its cause: refuses a CAUSES or PRECEDES whose source cannot have been before its target began. */
export function checkOrder({ type, source, target, sourceField }: Orientation): void {
  if (type !== 'CAUSES' && type !== 'PRECEDES') return;
  if (source.earliest <= target.latest + ZONE_DOUBT) return;
  const rule = `is not later than what it ${type === 'CAUSES' ? 'causes' : 'precedes'}, by more than 26 hours for certain`;
  throw badInput(
    sourceField,
    rule,
    `${source.path} is provably later than ${target.path}; ${sourceField} ${rule}`,
  );
}
