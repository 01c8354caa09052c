/**
 * A worker that derives links in a process of its own, for tests that kill it. Arguments: the queue's URI, the lease in
 * milliseconds, moments in a batch, and the batch whose transaction it never ends; prints a line when it is there.
 */
import { pino } from 'pino';
import { openDerivation } from '../../../src/features/derivation/deps.js';
import { startSweeper } from '../../../src/features/derivation/runner/sweeper.js';
import { type Graph, openGraph } from '../../../src/platform/graph/index.js';
import { openQueue } from '../../../src/platform/queue/queue.js';

const [uri, leaseMs, batchSize, last] = process.argv.slice(2);
const { TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD } = process.env;
const log = pino({ level: 'silent' });
const graph = openGraph({
  uri: TEST_NEO4J_URI!,
  user: TEST_NEO4J_USER!,
  password: TEST_NEO4J_PASSWORD!,
  database: 'neo4j',
});
let batches = 0;
const stuck: Graph = {
  ...graph,
  transaction: (work) =>
    graph.transaction(async (run) => {
      const done = await work(run);
      if (++batches < Number(last)) return done;
      console.log('all is written, nothing committed');
      return new Promise<never>(() => {});
    }),
};
const deps = openDerivation({ graph: stuck, queue: await openQueue({ uri: uri! }), log });
await startSweeper(deps, { log, batchSize: Number(batchSize), leaseMs: Number(leaseMs) });
