import DataLoader from 'dataloader';
import type { FastifyBaseLogger } from 'fastify';
import type { Graph } from '../../../platform/graph/index.js';
import type { MomentDeps } from '../commands/index-moment.js';
import type { Viewer } from '../domain/visibility.js';
import { findByIds, findByPaths } from '../queries/find-moments.js';
import { findPlaces, type Place } from '../queries/find-places.js';
import { type FieldProvenance, findProvenance } from '../queries/find-provenance.js';
import type { Moment } from '../queries/moment.js';

/** What the resolvers of moments find in the context of a request. */
export interface MomentContext extends MomentDeps {
  viewer: Viewer;
  log: FastifyBaseLogger;
  moments: MomentLoaders;
}

/** One set a request: each gathers what a turn of the resolvers asks for into one statement. */
export interface MomentLoaders {
  byPath: DataLoader<string, Moment | null>;
  byId: DataLoader<string, Moment | null>;
  place: DataLoader<string, Place | null>;
  provenance: DataLoader<string, FieldProvenance[]>;
}

export function createMomentLoaders(deps: { graph: Graph; viewer: Viewer }): MomentLoaders {
  return {
    byPath: new DataLoader(async (paths) => {
      const found = inOrder(paths, await findByPaths(deps, paths), ({ asked }) => asked);
      return found.map((one) => one?.moment ?? null);
    }),
    byId: new DataLoader(async (ids) => inOrder(ids, await findByIds(deps, ids), (moment) => moment.id)),
    place: placeLoader(deps),
    provenance: new DataLoader(async (ids) => {
      const found = await findProvenance(deps, ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
  };
}

/** The places around those asked for come in the same statement: whoever asks for a city goes on to its country. */
function placeLoader(deps: { graph: Graph }): DataLoader<string, Place | null> {
  const loader: DataLoader<string, Place | null> = new DataLoader(async (paths) => {
    const found = await findPlaces(deps, [...new Set(paths.flatMap(withAround))]);
    for (const place of found) loader.prime(place.path, place);
    return inOrder(paths, found, (place) => place.path);
  });
  return loader;
}

/** `/italy/lazio` is followed by `/italy`. */
function withAround(path: string): string[] {
  const around = path.slice(0, path.lastIndexOf('/'));
  return around === '' ? [path] : [path, ...withAround(around)];
}

function inOrder<T>(keys: readonly string[], found: T[], keyOf: (item: T) => string): (T | null)[] {
  const byKey = new Map(found.map((item) => [keyOf(item), item]));
  return keys.map((key) => byKey.get(key) ?? null);
}
