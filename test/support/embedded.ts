import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmbeddedServers, startEmbedded } from '../../src/platform/embedded/embedded.js';

/** Fetched once for all test runs; left out of version control. */
const SERVERS = fileURLToPath(new URL('../../.clockchain-test/servers', import.meta.url));

/** Servers that live for a minute or two do not earn what the JVM's second compiler costs. */
export const JAVA = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' };

export interface TestDataDir {
  path: string;
  remove(): Promise<void>;
}

/** A fresh DATA_DIR of its own whose server software is there already (once one test run has fetched it). */
export async function makeDataDir(): Promise<TestDataDir> {
  await mkdir(SERVERS, { recursive: true });
  const path = await mkdtemp(join(tmpdir(), 'clockchain-test-'));
  await symlink(SERVERS, join(path, 'servers'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Both servers on a fresh folder; the folder goes with `remove`. */
export async function startTestServers(): Promise<{
  servers: EmbeddedServers;
  /** The folder. */
  path: string;
  remove(): Promise<void>;
}> {
  const dataDir = await makeDataDir();
  const servers = await startEmbedded({
    environment: process.env,
    dataDir: dataDir.path,
    neo4j: true,
    mongodb: true,
    onProgress: (line) => process.stderr.write(`${line}\n`),
    onEvent: ({ message }) => process.stderr.write(`${message}\n`),
  });
  return { servers, ...dataDir };
}
