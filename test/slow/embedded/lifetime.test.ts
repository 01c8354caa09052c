import { once } from 'node:events';
import { createServer } from 'node:net';
import { MongoClient } from 'mongodb';
import neo4j from 'neo4j-driver';
import { type EmbeddedServers, startEmbedded } from '../../../src/platform/embedded/embedded.js';
import type { ServerEvent } from '../../../src/platform/embedded/server-process.js';
import { gone, type RunningParent, startParent } from '../../integration/embedded/running-parent.js';
import { makeDataDir, type TestDataDir } from '../../support/embedded.js';

let dataDir: TestDataDir;
let running: EmbeddedServers[] = [];
let parents: RunningParent[] = [];

const start = async (path: string, names: string, onEvent: (event: ServerEvent) => void = () => {}) => {
  const servers = await startEmbedded({
    environment: process.env,
    dataDir: path,
    neo4j: names.includes('neo4j'),
    mongodb: names.includes('mongodb'),
    onProgress: () => {},
    onEvent,
  });
  running.push(servers);
  return servers;
};

const startElsewhere = async (path: string, names: string) => {
  const parent = await startParent(path, names);
  parents.push(parent);
  return parent;
};

beforeEach(async () => {
  dataDir = await makeDataDir();
});

afterEach(async () => {
  await Promise.all(running.map((servers) => servers.stop()));
  for (const parent of parents) parent.process.kill('SIGKILL');
  await Promise.all(parents.flatMap(({ servers }) => Object.values(servers.pids).map(gone)));
  running = [];
  parents = [];
  await dataDir.remove();
}, 30_000);

describe('a parent that is killed', () => {
  it('leaves no server behind', async () => {
    const parent = await startElsewhere(dataDir.path, 'neo4j,mongodb');
    const began = Date.now();
    parent.process.kill('SIGKILL');
    await Promise.all(Object.values(parent.servers.pids).map(gone));
    expect(Date.now() - began).toBeLessThan(8_000);
  }, 90_000);

  it('leaves a folder that the next one takes over at once, on the same port', async () => {
    const parent = await startElsewhere(dataDir.path, 'mongodb');
    parent.process.kill('SIGKILL');
    await gone(parent.process.pid!);
    const next = await start(dataDir.path, 'mongodb');
    expect(next.mongodb).toEqual(parent.servers.mongodb);
  }, 30_000);
});

describe('a folder that is held', () => {
  it('is refused with the pid, the port and the time, also while the holder is stopped', async () => {
    const { process: holder } = await startElsewhere(dataDir.path, 'mongodb');
    const refusal = new RegExp(
      `in use by another instance \\(pid ${holder.pid}, PORT 4999, started 20\\d\\d-`,
    );
    await expect(start(dataDir.path, 'mongodb')).rejects.toThrow(refusal);
    holder.kill('SIGSTOP');
    await expect(start(dataDir.path, 'mongodb')).rejects.toThrow(refusal);
    holder.kill('SIGCONT');
  }, 30_000);

  it('is free again after a stop', async () => {
    await (await start(dataDir.path, 'mongodb')).stop();
    await expect(start(dataDir.path, 'mongodb')).resolves.toBeDefined();
  }, 30_000);
});

it('runs side by side with another folder', async () => {
  const other = await makeDataDir();
  const pairs = await Promise.all([dataDir, other].map(({ path }) => start(path, 'mongodb')));
  for (const [index, { mongodb }] of pairs.entries()) {
    const client = await new MongoClient(mongodb!.uri).connect();
    const marks = client.db('test').collection('marks');
    await marks.insertOne({ index });
    expect(await marks.countDocuments()).toBe(1);
    await client.close();
  }
  await Promise.all(pairs.map((servers) => servers.stop()));
  await other.remove();
}, 30_000);

describe('ports', () => {
  it('are kept from start to start, and chosen anew where another program has taken one', async () => {
    const first = await start(dataDir.path, 'mongodb');
    await first.stop();
    const taken = Number(new URL(first.mongodb!.uri).port);
    const squatter = createServer().listen(taken, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start(dataDir.path, 'mongodb');
    expect(second.mongodb!.uri).not.toBe(first.mongodb!.uri);
    squatter.close();
    await second.stop();
    const third = await start(dataDir.path, 'mongodb');
    expect(third.mongodb).toEqual(second.mongodb);
  }, 30_000);
});

describe('a server that dies', () => {
  it('is started again on the same port with its data, and clients recover by themselves', async () => {
    const events: ServerEvent[] = [];
    let restarted: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      restarted = resolve;
    });
    const servers = await start(dataDir.path, 'neo4j,mongodb', (event) => {
      events.push(event);
      if (events.filter(({ type }) => type === 'restarted').length === 2) restarted();
    });
    const { uri, user, password } = servers.neo4j!;
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const client = await new MongoClient(servers.mongodb!.uri).connect();
    const kept = client.db('test').collection<{ _id: string }>('kept');
    await driver.executeQuery('CREATE (:Kept)');
    await kept.insertOne({ _id: 'a' });

    for (const pid of Object.values(servers.pids())) process.kill(pid, 'SIGKILL');
    await both;

    const { records } = await driver.executeQuery('MATCH (k:Kept) RETURN count(k) AS count');
    expect(records[0]!.get('count').toNumber()).toBe(1);
    expect(await kept.countDocuments()).toBe(1);
    expect(events.filter(({ type }) => type === 'ended')).toHaveLength(2);
    expect(events.map(({ message }) => message).join('\n')).toMatch(/ended \(SIGKILL\); starting it again/);
    await driver.close();
    await client.close();
  }, 90_000);
});

it('stops within 8 seconds, also a server that does not listen to reason', async () => {
  const servers = await start(dataDir.path, 'mongodb');
  const pid = servers.pids().mongodb!;
  process.kill(pid, 'SIGSTOP');
  const began = Date.now();
  await servers.stop();
  expect(Date.now() - began).toBeLessThan(8_000);
  await gone(pid);
}, 30_000);
