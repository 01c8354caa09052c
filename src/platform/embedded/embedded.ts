import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoundCommand } from './bound-command.js';
import { buildArchive, removeClassList } from './class-archive.js';
import { lockDataDir } from './data-dir-lock.js';
import { EmbeddedError } from './embedded-error.js';
import type { Environment } from './environment.js';
import { findJava, type Java } from './java.js';
import { type MongodbAccess, prepareMongodb } from './mongodb-server.js';
import { type Neo4jAccess, prepareNeo4j } from './neo4j-server.js';
import { ServerRecord } from './orphans.js';
import { choosePorts, type PortName } from './ports.js';
import { provision, type Software } from './provision.js';
import { type ServerCommand, type ServerEvent, ServerProcess } from './server-process.js';

export { EmbeddedError, FolderInUse } from './embedded-error.js';

export interface EmbeddedOptions {
  /** Made where it is missing. Holds software, data, logs, ports and the password. */
  dataDir: string;
  neo4j: boolean;
  mongodb: boolean;
  /** The service's own port, told to whoever tries to use the same folder. */
  port?: number;
  /** Where to look for Java and Maven: PATH, JAVA_HOME. */
  environment: Environment;
  /** Lines for the person who waits; called only while something is fetched. */
  onProgress(line: string): void;
  /** A server ended and is started again, for the log. */
  onEvent(event: ServerEvent): void;
}

export interface EmbeddedServers {
  neo4j?: Neo4jAccess;
  mongodb?: MongodbAccess;
  /** The servers' process ids, for those who watch them. */
  pids(): { neo4j?: number; mongodb?: number };
  /** Ends both within 8 s and releases the folder. Further calls wait for the first. */
  stop(): Promise<void>;
}

const PORT_ATTEMPTS = 3;

/**
 * Starts the databases that are asked for as child processes on loopback ports, and keeps them running. They end
 * with this process, however it ends. Throws an EmbeddedError when that cannot be: no JDK or Maven, a folder that
 * another instance holds, nothing to be fetched, a server that does not come up.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServers> {
  if (!options.neo4j && !options.mongodb) return { pids: () => ({}), stop: async () => {} };
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const lock = await lockDataDir(dataDir, options.port ?? null);
  try {
    const { environment } = options;
    const record = new ServerRecord(dataDir);
    const [java] = await Promise.all([findJava(environment), record.waitForOrphans()]);
    const run = new Run({ ...options, dataDir, environment, java, record });
    await run.start();
    let stopped: Promise<void> | null = null;
    const stop = async () => {
      await run.stop();
      await lock.release();
    };
    return {
      neo4j: run.neo4j,
      mongodb: run.mongodb,
      pids: () => run.pids(),
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Context extends EmbeddedOptions {
  environment: Environment;
  java: Java;
  record: ServerRecord;
}

/** The servers of one folder, from their provisioning to their end. */
class Run {
  neo4j?: Neo4jAccess;
  mongodb?: MongodbAccess;
  private readonly processes = new Map<Software['name'], ServerProcess>();
  private software: Software | null = null;
  private archive: Promise<BoundCommand | null> = Promise.resolve(null);

  constructor(private readonly context: Context) {}

  async start(): Promise<void> {
    const { dataDir, neo4j, mongodb, java, environment } = this.context;
    // A link to a shared folder is followed, as the class-data archive holds the jars' full names.
    const link = join(dataDir, 'servers');
    await mkdir(link, { recursive: true });
    const provisioning = { ...this.context, serversDir: await realpath(link) };
    this.software = neo4j ? await provision(provisioning, 'neo4j') : null;
    const mongodbSoftware = mongodb ? await provision(provisioning, 'mongodb') : null;

    const prepareFirst = async (ports: number[]) => {
      const [bolt, http] = ports as [number, number];
      const prepared = await prepareNeo4j({
        dataDir,
        software: this.software!,
        java,
        environment,
        bolt,
        http,
      });
      this.neo4j = prepared.access;
      return prepared.command;
    };
    const prepareSecond = async (ports: number[]) => {
      const [port] = ports as [number];
      const prepared = await prepareMongodb({ dataDir, software: mongodbSoftware!, java, environment, port });
      this.mongodb = prepared.access;
      return prepared.command;
    };
    const starts: Promise<void>[] = [];
    const ports = await choosePorts(dataDir, [
      ...(neo4j ? (['bolt', 'http'] as const) : []),
      ...(mongodb ? (['mongodb'] as const) : []),
    ]);
    if (neo4j)
      starts.push(this.startOne('neo4j', ['bolt', 'http'], [ports.bolt!, ports.http!], prepareFirst));
    if (mongodb) starts.push(this.startOne('mongodb', ['mongodb'], [ports.mongodb!], prepareSecond));
    const failed = (await Promise.allSettled(starts)).find((result) => result.status === 'rejected');
    if (failed) {
      await this.stop();
      throw failed.reason;
    }
    if (this.software) this.archive = buildArchive(this.software, java, environment).catch(() => null);
  }

  /** A port can be taken between our look at it and the server's; then the server tries again on another. */
  private async startOne(
    name: Software['name'],
    portNames: PortName[],
    firstPorts: number[],
    prepare: (ports: number[]) => Promise<ServerCommand>,
  ): Promise<void> {
    let ports = firstPorts;
    for (let attempt = 1; ; attempt++) {
      const { record, onEvent, dataDir } = this.context;
      const server = new ServerProcess(await prepare(ports), onEvent, (pid) => record.note(name, pid));
      this.processes.set(name, server);
      try {
        return await server.start();
      } catch (error) {
        const taken = error instanceof EmbeddedError && /already in use|BindException/i.test(error.message);
        if (!taken || attempt === PORT_ATTEMPTS) throw error;
        const chosen = await choosePorts(dataDir, portNames, ports);
        ports = portNames.map((portName) => chosen[portName]!);
      }
    }
  }

  pids(): { neo4j?: number; mongodb?: number } {
    return {
      neo4j: this.processes.get('neo4j')?.pid ?? undefined,
      mongodb: this.processes.get('mongodb')?.pid ?? undefined,
    };
  }

  async stop(): Promise<void> {
    const archive = await this.archive;
    archive?.kill();
    await Promise.all([...this.processes.values()].map((server) => server.stop()));
    await archive?.ended;
    if (this.software) await removeClassList(this.software, this.context.java);
  }
}
