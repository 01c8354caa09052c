import { Float, type Run, statement } from '../../../platform/graph/index.js';
import { NEAR_METERS, type Neighbour, sameTime } from '../domain/duplicate.js';
import type { NewMoment } from '../domain/moment.js';
import { pointOf } from './moment-rows.js';

const alike = statement('moment/alike');

/** Looked at of a city, and of a region, for each stretch of time: more are too many to be told apart by. */
const LIMIT = 25;

/** By id, what stands at the same time and place as each of these moments, in one statement. */
export async function findNeighbours(run: Run, moments: NewMoment[]): Promise<Map<string, Neighbour[]>> {
  const rows = moments.map(({ properties }) => ({
    id: properties.id,
    country: properties.country,
    region: properties.region,
    city: properties.city,
    location: pointOf(properties.location),
    stretches: sameTime(properties),
  }));
  const found = await run<{ id: string; standing: Neighbour[] }>(alike, {
    rows,
    meters: new Float(NEAR_METERS),
    limit: LIMIT,
  });
  return new Map(found.map(({ id, standing }) => [id, standing]));
}
