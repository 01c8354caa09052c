import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { ClockchainError } from '../../errors.js';
import { RestoreUnfinished } from '../../features/backup/queries/unfinished-restore.js';
import { closeJobs, type JobDeps, openJobs } from '../../features/jobs/deps.js';
import { EmbeddedError, FolderInUse, startEmbedded } from '../../platform/embedded/embedded.js';
import { type Graph, openGraph } from '../../platform/graph/index.js';
import { openQueue } from '../../platform/queue/queue.js';
import type { Calling } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { checkedConfig, findConnection } from '../cypher/connection.js';
import { type Environment, environmentOf } from '../terminal.js';

/** Both stores, asked directly: the service itself need not run. */
export interface Stores {
  graph: Graph;
  /** The same, answering with `exactNumbers`. */
  exactGraph: Graph;
  jobs: JobDeps;
}

interface Options {
  /** Whether the stores may be those of a service that runs on them. */
  whileRunning: boolean;
}

/**
 * Opens the stores that the settings name, runs `work` on them and closes them. Embedded servers are started in DATA_DIR,
 * and stopped again; where a service runs there, its servers are used, or refused. Throws a CliError in plain words.
 */
export async function withStores<T>(
  { terminal, note }: Calling,
  { whileRunning }: Options,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const environment = environmentOf(terminal);
  // A worker needs no keys where both stores are given, and neither do we.
  const both = environment.NEO4J_URI && environment.MONGODB_URI;
  const config = checkedConfig({ ...environment, ROLE: both ? 'worker' : 'all' });
  const dataDir = resolve(terminal.folder, config.dataDir);
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const servers = await start(dataDir, config.embedded, { environment, note, whileRunning });
    closers.push(servers.stop);
    const neo4j = config.neo4j ?? servers.neo4j!;
    const graph = openGraph(neo4j);
    const exactGraph = openGraph({ ...neo4j, exactNumbers: true });
    closers.push(graph.close, exactGraph.close);
    const queue = await openQueue({ uri: (config.mongodb ?? servers.mongodb!).uri, appName: 'clockchain' });
    closers.push(queue.close);
    const jobs = await openJobs({ queue, generator: config.generator.name, log: pino({ level: 'silent' }) });
    closers.push(() => closeJobs(jobs));
    return await work({ graph, exactGraph, jobs });
  } catch (error) {
    throw inWords(error);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof RestoreUnfinished || error instanceof EmbeddedError)
    return new CliError(EXIT.failed, error.message);
  if (!(error instanceof ClockchainError)) return error;
  const exit = error.code === 'SERVICE_UNAVAILABLE' ? EXIT.unreachable : EXIT.failed;
  return new CliError(exit, error.message, error.code);
}

async function start(
  dataDir: string,
  embedded: { neo4j: boolean; mongodb: boolean },
  {
    environment,
    note,
    whileRunning,
  }: { environment: Environment; note: Calling['note']; whileRunning: boolean },
) {
  try {
    return await startEmbedded({
      dataDir,
      ...embedded,
      environment,
      onProgress: (line) => note(`${line}\n`),
      onEvent: ({ message }) => note(`${message}\n`),
    });
  } catch (error) {
    if (error instanceof FolderInUse && whileRunning) return runningServers(dataDir, environment);
    throw error;
  }
}

/** The servers of the service that runs on this folder. */
function runningServers(dataDir: string, environment: Environment) {
  const ports = join(dataDir, 'ports.json');
  const { mongodb } = existsSync(ports)
    ? (JSON.parse(readFileSync(ports, 'utf8')) as { mongodb?: number })
    : {};
  return {
    neo4j: environment.NEO4J_URI ? undefined : findConnection({}, { DATA_DIR: dataDir }),
    mongodb: mongodb === undefined ? undefined : { uri: `mongodb://127.0.0.1:${mongodb}` },
    stop: async () => {},
  };
}
