import { describeMoment, type MomentProperties, type NewMoment } from './moment.js';

/** What metadata may repeat of the path. */
const OF_THE_PATH = new Set([
  'year',
  'month',
  'monthNum',
  'day',
  'time',
  'country',
  'region',
  'city',
  'slug',
]);
/** What a generation may have added to a moment whose own metadata has no word of it. */
const FILLED = ['oneLiner', 'era', 'sources', 'tags', 'figures', 'sameAs', 'latitude', 'longitude'] as const;

export type StandingMoment = Omit<MomentProperties, 'location'> & {
  latitude: number | null;
  longitude: number | null;
};

export interface Change {
  path: string;
  /** By JSON Merge Patch (RFC 7396) on the top level: each key replaces the one sent before, null takes it away. */
  patch: Record<string, unknown>;
  now: Date;
  admin: boolean;
}

/**
 * A moment described anew from what was sent before and a change to it. Id, visibility, creation and flash id stay, and
 * what a generator filled unless the change names it. Throws BAD_USER_INPUT by the rules of a new moment.
 */
export function redescribe(stood: StandingMoment, { path, patch, now, admin }: Change): NewMoment {
  const moved = path !== stood.path;
  const named = new Set(Object.keys(patch).map(camelCase));
  const sentBefore = Object.entries(JSON.parse(stood.metadata) as Record<string, unknown>).filter(
    ([key]) => !named.has(camelCase(key)) && !(moved && OF_THE_PATH.has(camelCase(key))),
  );
  const metadata = Object.fromEntries([
    ...sentBefore,
    ...Object.entries(patch).filter(([, value]) => value !== null),
  ]);
  const { flashTimepointId, visibility, createdBy, createdAt, publishedAt, jobId } = stood;
  const { properties, ...rest } = describeMoment(
    {
      path,
      metadata: { ...filledBefore(stood, metadata, named), ...metadata },
      flashTimepointId,
      visibility,
    },
    // The layer it has was allowed before; only a change of it asks for the key again.
    { id: stood.id, now, admin: admin || !named.has('layer') },
  );
  return {
    ...rest,
    properties: {
      ...properties,
      createdBy,
      createdAt,
      publishedAt: publishedAt ?? null,
      jobId: jobId ?? null,
      metadata: JSON.stringify(metadata),
    },
  };
}

function filledBefore(stood: StandingMoment, metadata: object, named: Set<string>): Record<string, unknown> {
  const sent = new Set(Object.keys(metadata).map(camelCase));
  const filled = FILLED.filter(
    (key) =>
      !sent.has(key) &&
      !named.has(key) &&
      stood[key] != null &&
      // Coordinates of the city are looked up anew: it may have moved.
      !(stood.locationOrigin && (key === 'latitude' || key === 'longitude')),
  );
  return Object.fromEntries(
    filled.map((key) => [key, key === 'sources' ? JSON.parse(stood.sources!) : stood[key]]),
  );
}

function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
