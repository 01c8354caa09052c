import { badInput, ClockchainError } from '../../../errors.js';
import { momentDates } from './edtf-date.js';
import { checkAgainstPath, type KnownMetadata, readMetadata } from './metadata.js';
import { text } from './metadata-readers.js';
import type {
  MomentContext,
  MomentInput,
  MomentProperties,
  NewMoment,
  PlaceHub,
} from './moment-properties.js';
import { checkPathDate, formatPath, MONTHS, type PathParts, readPath, titleFromSlug } from './path.js';
import { figureKey, foldedName, slugify } from './slug.js';
import { parseVisibility } from './visibility.js';

export * from './moment-properties.js';

/**
 * Turns what a client sent into what stands in the graph: the one place where a moment is made. Nothing but what is
 * given decides it. Throws BAD_USER_INPUT naming the field at fault, behind `context.fieldPrefix`.
 */
export function describeMoment(input: MomentInput, context: MomentContext): NewMoment {
  try {
    return described(input, context);
  } catch (error) {
    if (!(error instanceof ClockchainError) || !context.fieldPrefix || !error.details.field) throw error;
    const field = `${context.fieldPrefix}.${error.details.field}`;
    throw new ClockchainError(error.code, error.message, { ...error.details, field }, { cause: error });
  }
}

function described(input: MomentInput, context: MomentContext): NewMoment {
  const parts = readPath(input.path);
  const { known, custom, json } = readMetadata(input.metadata);
  checkPathDate(parts, known.calendar);
  checkAgainstPath(known, parts);
  const dates = momentDates(parts, known);
  const visibility = parseVisibility(input.visibility);
  const flashTimepointId = optional(input.flashTimepointId, 'flashTimepointId');
  const layer = layerOf(known.layer, flashTimepointId !== null, context.admin);
  const now = context.now.toISOString();
  const properties: MomentProperties = {
    id: context.id,
    path: formatPath(parts),
    type: 'event',
    name: known.name ?? titleFromSlug(parts.slug),
    oneLiner: known.oneLiner ?? null,
    ...writtenDate(parts),
    ...dates,
    country: parts.country,
    region: parts.region,
    city: parts.city,
    slug: parts.slug,
    location: locationOf(known),
    locationOrigin: null,
    era: known.era ?? null,
    tags: known.tags ?? [],
    figures: known.figures ?? [],
    layer,
    visibility,
    confidence: known.confidence ?? null,
    sourceType: known.sourceType ?? null,
    sources: known.sources ? JSON.stringify(known.sources) : null,
    sameAs: known.sameAs ?? [],
    flashTimepointId,
    flashSlug: known.flashSlug ?? null,
    flashShareUrl: known.flashShareUrl ?? null,
    createdBy: optional(input.createdBy, 'createdBy') ?? 'system',
    createdAt: now,
    updatedAt: now,
    publishedAt: visibility === 'public' ? now : null,
    jobId: context.jobId ?? null,
    linksDue: true,
    metadata: json,
  };
  return { properties, custom, city: { location: null, names: [] }, hubs: hubsOf(properties, parts, known) };
}

function writtenDate({ year, month, day, hour, minute }: PathParts) {
  const time = `${String(hour).padStart(2, '0')}${String(minute).padStart(2, '0')}`;
  return { year, month: MONTHS[month - 1]!, monthNum: month, day, time };
}

/** Null is absent, as everywhere for what may be left out. */
function optional(value: unknown, field: string): string | null {
  return value === undefined || value === null ? null : text(200)(value, field);
}

function layerOf(stated: number | undefined, hasFlashId: boolean, admin: boolean): number {
  if (hasFlashId) return Math.max(2, stated ?? 0);
  if (stated !== undefined && stated > 1 && !admin) {
    const rule = 'must be 0 or 1 without a flash timepoint id or the admin key';
    throw badInput('metadata.layer', rule, `metadata.layer is ${stated}; it ${rule}`);
  }
  return stated ?? 0;
}

function locationOf({ latitude, longitude }: Partial<KnownMetadata>) {
  if (latitude === undefined && longitude === undefined) return null;
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  const missing = latitude === undefined ? 'latitude' : 'longitude';
  throw badInput(
    `metadata.${missing}`,
    'latitude and longitude must be given together',
    `metadata.${missing} is missing: latitude and longitude must be given together`,
  );
}

function hubsOf(
  properties: MomentProperties,
  parts: PathParts,
  known: Partial<KnownMetadata>,
): NewMoment['hubs'] {
  return {
    layer: properties.layer,
    places: placesOf(parts, known),
    figures: properties.figures.map((name) => ({ key: figureKey(name), name })),
    tags: properties.tags.map(foldedName),
  };
}

/** The country, the region and the city of a moment, named as its metadata spells them. */
export function placesOf(
  { country, region, city }: Pick<MomentProperties, 'country' | 'region' | 'city'>,
  stated: { country?: unknown; region?: unknown; city?: unknown },
): PlaceHub[] {
  return [
    { path: `/${country}`, kind: 'country', name: placeName(country, stated.country), parent: null },
    {
      path: `/${country}/${region}`,
      kind: 'region',
      name: placeName(region, stated.region),
      parent: `/${country}`,
    },
    {
      path: `/${country}/${region}/${city}`,
      kind: 'city',
      name: placeName(city, stated.city),
      parent: `/${country}/${region}`,
    },
  ];
}

/** "São Paulo" where metadata spells the place out, else the segment as a title. */
function placeName(segment: string, stated: unknown): string {
  return typeof stated === 'string' && stated && stated !== slugify(stated) ? stated : titleFromSlug(segment);
}
