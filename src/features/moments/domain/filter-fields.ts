import type { LinkFilter } from '../../links/domain/link-filter.js';
import type { BoundingBox } from './filter-place.js';
import type { Visibility } from './visibility.js';

/** What a client asks for; absent and null are alike. */
export interface MomentFilter {
  yearFrom?: number | null;
  yearTo?: number | null;
  from?: string | null;
  to?: string | null;
  month?: number | null;
  day?: number | null;
  place?: string | null;
  near?: { latitude: number; longitude: number; km: number } | null;
  within?: BoundingBox | null;
  tagsAny?: string[] | null;
  tagsAll?: string[] | null;
  figures?: string[] | null;
  era?: string | null;
  layers?: number[] | null;
  visibility?: Visibility | null;
  sourceType?: string | null;
  minConfidence?: number | null;
  createdBy?: string | null;
  hasLinkType?: string | null;
  text?: string | null;
}

/** A checked filter. What is absent does not narrow. */
export interface CheckedFilter {
  /** The first and the last year, historical counting. */
  yearFrom?: number;
  yearTo?: number;
  /** Bounds that hold all that a moment's date may mean, on the scale of `sortKey`. */
  earliest?: number;
  latest?: number;
  /** What the bounds and years say of `sortKey`, both ends included. */
  sortFrom?: number;
  sortTo?: number;
  month?: number;
  day?: number;
  /** One to three segments, the country first. */
  place?: string[];
  near?: { latitude: number; longitude: number; meters: number };
  within?: BoundingBox;
  tagsAny?: string[];
  tagsAll?: string[];
  figures?: string[];
  /** The spellings that an era is taken for. */
  eras?: string[];
  layers?: number[];
  visibility?: Visibility;
  sourceType?: string;
  minConfidence?: number;
  createdBy?: string;
  links?: Pick<LinkFilter, 'outTypes' | 'inTypes'>;
  /** Lucene's syntax; null where nothing can be found. */
  text?: string | null;
}

/** How a transport calls a field of the filter, for errors. */
export type FieldName = (field: keyof MomentFilter) => string;
