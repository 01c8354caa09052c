import { require as tsxRequire } from 'tsx/cjs/api';
import type { EmbeddedServers } from '../../src/platform/embedded/embedded.js';

declare global {
  /** Kept between the set-up and the tear-down of one run, which are two modules of one process. */
  var testServers: { servers: EmbeddedServers; remove(): Promise<void> }[] | undefined;
}

/** What one worker of a run has to itself. */
export interface TestServers {
  TEST_NEO4J_URI: string;
  TEST_NEO4J_USER: string;
  TEST_NEO4J_PASSWORD: string;
  TEST_MONGODB_URI: string;
}

/**
 * An embedded pair for each worker of a run, on a fresh data folder, as tests wipe the graph they work on. The addresses
 * go to own-servers.ts as TEST_SERVERS.
 *
 * Jest loads this file outside its module system, where `.js` names of TypeScript files lead nowhere: hence tsx.
 */
export default async function startServers({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const { startTestServers }: typeof import('./embedded.js') = tsxRequire('./embedded.ts', __filename);
  // The first fetches what is missing, for all.
  const started = [await startTestServers()];
  globalThis.testServers = started;
  started.push(...(await Promise.all(Array.from({ length: maxWorkers - 1 }, startTestServers))));
  const addresses = started.map(
    ({ servers: { neo4j, mongodb } }): TestServers => ({
      TEST_NEO4J_URI: neo4j!.uri,
      TEST_NEO4J_USER: neo4j!.user,
      TEST_NEO4J_PASSWORD: neo4j!.password,
      TEST_MONGODB_URI: mongodb!.uri,
    }),
  );
  process.env.TEST_SERVERS = JSON.stringify(addresses);
}
