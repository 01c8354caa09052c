import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from 'graphql-ws';
import neo4j from 'neo4j-driver';
import { table } from 'table';
import WebSocket from 'ws';
import { toGraph } from '../src/platform/graph/index.js';
import { startTestServers } from '../test/support/embedded.js';
import { readExposition, sumOf } from '../test/support/exposition.js';
import { startService } from '../test/support/process.js';
import { until } from '../test/support/until.js';
import { build } from './build.js';
import { openCollector, WITH_INSPECTOR } from './collect-garbage.js';
import { queryAt } from './data.js';
import { load } from './load.js';
import { operationAt } from './mixed-load.js';
import { type Sample, slopesOf } from './slopes.js';
import { ADMIN, type Client, clientOf, SERVICE } from './world.js';

const HELP = `npm run soak -- [options]

Starts the service as \`npm start\` does, with servers of its own in a temporary folder, and asks it at a steady pace for
everything it does. Prints what it holds (memory, sockets, sessions, subscriptions) and whether that grows.

  --minutes N    how long (30)
  --help         this text
`;

const SIZE = 1_000;
const FIRST_NEW = 40_000_000;
const SAMPLES = 60;
/** Each kind of work, and how long after one the next begins. */
const PACE_MS = { operation: 50, wrongKey: 1_000, generate: 5_000 };
const JOBS_IN_ONE = 5;
const SETTLE_S = 20;

const BULK = `mutation ($queries: [BulkGenerateQuery!]!) {
  bulkGenerate(input: { queries: $queries }) { jobs { id } batch { id } } }`;
const FOLLOW =
  'subscription ($id: ID!) { batchUpdated(id: $id) { counts { completed failed } completedAt } }';

async function soak(minutes: number): Promise<boolean> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  build();
  const { servers, remove } = await startTestServers();
  const { uri, user, password, database } = servers.neo4j!;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const raw = async (text: string, parameters: object = {}) =>
    (await driver.executeQuery(text, toGraph(parameters), { database })).records.map((record) =>
      record.toObject(),
    );
  const service = await startService({
    NEO4J_URI: uri,
    NEO4J_USER: user,
    NEO4J_PASSWORD: password,
    MONGODB_URI: servers.mongodb!.uri,
    SERVICE_API_KEY: SERVICE['x-service-key'],
    ADMIN_KEY: ADMIN['x-admin-key'],
    RATE_LIMIT_PUBLIC: 'off',
    RATE_LIMIT_KEYED: 'off',
    LOG_LEVEL: 'warn',
    ...WITH_INSPECTOR,
  });
  const client = clientOf(service.url);
  const collector = await openCollector(service.output());
  try {
    say(`a graph of ${SIZE}`);
    await load({ size: SIZE, raw });
    const work = startWork(service.url, client);
    const samples: Sample[] = [];
    const every = Math.max(1_000, (minutes * 60_000) / SAMPLES);
    const end = Date.now() + minutes * 60_000;
    for (let at = Date.now(); at < end; at += every) {
      await pause(Math.max(0, at - Date.now()));
      await collector.collect();
      samples.push(await sampleOf(service.url, raw));
      if (samples.length % 10 === 0)
        say(`  ${Math.round((end - Date.now()) / 1_000)} s to go; ${work.told()}`);
    }
    await work.stop();
    const { rows, flat } = slopesOf(samples);
    process.stdout.write(table([['what the service holds', 'at half', 'at the end', 'change', ''], ...rows]));
    process.stdout.write(`${work.told()}\n`);
    const left = await leftOver(service.url);
    process.stdout.write(`when nobody asked any more: ${left}\n`);
    return flat && work.unexpected() === 0;
  } finally {
    collector.close();
    await client.close();
    await driver.close();
    await service.end('SIGTERM');
    await servers.stop();
    await remove();
  }
}

/** Everything at its pace, whatever becomes of what went before. */
function startWork(url: string, client: Client) {
  const counts: Record<string, number> = {};
  const open = new Set<Promise<unknown>>();
  const timers: NodeJS.Timeout[] = [];
  let n = 0;
  let unexpected = 0;
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  function keep(every: number, name: string, once: () => Promise<void>): void {
    const timer = setInterval(() => {
      const one = once()
        .then(
          () => count(name),
          (error: Error) => {
            unexpected++;
            const code = /"code":"(\w+)"/.exec(error.message)?.[1];
            count(`${name} FAILED with ${code ?? error.message}`);
          },
        )
        .finally(() => open.delete(one));
      open.add(one);
    }, every);
    timers.push(timer);
  }

  keep(PACE_MS.operation, 'operations', async () => {
    const { query, variables } = operationAt(n++, { size: SIZE, firstNew: FIRST_NEW });
    await client.ask(query, variables, SERVICE);
  });
  keep(PACE_MS.wrongKey, 'wrong keys refused', async () => {
    const refused = await client
      .ask('{ stats { momentCount } }', {}, { 'x-service-key': 'not-the-key' })
      .then(
        () => false,
        (error: Error) => error.message.includes('UNAUTHENTICATED'),
      );
    if (!refused) throw new Error('a wrong key was not refused');
  });
  keep(PACE_MS.generate, 'batches, each followed by two', async () => {
    const queries = Array.from({ length: JOBS_IN_ONE }, () => ({ query: queryAt(n++) }));
    const { batch } = (await client.ask(BULK, { queries }, ADMIN)).bulkGenerate;
    await Promise.all([follow(url, batch.id, 'to its end'), follow(url, batch.id, 'once')]);
  });

  return {
    unexpected: () => unexpected,
    told: () =>
      Object.entries(counts)
        .map(([what, times]) => `${times} ${what}`)
        .join(', '),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.allSettled(open);
    },
  };
}

/** Over a socket of its own. Who follows `once` leaves after the first event without a word, as a browser does that is closed. */
async function follow(url: string, id: string, until: 'to its end' | 'once'): Promise<void> {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: SERVICE,
    retryAttempts: 0,
  });
  for await (const { data } of socket.iterate({ query: FOLLOW, variables: { id } })) {
    if (!data) throw new Error('a subscription had no data');
    if (until === 'once') return socket.terminate();
  }
  await socket.dispose();
}

const MIB = 1024 ** 2;

async function sampleOf(
  url: string,
  raw: (text: string) => Promise<Record<string, unknown>[]>,
): Promise<Sample> {
  const [told, connections, transactions] = await Promise.all([
    metricsOf(url),
    raw('CALL dbms.listConnections() YIELD connectionId RETURN count(*) AS count'),
    raw('SHOW TRANSACTIONS YIELD transactionId RETURN count(*) AS count'),
  ]);
  return {
    'memory, MiB': told('process_resident_memory_bytes') / MIB,
    'heap that is held, MiB': told('nodejs_heap_size_used_bytes') / MIB,
    'memory outside the heap, MiB': told('nodejs_external_memory_bytes') / MIB,
    'open files and sockets': told('process_open_fds'),
    handles: told('nodejs_active_handles_total'),
    'sessions with Neo4j': told('clockchain_graph_sessions_in_use'),
    'connections of Neo4j': connections[0]!.count as number,
    'transactions of Neo4j': transactions[0]!.count as number,
    'connections to MongoDB': told('clockchain_queue_connections', { state: 'open' }),
    'requests at work': told('clockchain_requests_at_work'),
    'subscriptions open': told('clockchain_subscriptions_open'),
    'jobs waiting': told('clockchain_queue_jobs', { state: 'pending' }),
    'links due': told('clockchain_links_due_moments'),
  };
}

async function metricsOf(url: string) {
  const families = readExposition(await (await fetch(`${url}/metrics`)).text());
  return (name: string, labels?: Record<string, string>) => sumOf(families, name, labels);
}

/** Waits for what was under way to end, and says what did not. */
async function leftOver(url: string): Promise<string> {
  const held = async () => {
    const told = await metricsOf(url);
    return {
      requests: told('clockchain_requests_at_work'),
      subscriptions: told('clockchain_subscriptions_open'),
    };
  };
  await until(async () => Object.values(await held()).every((count) => count === 0), {
    seconds: SETTLE_S,
  }).catch(() => {});
  const { requests, subscriptions } = await held();
  return `${requests} requests at work, ${subscriptions} subscriptions open`;
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(HELP);
else if (!(Number(values.minutes) > 0)) {
  process.stderr.write('--minutes is a number above 0\n');
  process.exitCode = 1;
} else process.exitCode = (await soak(Number(values.minutes))) ? 0 : 1;
