import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import neo4j from 'neo4j-driver';
import { type EmbeddedServers, startEmbedded } from '../../../src/platform/embedded/embedded.js';
import { findJava } from '../../../src/platform/embedded/java.js';

/** An empty folder: everything is fetched, and later found again. */
describe('the first start and the second', () => {
  let dataDir: string;
  let servers: EmbeddedServers;
  const progress: string[] = [];
  const start = (environment = process.env) =>
    startEmbedded({
      dataDir,
      neo4j: true,
      mongodb: true,
      environment,
      onProgress: (line) => progress.push(line),
      onEvent: () => {},
    });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'clockchain-first-'));
    servers = await start();
  }, 600_000);

  afterAll(async () => {
    await servers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  it('tells what it fetches', () => {
    expect(progress.join('\n')).toMatch(
      /Neo4j 5\.26\.30: fetching[\s\S]*MongoDB-wire server 1\.47\.0: fetching/,
    );
  });

  it('answers over Bolt, over HTTP and with the Browser, on the loopback only', async () => {
    const { uri, user, password, browserUrl } = servers.neo4j!;
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    await driver.executeQuery('CREATE (:Kept {name: $name})', { name: 'first' });
    await driver.close();

    const query = await fetch(new URL('/db/neo4j/query/v2', browserUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      },
      body: JSON.stringify({ statement: 'MATCH (k:Kept) RETURN k.name' }),
    });
    expect(await query.json()).toMatchObject({ data: { values: [['first']] } });

    const page = await fetch(browserUrl);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<title>Neo4j Browser<\/title>/);
    for (const address of [uri, browserUrl]) expect(new URL(address).hostname).toBe('127.0.0.1');
  });

  it('keeps the password to the owner, out of arguments and environment', async () => {
    const { password, passwordFile } = servers.neo4j!;
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    const { neo4j: pid } = servers.pids();
    for (const what of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
      expect(text).not.toContain(password);
    }
  });

  it('speaks the MongoDB protocol', async () => {
    const client = await new MongoClient(servers.mongodb!.uri).connect();
    await client.db('test').collection<{ _id: string }>('kept').insertOne({ _id: 'first' });
    await client.close();
  });

  it('starts again without Maven and without a compiler, with its data, and tells no progress', async () => {
    const before = servers;
    await servers.stop();
    progress.length = 0;

    const bin = await mkdtemp(join(tmpdir(), 'clockchain-bin-'));
    const { java } = await findJava(process.env);
    await symlink(java, join(bin, 'java'));
    const began = Date.now();
    servers = await start({ PATH: bin, HOME: '/nowhere' });
    expect(Date.now() - began).toBeLessThan(30_000);
    await rm(bin, { recursive: true });

    expect(progress).toEqual([]);
    expect(servers.neo4j).toEqual(before.neo4j);
    expect(servers.mongodb).toEqual(before.mongodb);
    const { uri, user, password } = servers.neo4j!;
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const { records } = await driver.executeQuery('MATCH (k:Kept) RETURN k.name AS name');
    await driver.close();
    expect(records.map((record) => record.get('name'))).toEqual(['first']);
    const client = await new MongoClient(servers.mongodb!.uri).connect();
    expect(await client.db('test').collection('kept').countDocuments()).toBe(1);
    await client.close();
  }, 60_000);
});
