import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { createApp } from '../../../src/app.js';
import { admin, clientOf, service, startTestApp, type TestApp, testSettings } from '../../support/app.js';
import { type CommandLineOptions, runCommandLine } from '../../support/command-line.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

const IDES = '/-0044/march/15/1030/italy/lazio/rome/assassination-of-julius-caesar';
const PLOT = '/-0044/march/14/0000/italy/lazio/rome/a-plot';
const RUMOUR = '/-0044/march/13/0000/italy/lazio/rome/a-rumour';
/** The first sentence of a process takes a while: the corpus and the towns are read then. */
const PATIENT = { seconds: 60 };
const QUERIES = ['Fall of the Berlin Wall', 'Battle of Hastings', 'xyzzy plugh'];

const INDEX = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path } }';
const LINK = 'mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link { id } } }';
const BULK =
  'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }';
const LOOK = `query ($path: MomentPath!, $batch: ID!) {
  stats { momentCount linkCount linkTypes { type count } lastUpdated }
  batch(id: $batch) { total counts { pending completed failed } jobs { id query status path errorCode clientRef createdAt } }
  moment(path: $path) {
    id path visibility layer confidence latitude longitude tags createdBy createdAt updatedAt publishedAt metadata
    figures { key name } place { path name parent { name parent { name } } }
    links(first: 50) { edges { readAs node { id type layer weight description createdBy createdAt } moment { path } } }
  }
  wall: search(query: "fall of the berlin wall", first: 1) { nodes { path provenance { field origin confidence } } }
}`;

let app: TestApp;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clockchain-backup-'));
});
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.stop());
afterAll(() => rmSync(folder, { recursive: true }));

const { neo4j } = testSettings();

function run(args: string[], mongodb: string, options: CommandLineOptions = {}) {
  const environment = { NEO4J_URI: neo4j.uri, NEO4J_PASSWORD: neo4j.password, MONGODB_URI: mongodb };
  return runCommandLine([...args, '--json'], { folder, environment, ...options });
}

async function ask(query: string, variables: object, who: Record<string, string> = service) {
  const { data, errors } = await app.graphql(query, variables, who);
  expect(errors).toBeUndefined();
  return data;
}

const index = (path: string, metadata: object = {}, visibility = 'PRIVATE') =>
  ask(INDEX, { input: { path, metadata, visibility, createdBy: 'historian' } });

/** Nothing stands in the graph any more, and the app that follows has a queue of its own. */
async function startEmpty(): Promise<string> {
  await app.stop();
  await runCypher('MATCH (n) WHERE NOT n:Migration DETACH DELETE n');
  return testSettings().mongodb.uri;
}

/** The service on what was restored. */
async function startOn(mongodb: string): Promise<void> {
  const settings = testSettings({ mongodb: { uri: mongodb } });
  const restored = await createApp(settings, pino({ level: 'silent' }));
  const url = await restored.http.listen({ host: '127.0.0.1', port: 0 });
  app = { ...restored, url, settings, ...clientOf(url) };
}

const settled = () =>
  until(async () => {
    const [row] = await runCypher('MATCH (m:Moment) WHERE m.linksDue RETURN count(m) AS due');
    return row!.due === 0;
  });

test('what was backed up is the same when it is restored, and jobs that waited are done', async () => {
  await index(IDES, {
    confidence: 1,
    layer: 1,
    tags: ['politics'],
    figures: ['Julius Caesar', 'Brutus'],
    weight: 2.5,
    wounds: 23,
    shares: [1, 2.5],
    whole: 1e15,
    deep: { er: [1, null] },
  });
  await index(PLOT, {}, 'PUBLIC');
  await ask('mutation ($i: MoveMomentInput!) { moveMoment(input: $i) { moment { path } } }', {
    i: { from: PLOT, to: RUMOUR },
  });
  await ask(LINK, {
    input: { from: RUMOUR, to: IDES, type: 'CAUSES', weight: 1, description: 'It spread.' },
  });
  const { bulkGenerate } = await ask(
    BULK,
    { input: { queries: QUERIES.map((query) => ({ query, clientRef: query, visibility: 'PUBLIC' })) } },
    admin,
  );
  const batch = bulkGenerate.batch.id;
  const counts = async () =>
    (await ask('query ($id: ID!) { batch(id: $id) { counts { pending processing } } }', { id: batch })).batch
      .counts;
  await until(async () => {
    const { pending, processing } = await counts();
    return pending + processing === 0;
  }, PATIENT);
  await ask('mutation { pauseQueue { paused } }', {}, admin);
  const waiting = await ask(BULK, { input: { queries: [{ query: 'Treaty of Versailles' }] } }, admin);
  await settled();
  const before = await ask(LOOK, { path: IDES, batch });
  expect(before.stats.momentCount).toBe(4);

  const backup = await run(['backup', 'whole.gz'], app.settings.mongodb.uri);
  expect(backup).toMatchObject({ status: 0, stderr: '' });
  const told = JSON.parse(backup.stdout);
  expect(told).toMatchObject({ moments: 4, jobs: 4, batches: 2 });
  expect(statSync(join(folder, 'whole.gz')).mode & 0o777).toBe(0o600);

  const mongodb = await startEmpty();
  const restore = await run(['restore', 'whole.gz'], mongodb);
  expect(restore.status).toBe(0);
  expect(JSON.parse(restore.stdout)).toMatchObject({ digest: told.digest, links: told.links });
  await startOn(mongodb);
  expect(await ask(LOOK, { path: IDES, batch })).toEqual(before);
  expect((await ask('query ($p: MomentPath!) { moment(path: $p) { path } }', { p: PLOT })).moment.path).toBe(
    RUMOUR,
  );

  const look = async () =>
    (await ask('query ($id: ID!) { job(id: $id) { status } }', { id: waiting.bulkGenerate.jobs[0].id })).job
      .status;
  expect(await look()).toBe('PENDING');
  await ask('mutation { resumeQueue { paused } }', {}, admin);
  await until(async () => (await look()) === 'COMPLETED');

  const again = await run(['restore', 'whole.gz'], mongodb);
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('a restore wants empty stores') });
}, 120_000);

test('writing goes on meanwhile: all that was acknowledged before is there, and what is there is whole', async () => {
  const path = (number: number) => `/1900/january/01/0000/france/ile-de-france/paris/moment-${number}`;
  let last = 0;
  let writing = true;
  const writer = async () => {
    while (writing) await index(path(++last), { tags: ['shared', `tag-${last % 7}`] });
  };
  const writers = [writer(), writer(), writer()];
  await until(() => last > 20, PATIENT);
  const acknowledged = last - 3;
  const backup = await run(['backup', 'busy.gz'], app.settings.mongodb.uri);
  writing = false;
  await Promise.all(writers);
  expect(backup.status).toBe(0);

  const mongodb = await startEmpty();
  expect(await run(['restore', 'busy.gz'], mongodb)).toMatchObject({ status: 0 });
  const found = await runCypher(
    'MATCH (m:Moment)-[:AT]->(p:Place) MATCH (m)-[:TAGGED]->(t:Tag) RETURN m.path AS path, count(t) AS tags, count(DISTINCT p) AS places',
  );
  const paths = new Set(found.map(({ path }) => path));
  for (let number = 1; number <= acknowledged; number++) expect(paths).toContain(path(number));
  for (const row of found) expect(row).toEqual({ path: row.path, tags: 2, places: 1 });
  await startOn(mongodb);
}, 120_000);

test('a restore that was stopped half-way is told at the start of the service, and goes on', async () => {
  for (const path of [IDES, PLOT, RUMOUR]) await index(path, {}, 'PUBLIC');
  await ask(LINK, { input: { from: PLOT, to: IDES, type: 'CAUSES' } });
  await settled();
  const { stdout } = await run(['backup', 'stopped.gz'], app.settings.mongodb.uri);
  const { moments, links } = JSON.parse(stdout);

  const mongodb = await startEmpty();
  let records = 0;
  const interrupted = {
    // Ctrl-C at the last link: the moments are written by then.
    get aborted() {
      return ++records > moments + links;
    },
    addEventListener() {},
    removeEventListener() {},
  } as unknown as AbortSignal;
  const stopped = await run(['restore', 'stopped.gz'], mongodb, { interrupted });
  expect(stopped.status).toBe(130);
  const [{ count }] = (await runCypher('MATCH (m:Moment) RETURN count(m) AS count')) as [{ count: number }];
  expect(count).toBe(moments);
  await expect(startOn(mongodb)).rejects.toThrow(/has not ended, so only a part of the backup is there/);

  expect(await run(['restore', 'stopped.gz'], mongodb)).toMatchObject({ status: 0 });
  await startOn(mongodb);
  const [row] = await runCypher('MATCH (:Moment)-[r:CAUSES]->(:Moment) RETURN count(r) AS links');
  expect(row).toEqual({ links: 1 });
}, 120_000);

test('a file that is not whole, changed or something else is refused before anything is written', async () => {
  await index(IDES);
  await run(['backup', 'good.gz'], app.settings.mongodb.uri);
  const good = readFileSync(join(folder, 'good.gz'));
  const mongodb = await startEmpty();
  const cut = good.subarray(0, good.length - 40);
  const lines = gunzipSync(good).toString().split('\n');
  const files: [string, Buffer | string, RegExp][] = [
    ['cut.gz', cut, /damaged: it (is no whole gzip file|stops before its end)/],
    ['text.gz', 'not a backup', /no whole gzip file/],
  ];
  expect(lines.length).toBeGreaterThan(3);
  for (const [name, content, message] of files) {
    writeFileSync(join(folder, name), content);
    const { status, stderr } = await run(['restore', name], mongodb);
    expect({ name, status, stderr }).toEqual({ name, status: 1, stderr: expect.stringMatching(message) });
  }
  expect(await run(['restore', 'absent.gz'], mongodb)).toMatchObject({ status: 2 });
  expect(await runCypher('MATCH (m:Moment) RETURN m')).toEqual([]);
  await startOn(mongodb);
}, 120_000);
