import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { archiveOptions } from './class-archive.js';
import { EmbeddedError } from './embedded-error.js';
import type { Environment } from './environment.js';
import type { Java } from './java.js';
import type { Software } from './provision.js';
import type { ServerCommand } from './server-process.js';

export interface Neo4jAccess {
  uri: string;
  user: string;
  password: string;
  database: string;
  browserUrl: string;
  passwordFile: string;
}

const USER = 'neo4j';
const DATABASE = 'neo4j';

const MIB = 1024 ** 2;

/**
 * A sixteenth of the machine's memory, or of what its container may have, for the heap and up to a quarter for the page
 * cache, which is taken as the store grows: with 256 MiB of it, inserts at 100,000 moments (a store of 1.1 GB) took half as
 * long again as at 1,000.
 */
function memory() {
  const total = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const part = (share: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max(total * share, least * MIB), most * MIB) / MIB)}m`;
  return { heap: part(1 / 16, 512, 2_048), pageCache: part(1 / 4, 256, 8_192) };
}

const JVM = [
  ...['-Xms256m', `-Xmx${memory().heap}`, '-XX:+UseG1GC', '-XX:+ExitOnOutOfMemoryError', '-XX:-UsePerfData'],
  ...['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].flatMap((name) => [
    '--add-opens',
    `java.base/${name}=ALL-UNNAMED`,
  ]),
  '-Dio.netty.tryReflectionSetAccessible=true',
  '-Dlog4j2.disable.jmx=true',
  '-Dlog4j.layout.jsonTemplate.maxStringLength=32768',
];

/**
 * Everything on the loopback only, no usage report, logs in `<dataDir>/logs/neo4j`. The last setting brings a
 * shutdown from 12 s to about one: without it Bolt waits for its idle threads.
 */
function settings(logs: string, bolt: number, http: number): string {
  return `${[
    '# Written at every start.',
    'server.default_listen_address=127.0.0.1',
    'server.default_advertised_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${bolt}`,
    `server.bolt.advertised_address=127.0.0.1:${bolt}`,
    'server.bolt.tls_level=DISABLED',
    `server.http.listen_address=127.0.0.1:${http}`,
    `server.http.advertised_address=127.0.0.1:${http}`,
    'server.https.enabled=false',
    `server.directories.logs=${logs}`,
    `server.memory.pagecache.size=${memory().pageCache}`,
    'dbms.usage_report.enabled=false',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'db.tx_log.rotation.size=64m',
    'db.tx_log.rotation.retention_policy=1 days 256M',
    'internal.server.bolt.thread_pool_shutdown_wait_time=0s',
  ].join('\n')}\n`;
}

interface Setup {
  dataDir: string;
  software: Software;
  java: Java;
  environment: Environment;
  bolt: number;
  http: number;
}

/** Prepares the home folder; the server listens when the command runs and its probe passes. */
export async function prepareNeo4j(setup: Setup): Promise<{ access: Neo4jAccess; command: ServerCommand }> {
  const { dataDir, software, java, environment, bolt, http } = setup;
  const home = join(dataDir, 'neo4j');
  await mkdir(join(home, 'conf'), { recursive: true });
  const logs = join(dataDir, 'logs', 'neo4j');
  await mkdir(logs, { recursive: true });
  await writeFile(join(home, 'conf', 'neo4j.conf'), settings(logs, bolt, http));
  const passwordFile = join(dataDir, 'neo4j-password');
  const access = {
    uri: `bolt://127.0.0.1:${bolt}`,
    user: USER,
    password: await readOrMakePassword(passwordFile, home),
    database: DATABASE,
    browserUrl: `http://127.0.0.1:${http}/browser/`,
    passwordFile,
  };
  const archive = await archiveOptions(software, java);
  return {
    access,
    command: {
      title: software.title,
      java: java.java,
      args: [...JVM, ...archive, '-cp', join(software.folder, 'lib', '*'), 'EmbeddedNeo4j', home],
      cwd: home,
      environment,
      firstInput: `${access.password}\n`,
      logFile: join(dataDir, 'logs', 'neo4j-console.log'),
      probe: () => probe(access),
    },
  };
}

/** Made once. By link, so that the file is never there half written. */
async function readOrMakePassword(file: string, home: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return kept.trim();
  const store = await stat(join(home, 'data/databases/system')).catch(() => null);
  if (store) {
    throw new EmbeddedError(`${file} is missing, and ${home} cannot be opened without it. Put it back.`);
  }
  // Hexadecimal, as the tool that sets it takes a password with a dash in front for an option.
  const password = randomBytes(24).toString('hex');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await link(draft, file);
  await rm(draft);
  return password;
}

/** Both doors: Bolt with the password, and the Browser's page. */
async function probe({
  uri,
  user,
  password,
  database,
  browserUrl,
  passwordFile,
}: Neo4jAccess): Promise<void> {
  const page = await fetch(browserUrl, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
  if (!page.ok) throw new Error(`The Browser answers ${page.status}`);
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  try {
    await driver.executeQuery('RETURN 1', {}, { database });
  } catch (error) {
    if ((error as { code?: string }).code === 'Neo.ClientError.Security.Unauthorized') {
      throw new EmbeddedError(
        `Neo4j refuses the password in ${passwordFile}. If it was changed in Neo4j, write the new one there.`,
      );
    }
    throw error;
  } finally {
    await driver.close();
  }
}
