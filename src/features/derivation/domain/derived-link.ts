import type { Visibility } from '../../moments/domain/visibility.js';

/** The types of link that are derived. All are symmetric, so each is stored once, from the earlier moment. */
export const DERIVED_TYPES = [
  'SAME_FIGURE',
  'SAME_LOCATION',
  'CONTEMPORANEOUS',
  'THEMATIC',
  'SAME_ERA',
] as const;
export type DerivedType = (typeof DERIVED_TYPES)[number];

export type Method =
  | 'shared-figure'
  | 'shared-place'
  | 'same-day'
  | 'near-in-time'
  | 'shared-tag'
  | 'shared-era';

/** What a derived link rests on. Minutes on the scale of `sortKey`. */
export interface MomentFacts {
  id: string;
  path: string;
  sortKey: number;
  earliest: number;
  latest: number;
  country: string;
  region: string;
  city: string;
  era: string | null;
  tags: string[];
  figures: string[];
  visibility: Visibility;
  confidence: number | null;
}

/** A link that two moments could have. */
export interface Proposal {
  type: DerivedType;
  from: MomentFacts;
  to: MomentFacts;
  /** 0–1, three decimals. */
  weight: number;
  /** What is shared: names joined by commas. */
  theme: string;
  /** A sentence. */
  description: string;
  method: Method;
  /** 0–1, three decimals: how sure it is that both moments are as they are told. */
  confidence: number;
}

/** Earlier first: by `sortKey`, then by path. */
export function inTimeOrder(a: MomentFacts, b: MomentFacts): [MomentFacts, MomentFacts] {
  const aFirst = a.sortKey === b.sortKey ? a.path < b.path : a.sortKey < b.sortKey;
  return aFirst ? [a, b] : [b, a];
}

/** Between two public moments: what everyone sees, and bounded apart from all other links. */
export function isOpen(a: MomentFacts, b: MomentFacts): boolean {
  return a.visibility === 'public' && b.visibility === 'public';
}
