import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startService } from '../test/support/process.js';
import { build } from './build.js';
import type { Measured } from './figures.js';
import type { World } from './world.js';

const STARTS = 3;

/**
 * What a graph takes on the disk and in memory, and how long `npm start` on it takes until it is ready. Ends the servers
 * of these graphs.
 */
export async function measureStore(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  build();
  const [disk, memory, start]: Measured['bySize'][] = [new Map(), new Map(), new Map()];
  for (const world of worlds) {
    say(`disk, memory and start of ${world.size}`);
    memory!.set(world.size, { app: [(await residentKiB(world.pid)) / 1_024], raw: [] });
    // A server that stops writes down what it holds.
    await world.stop();
    const bytes = await sizeOf(join(world.folder, 'neo4j/data/databases', world.settings.neo4j.database!));
    disk!.set(world.size, { app: [bytes / 1_024 / world.size], raw: [] });
    const starts: number[] = [];
    for (let round = 0; round < STARTS; round++) starts.push(await startOnce(world.folder));
    start!.set(world.size, { app: starts, raw: [] });
  }
  return [
    { name: 'disk a moment, links and indexes included', unit: 'KiB', bySize: disk! },
    { name: 'memory of Neo4j', unit: 'MiB', bySize: memory! },
    { name: 'npm start to ready', unit: 'ms', bySize: start!, promised: { of: 'app', most: 15_000 } },
  ];
}

async function startOnce(folder: string): Promise<number> {
  const began = performance.now();
  const service = await startService({ DATA_DIR: folder, JDK_JAVA_OPTIONS: '' });
  const took = performance.now() - began;
  await service.end('SIGTERM');
  return took;
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

/** As Linux tells it. */
async function residentKiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]);
}
