import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ADMIN_KEY, admin, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { readExposition, sumOf } from '../../support/exposition.js';
import { until } from '../../support/until.js';

const KEYS = { 'X-Service-Key': SERVICE_KEY };
const BULK = `mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }`;
const BATCH = `subscription ($id: ID!) { batchUpdated(id: $id) { total completedAt counts { pending processing completed } jobs { status } } }`;
const JOB = `subscription ($id: ID!) { jobUpdated(id: $id) { status path moment { name } batch { counts { completed } } } }`;

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  data?: any;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

let app: TestApp;
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await app.stop();
});

function webSocket(url: string, connectionParams: Record<string, unknown> = KEYS): Client {
  const client = createWsClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  clients.push(client);
  return client;
}

const eventStream = (url: string) =>
  createSseClient({ url: `${url}/graphql`, headers: service, retryAttempts: 0 });

/** All that comes until the server ends it. */
async function all(answers: AsyncIterable<unknown>): Promise<Answer[]> {
  const seen: Answer[] = [];
  for await (const answer of answers) seen.push(answer as Answer);
  return seen;
}

async function bulkGenerate(count: number): Promise<{ batch: { id: string }; jobs: { id: string }[] }> {
  const queries = ['The Moon landing', 'The fall of the Berlin Wall', 'The storming of the Bastille']
    .slice(0, count)
    .map((query) => ({ query }));
  const { data } = await app.graphql(BULK, { input: { queries } }, admin);
  return data.bulkGenerate;
}

describe.each(['WebSocket', 'server-sent events'])('over %s', (transport) => {
  const follow = (query: string, id: string): Promise<Answer[]> =>
    all(
      (transport === 'WebSocket' ? webSocket(app.url) : eventStream(app.url)).iterate({
        query,
        variables: { id },
      }),
    );

  test('a batch is followed from where it stands to its end, each event as the graph is then', async () => {
    app = await startTestApp();
    const { batch, jobs } = await bulkGenerate(3);
    const [ofBatch, ofJob] = await Promise.all([follow(BATCH, batch.id), follow(JOB, jobs[2]!.id)]);
    expect(ofBatch.at(-1)!.data.batchUpdated).toEqual({
      total: 3,
      completedAt: expect.any(String),
      counts: { pending: 0, processing: 0, completed: 3 },
      jobs: [{ status: 'COMPLETED' }, { status: 'COMPLETED' }, { status: 'COMPLETED' }],
    });
    const done = ofBatch.map(({ data }) => data.batchUpdated.counts.completed);
    expect(done).toEqual([...done].sort());
    expect(ofJob.at(-1)!.data.jobUpdated).toMatchObject({
      status: 'COMPLETED',
      moment: { name: expect.stringContaining('Bastille') },
      batch: { counts: { completed: 3 } },
    });

    const late = await follow(JOB, jobs[0]!.id);
    expect(late.map(({ data }) => data.jobUpdated.status)).toEqual(['COMPLETED']);
  });

  test('what there is not is told as everywhere', async () => {
    app = await startTestApp({ role: 'api' });
    const [missing] = await follow(JOB, '00000000-0000-4000-8000-000000000000');
    expect(missing!.errors![0]!.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a change made by another process arrives', async () => {
  app = await startTestApp({ role: 'api' });
  const { jobs } = await bulkGenerate(1);
  const answers = webSocket(app.url).iterate<Answer['data']>({ query: JOB, variables: { id: jobs[0]!.id } });
  const first = await answers.next();
  expect(first.value.data.jobUpdated).toMatchObject({ status: 'PENDING', path: null });
  const worker = await startTestApp({ role: 'worker', mongodb: { uri: app.settings.mongodb.uri } });
  try {
    const rest = await all(answers);
    expect(rest.at(-1)!.data!.jobUpdated).toMatchObject({ status: 'COMPLETED', path: expect.any(String) });
  } finally {
    await worker.stop();
  }
});

test('what costs too much, or is no operation, is refused before it runs', async () => {
  app = await startTestApp({ role: 'api' });
  const page = 'links(first: 100) { edges { node { from';
  const costly = `subscription { jobUpdated(id: "x") { moment { ${page} { ${page} { id ${'} '.repeat(11)}`;
  const tooMuch = [{ extensions: { code: 'BAD_USER_INPUT', field: 'query' } }];
  const nonsense = [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
  await expect(all(webSocket(app.url).iterate({ query: costly }))).rejects.toMatchObject(tooMuch);
  await expect(all(webSocket(app.url).iterate({ query: '{ no }' }))).rejects.toMatchObject(nonsense);

  const accept = { accept: 'text/event-stream', ...service };
  expect(await app.graphql(costly, {}, accept)).toMatchObject({ status: 400, errors: tooMuch });
  expect(await app.graphql('{ no }', {}, accept)).toMatchObject({ status: 400, errors: nonsense });
});

test('keys in connectionParams stand for headers, in any case; queries and mutations run there too', async () => {
  app = await startTestApp({ role: 'api' });
  const [layers] = await all(webSocket(app.url, {}).iterate({ query: '{ layers { level momentCount } }' }));
  expect(layers!.data!.layers).toBeDefined();

  const [anonymous] = await all(webSocket(app.url, {}).iterate({ query: JOB, variables: { id: 'x' } }));
  expect(anonymous!.errors![0]!.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });

  const keys = { 'x-service-key': SERVICE_KEY, 'X-ADMIN-KEY': ADMIN_KEY };
  const input = { queries: [{ query: 'The Moon landing' }] };
  const [accepted] = await all(webSocket(app.url, keys).iterate({ query: BULK, variables: { input } }));
  expect(accepted!.data!.bulkGenerate.jobs).toHaveLength(1);

  const wrong = all(
    webSocket(app.url, { 'X-Service-Key': 'no such key' }).iterate({ query: '{ __typename }' }),
  );
  await expect(wrong).rejects.toMatchObject({ code: 4403, reason: 'The X-Service-Key is wrong.' });
});

test('those who leave leave nothing behind', async () => {
  app = await startTestApp({ role: 'api' });
  const open = async () =>
    sumOf(readExposition((await app.rest('GET', '/metrics')).body), 'clockchain_subscriptions_open');
  const { jobs } = await bulkGenerate(1);
  const client = webSocket(app.url);
  const overSocket = client.iterate({ query: JOB, variables: { id: jobs[0]!.id } });
  const overEvents = eventStream(app.url).iterate({ query: JOB, variables: { id: jobs[0]!.id } });
  await Promise.all([overSocket.next(), overEvents.next()]);
  expect(await open()).toBe(2);
  await overEvents.return!();
  await until(async () => (await open()) === 1);
  client.terminate();
  await until(async () => (await open()) === 0);
});

test('a service that stops lets go of those who listen', async () => {
  app = await startTestApp({ role: 'api' });
  const { jobs } = await bulkGenerate(1);
  const overSocket = webSocket(app.url).iterate({ query: JOB, variables: { id: jobs[0]!.id } });
  const overEvents = eventStream(app.url).iterate({ query: JOB, variables: { id: jobs[0]!.id } });
  await Promise.all([overSocket.next(), overEvents.next()]);
  const ends = Promise.allSettled([overSocket.next(), overEvents.next()]);
  const began = Date.now();
  await app.stop();
  expect(Date.now() - began).toBeLessThan(5_000);
  const [socket, events] = await ends;
  expect(socket).toMatchObject({ status: 'rejected', reason: { code: 1001 } });
  expect(events!.status).toBe('rejected');
});
