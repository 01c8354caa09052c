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
    place: new DataLoader(async (paths) =>
      inOrder(paths, await findPlaces(deps, paths), (place) => place.path),
    ),
    provenance: new DataLoader(async (ids) => {
      const found = await findProvenance(deps, ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
  };
}

function inOrder<T>(keys: readonly string[], found: T[], keyOf: (item: T) => string): (T | null)[] {
  const byKey = new Map(found.map((item) => [keyOf(item), item]));
  return keys.map((key) => byKey.get(key) ?? null);
}
