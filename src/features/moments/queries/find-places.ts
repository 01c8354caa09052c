import { type Graph, statement } from '../../../platform/graph/index.js';

const byPaths = statement('place/by-paths');

export interface Place {
  [column: string]: unknown;
  /** `/country`, `/country/region` or `/country/region/city`. */
  path: string;
  kind: 'country' | 'region' | 'city';
  name: string;
  /** Path of the place it lies within; null for a country. */
  parent: string | null;
  /** Degrees; null where they are not known, as of regions and countries. */
  latitude: number | null;
  longitude: number | null;
}

/** Places by path. A place says nothing of a moment: hand out only those of moments that the viewer may read. */
export function findPlaces({ graph }: { graph: Graph }, paths: readonly string[]): Promise<Place[]> {
  return graph.read<Place>(byPaths, { paths });
}
