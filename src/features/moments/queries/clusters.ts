import { badInput } from '../../../errors.js';
import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import type { CheckedFilter } from '../domain/filter.js';
import { type BoundingBox, readBox } from '../domain/filter-place.js';
import type { Viewer } from '../domain/visibility.js';
import { findByIds } from './find-moments.js';
import type { Moment } from './moment.js';
import { selectMoments } from './select-moments.js';

const summary = statement('moment/summary');

export const MAX_ZOOM = 20;
export const MAX_CLUSTERS = 1_000;
/** A map tile of the usual web maps is 256 pixels wide; a cell is a quarter of it, so that markers do not overlap. */
const CELLS_A_TILE = 4;

/** Moments near each other at one zoom; the coordinates are their middle, in degrees. */
export interface Cluster {
  latitude: number;
  longitude: number;
  count: number;
  /** The moment that is surest, then of most figures, then earliest. */
  top: Moment | null;
}

/**
 * The moments that have coordinates, gathered by the cells of a map, the fullest first, at most MAX_CLUSTERS of them.
 * At zoom 0 one tile holds the world; each further zoom halves the cells. Throws BAD_USER_INPUT.
 */
export async function clusters(
  deps: { graph: Graph; viewer: Viewer },
  { filter, within, zoom }: { filter: CheckedFilter; within?: BoundingBox | null; zoom: number },
): Promise<Cluster[]> {
  if (!(Number.isInteger(zoom) && zoom >= 0 && zoom <= MAX_ZOOM))
    throw badInput('zoom', `is from 0 to ${MAX_ZOOM}`);
  if (within && filter.within) throw badInput('within', 'is not given in the filter as well');
  const box = within ? { within: readBox(within, 'within') } : {};
  const { parts, beginning, parameters, nothing } = selectMoments(
    deps.viewer,
    { ...filter, ...box },
    'by-map',
  );
  if (nothing) return [];
  const rows = await deps.graph.read<{ count: number; top: string; latitude: number; longitude: number }>(
    summary.with(...parts, beginning, 'clusters', 'top'),
    { ...parameters, cellSize: new Float(360 / 2 ** zoom / CELLS_A_TILE), cells: MAX_CLUSTERS },
  );
  const tops = new Map(
    (
      await findByIds(
        deps,
        rows.map(({ top }) => top),
      )
    ).map((moment) => [moment.id, moment]),
  );
  return rows.map(({ count, top, latitude, longitude }) => ({
    latitude,
    longitude,
    count,
    top: tops.get(top) ?? null,
  }));
}
