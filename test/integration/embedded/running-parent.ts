import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedServers } from '../../../src/platform/embedded/embedded.js';
import { identify } from '../../../src/platform/embedded/process-identity.js';

export interface RunningParent {
  process: ChildProcess;
  servers: Pick<EmbeddedServers, 'neo4j' | 'mongodb'> & { pids: ReturnType<EmbeddedServers['pids']> };
}

/** Starts another process that runs embedded servers, and waits until they answer. */
export async function startParent(dataDir: string, names: string): Promise<RunningParent> {
  const script = fileURLToPath(new URL('./parent.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, names], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout!), 'line');
  return { process: child, servers: JSON.parse(line) };
}

/** Resolves when no process has the pid any more. */
export async function gone(pid: number): Promise<void> {
  while (await identify(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
