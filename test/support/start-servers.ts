import { require as tsxRequire } from 'tsx/cjs/api';
import type { EmbeddedServers } from '../../src/platform/embedded/embedded.js';

declare global {
  /** Kept between the set-up and the tear-down of one run, which are two modules of one process. */
  var testServers: { servers: EmbeddedServers; remove(): Promise<void> } | undefined;
}

/**
 * One embedded pair for all integration tests of a run, on a fresh data folder. Its addresses go to the tests as
 * TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD and TEST_MONGODB_URI.
 *
 * Jest loads this file outside its module system, where `.js` names of TypeScript files lead nowhere: hence tsx.
 */
export default async function startServers(): Promise<void> {
  const { startTestServers }: typeof import('./embedded.js') = tsxRequire('./embedded.ts', __filename);
  const started = await startTestServers();
  globalThis.testServers = started;
  const { neo4j, mongodb } = started.servers;
  process.env.TEST_NEO4J_URI = neo4j!.uri;
  process.env.TEST_NEO4J_USER = neo4j!.user;
  process.env.TEST_NEO4J_PASSWORD = neo4j!.password;
  process.env.TEST_MONGODB_URI = mongodb!.uri;
}
