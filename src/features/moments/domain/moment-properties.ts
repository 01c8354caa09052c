import type { Calendar, Precision } from './calendar.js';
import type { Visibility } from './visibility.js';

/** Degrees, WGS 84. */
export interface Location {
  latitude: number;
  longitude: number;
}

/**
 * What stands on a `:Moment` node, besides custom properties. Absent is null. Instants of the service's own doing are
 * ISO 8601 in UTC; `sortKey`, `earliest` and `latest` are minutes since 1970-01-01T00:00, proleptic Gregorian, local.
 */
export interface MomentProperties {
  id: string;
  /** Canonical, padded. */
  path: string;
  type: 'event';
  name: string;
  oneLiner: string | null;
  /** Historical counting, as written. */
  year: number;
  /** English name, lower case. */
  month: string;
  monthNum: number;
  day: number;
  /** HHMM. */
  time: string;
  sortKey: number;
  earliest: number;
  latest: number;
  /** EDTF, in `calendar`. */
  end: string | null;
  /** EDTF, in `calendar`, years astronomical. */
  edtf: string;
  precision: Precision;
  calendar: Calendar;
  country: string;
  region: string;
  city: string;
  slug: string;
  /** A point in the graph. */
  location: Location | null;
  /** GAZETTEER where whoever described the moment gave no coordinates and those of its city are taken. */
  locationOrigin: 'GAZETTEER' | null;
  era: string | null;
  tags: string[];
  figures: string[];
  layer: number;
  visibility: Visibility;
  /** 0–1. */
  confidence: number | null;
  sourceType: string | null;
  /** JSON list of {title, url}; url null where there is none. */
  sources: string | null;
  sameAs: string[];
  flashTimepointId: string | null;
  flashSlug: string | null;
  flashShareUrl: string | null;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  jobId: string | null;
  linksDue: boolean;
  /** JSON of the metadata as it was sent. */
  metadata: string;
}

/** Stored as integers in the graph. */
export const INTEGER_PROPERTIES = [
  'year',
  'monthNum',
  'day',
  'sortKey',
  'earliest',
  'latest',
  'layer',
] as const satisfies readonly (keyof MomentProperties)[];

/** Stored as floats in the graph, also where they are whole. */
export const FLOAT_PROPERTIES = ['confidence'] as const satisfies readonly (keyof MomentProperties)[];

/** Properties made from a moment's others, for indexes to hold. */
export const INDEXED_PROPERTY_NAMES = ['prominence', 'dateWords', 'rankWords', 'placeWords'] as const;

/** Every property name that the service itself writes: custom metadata under one of these stays in the JSON alone. */
export const MOMENT_PROPERTY_NAMES: ReadonlySet<string> = new Set([
  ...INDEXED_PROPERTY_NAMES,
  ...Object.keys({
    id: 1,
    path: 1,
    type: 1,
    name: 1,
    oneLiner: 1,
    year: 1,
    month: 1,
    monthNum: 1,
    day: 1,
    time: 1,
    sortKey: 1,
    earliest: 1,
    latest: 1,
    end: 1,
    edtf: 1,
    precision: 1,
    calendar: 1,
    country: 1,
    region: 1,
    city: 1,
    slug: 1,
    location: 1,
    locationOrigin: 1,
    era: 1,
    tags: 1,
    figures: 1,
    layer: 1,
    visibility: 1,
    confidence: 1,
    sourceType: 1,
    sources: 1,
    sameAs: 1,
    flashTimepointId: 1,
    flashSlug: 1,
    flashShareUrl: 1,
    createdBy: 1,
    createdAt: 1,
    updatedAt: 1,
    publishedAt: 1,
    jobId: 1,
    linksDue: 1,
    metadata: 1,
  } satisfies Record<keyof MomentProperties, 1>),
]);

/** A custom metadata value that the graph can hold, with its kind there. */
export type CustomProperty =
  | { kind: 'integer' | 'float'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'integer-list' | 'float-list'; value: number[] }
  | { kind: 'string-list'; value: string[] }
  | { kind: 'boolean-list'; value: boolean[] };

export interface PlaceHub {
  /** `/united-states/florida/cape-canaveral`, no date and no slug. */
  path: string;
  kind: 'country' | 'region' | 'city';
  name: string;
  /** Path of the place around it; null for a country. */
  parent: string | null;
}

/** A moment as it shall stand in the graph, with the nodes it is joined to. */
export interface NewMoment {
  properties: MomentProperties;
  custom: Record<string, CustomProperty>;
  /** What is known of its city beyond the path: where it lies, and what it and its country are and were called besides. */
  city: { location: Location | null; names: string[] };
  hubs: {
    layer: number;
    /** Country first. */
    places: PlaceHub[];
    figures: { key: string; name: string }[];
    /** Lower case: tags that differ in case alone are one. */
    tags: string[];
  };
}

/** What a client sends to index a moment, nothing checked yet. */
export interface MomentInput {
  path: unknown;
  metadata?: unknown;
  flashTimepointId?: unknown;
  visibility?: unknown;
  createdBy?: unknown;
}

export interface MomentContext {
  /** UUID of the new moment. */
  id: string;
  now: Date;
  /** Whether the admin key was given: layer 2 and up without a flash id. */
  admin: boolean;
  jobId?: string;
  /** Goes before the field of every error: `moments.3` makes `moments.3.path`. */
  fieldPrefix?: string;
}
