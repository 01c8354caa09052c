import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JobCollections, jobCollections } from '../../src/features/jobs/collections.js';
import { startEmbedded } from '../../src/platform/embedded/embedded.js';
import { type Graph, openGraph, parseStatement } from '../../src/platform/graph/index.js';
import { openQueue } from '../../src/platform/queue/queue.js';
import { makeDataDir } from '../support/embedded.js';
import { Line } from '../support/line.js';
import { until } from '../support/until.js';
import type { Target } from './client.js';
import { Disk } from './disk.js';
import { ServiceProcess } from './service-process.js';

export type Database = 'neo4j' | 'mongodb';

/** The service as it runs on several machines: API, worker and both databases in processes of their own, with lines between. */
export interface World {
  target: Target;
  api: ServiceProcess;
  worker: ServiceProcess;
  /** These two, and those beside them that are alike. */
  services: ServiceProcess[];
  lines: { toApi: Line; apiTo: Record<Database, Line>; workerTo: Record<Database, Line> };
  disks: Record<Database, Disk | null>;
  pidOf(database: Database): number;
  /** Has Neo4j write more than it has set aside room for on its disk; rejects where there is none. */
  writeMuch(): Promise<void>;
  /** Both stores past all lines. */
  graph: Graph;
  jobs: JobCollections;
  /** For files of the load, and logs. */
  folder: string;
  /** Whether all processes reach both databases. */
  isReady(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  /** Gives each database a disk of its own, where the system allows it. */
  disks?: boolean;
  /** Two of each: APIs that take turns, and workers. Nothing is done to the second. */
  twoOfEach?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** A folder in which the logs of API and worker stay. */
  logs?: string;
  say(line: string): void;
}

const KEYS = { SERVICE_API_KEY: 'faults-service-key', ADMIN_KEY: 'faults-admin-key' };

/** A file of its transaction log holds 64 MiB, which are taken from the disk when it is begun. */
const BALLAST_BYTES = 96 * 1024 ** 2;
const BALLASTS = 12;
const BALLAST = parseStatement('faults/ballast', 'CREATE (:Ballast {text: $text})');
const NO_BALLAST = parseStatement('faults/no-ballast', 'MATCH (b:Ballast) DELETE b');

export async function openWorld({
  disks = false,
  twoOfEach = false,
  environment = process.env,
  logs,
  say,
}: WorldOptions): Promise<World> {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return { ...(await open()), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function open(): Promise<Omit<World, 'stop'>> {
    const dataDir = await makeDataDir();
    closing.push(dataDir.remove);
    const folder = await mkdtemp(join(tmpdir(), 'clockchain-faults-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const disk = async (name: Database) => {
      const mounted = disks ? await Disk.mount(join(dataDir.path, name)) : null;
      if (mounted) closing.push(() => mounted.unmount());
      return mounted;
    };
    const mounted = { neo4j: await disk('neo4j'), mongodb: await disk('mongodb') };

    if (logs) closing.push(() => cp(join(dataDir.path, 'logs'), join(logs, 'servers'), { recursive: true }));
    const servers = await startEmbedded({
      dataDir: dataDir.path,
      neo4j: true,
      mongodb: true,
      environment,
      onProgress: say,
      onEvent: ({ message }) => say(message.split('\n')[0]!),
    });
    closing.push(servers.stop);
    const neo4j = servers.neo4j!;
    const { uri: mongodb } = servers.mongodb!;

    const line = async (...uris: [string, ...string[]]) => {
      const opened = new Line(...uris);
      await opened.open();
      closing.push(async () => opened.cut());
      return opened;
    };
    const linesOf = async () => ({ neo4j: await line(neo4j.uri), mongodb: await line(mongodb) });
    const [apiTo, workerTo] = [await linesOf(), await linesOf()];
    const settings = (lines: Record<Database, Line>) => ({
      NEO4J_URI: lines.neo4j.uri,
      NEO4J_PASSWORD: neo4j.password,
      MONGODB_URI: lines.mongodb.uri,
    });
    const serve = async (role: 'api' | 'worker', lines: Record<Database, Line>) => {
      const own = { ...settings(lines), ...KEYS, RATE_LIMIT_KEYED: 'off', LOG_LEVEL: 'warn' };
      const logFile = join(logs ?? folder, `${role}.log`);
      const service = await ServiceProcess.start({ role, environment: own, logFile });
      closing.push(() => service.stop());
      return service;
    };
    if (logs) await mkdir(logs, { recursive: true });
    const [api, worker] = [await serve('api', apiTo), await serve('worker', workerTo)];
    const others = twoOfEach ? [await serve('api', apiTo), await serve('worker', workerTo)] : [];
    const toApi = await line(api.url, ...others.slice(0, 1).map(({ url }) => url));
    const services = [api, worker, ...others];

    const graph = openGraph(neo4j);
    closing.push(graph.close);
    const queue = await openQueue({ uri: mongodb });
    closing.push(queue.close);

    const isReady = async () => {
      const answers = [toApi.uri.replace(/\/$/, ''), ...services.map(({ url }) => url)].map((url) =>
        fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(4_000) }).then(
          ({ status }) => status === 200,
          () => false,
        ),
      );
      return (await Promise.all(answers)).every(Boolean);
    };
    await until(isReady, { seconds: 60, what: 'all processes are ready' });
    return {
      target: {
        url: toApi.uri.replace(/\/$/, ''),
        serviceKey: KEYS.SERVICE_API_KEY,
        adminKey: KEYS.ADMIN_KEY,
        databases: settings(apiTo),
      },
      api,
      worker,
      services,
      lines: { toApi, apiTo, workerTo },
      disks: mounted,
      pidOf: (database) => servers.pids()[database]!,
      async writeMuch() {
        const text = 'x'.repeat(BALLAST_BYTES / BALLASTS);
        for (let i = 0; i < BALLASTS; i++) await graph.write(BALLAST, { text });
        await graph.write(NO_BALLAST);
      },
      graph,
      jobs: jobCollections(queue.db),
      folder,
      isReady,
    };
  }
}
