import type { MomentProperties } from '../domain/moment.js';

/** A moment as it stands in the graph: its node properties, the point as latitude and longitude. */
export type Moment = Omit<MomentProperties, 'location'> & {
  latitude: number | null;
  longitude: number | null;
};

/** A row with `m {.*} AS moment`; Neo4j's points carry longitude as x and latitude as y. */
export interface MomentRow {
  [column: string]: unknown;
  moment: MomentProperties & { location?: { x: number; y: number } | null };
}

export function toMoment({ moment: { location, ...properties } }: MomentRow): Moment {
  return { ...properties, latitude: location?.y ?? null, longitude: location?.x ?? null };
}

/** What was just written, which need not be read back. */
export function asStored({ location, ...properties }: MomentProperties): Moment {
  return { ...properties, latitude: location?.latitude ?? null, longitude: location?.longitude ?? null };
}
