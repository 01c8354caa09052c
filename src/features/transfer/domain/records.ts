import type { LinkProperties } from '../../links/domain/link.js';
import type { MomentProperties } from '../../moments/domain/moment.js';
import { titleFromSlug } from '../../moments/domain/slug.js';
import type { Visibility } from '../../moments/domain/visibility.js';

/** A moment as it leaves one graph and enters another: what `indexMoment` takes. */
export interface MomentRecord {
  path: string;
  metadata: Record<string, unknown>;
  visibility: Visibility;
  createdBy: string;
  flashTimepointId?: string;
}

/** A link as it leaves one graph and enters another; its ends by their paths. */
export interface LinkRecord {
  from: string;
  to: string;
  type: string;
  layer: number;
  weight: number;
  theme?: string;
  description?: string;
  method?: string;
  confidence?: number;
  source?: string;
  createdBy: string;
}

/** A moment as it stands, without what the service writes of itself. */
export type StandingMoment = Omit<MomentProperties, 'location'> & {
  latitude: number | null;
  longitude: number | null;
};

/** What neither form carries, since it is made anew where a record is stored. */
export const MADE_ANEW = [
  'ids and times of writing',
  'records of generations and of jobs',
  'former paths of moved moments',
];

const ADDED = ['oneLiner', 'era', 'tags', 'figures', 'sameAs', 'confidence', 'sourceType'] as const;

/** The moment with its metadata as it was sent, and what a generator has added to it since. */
export function momentRecord(moment: StandingMoment): MomentRecord {
  const { path, visibility, createdBy, flashTimepointId } = moment;
  return {
    path,
    metadata: statedMetadata(moment),
    visibility,
    createdBy,
    ...(flashTimepointId && { flashTimepointId }),
  };
}

function statedMetadata(moment: StandingMoment): Record<string, unknown> {
  const sent = JSON.parse(moment.metadata) as Record<string, unknown>;
  const said = new Set(
    Object.entries(sent)
      .filter(([, value]) => value !== null)
      .map(([key]) => camelCase(key)),
  );
  const added: Record<string, unknown> = {};
  const add = (key: string, value: unknown) => {
    const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (!empty && !said.has(key)) added[key] = value;
  };
  if (moment.name !== titleFromSlug(moment.slug)) add('name', moment.name);
  for (const key of ADDED) add(key, moment[key]);
  if (moment.sources) add('sources', JSON.parse(moment.sources));
  if (!moment.locationOrigin) {
    add('latitude', moment.latitude);
    add('longitude', moment.longitude);
  }
  if (moment.layer !== (moment.flashTimepointId ? 2 : 0)) add('layer', moment.layer);
  return { ...sent, ...added };
}

export function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function linkRecord(link: LinkProperties, from: string, to: string): LinkRecord {
  const { type, layer, weight, theme, description, method, confidence, source, createdBy } = link;
  return {
    from,
    to,
    type,
    layer,
    weight,
    ...(theme != null && { theme }),
    ...(description != null && { description }),
    ...(method != null && { method }),
    ...(confidence != null && { confidence }),
    ...(source != null && { source }),
    createdBy,
  };
}
