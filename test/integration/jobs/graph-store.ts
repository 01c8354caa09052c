import { randomUUID } from 'node:crypto';
import type { GeneratedStore } from '../../../src/features/jobs/runner/worker.js';
import type { MomentDeps } from '../../../src/features/moments/commands/index-moment.js';
import { createMomentWriter } from '../../../src/features/moments/commands/moment-writer.js';
import { findGenerated, storeGenerated } from '../../../src/features/moments/commands/store-generated.js';
import { createPlaceBook } from '../../../src/features/places/queries/place-book.js';
import { migrate, openGraph } from '../../../src/platform/graph/index.js';

export interface GraphStore extends GeneratedStore {
  /** Brings the schema up to date; nothing is found by `jobId` before. */
  migrate(): Promise<unknown>;
  close(): Promise<void>;
}

/** The real graph of the test run as a worker writes to it. */
export function openGraphStore(): GraphStore {
  const graph = openGraph({
    uri: process.env.TEST_NEO4J_URI!,
    user: process.env.TEST_NEO4J_USER!,
    password: process.env.TEST_NEO4J_PASSWORD!,
    database: 'neo4j',
  });
  const deps: MomentDeps = {
    graph,
    writer: createMomentWriter({ graph }),
    places: createPlaceBook(),
    clock: () => new Date(),
    newId: randomUUID,
  };
  return {
    migrate: () => migrate(graph),
    find: (jobId) => findGenerated(deps, jobId),
    store: (input) => storeGenerated(deps, input),
    close: () => graph.close(),
  };
}
