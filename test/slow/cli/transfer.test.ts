import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../../bench/load.js';
import { makeDataDir, type TestDataDir } from '../../support/embedded.js';
import { type RunningService, startService } from '../../support/process.js';
import { digestOfGraph, openEmbeddedGraph } from './embedded-graph.js';

const SIZE = Number(process.env.TRANSFER_MOMENTS ?? 100_000);
const MINUTES = 15;
/** Above what each takes with a file of a tenth of the size, which a process that kept what it read would pass. */
const MOST_MIB = { service: 700, command: 300 };

interface Place {
  dataDir: TestDataDir;
  service: RunningService;
}

describe(`${SIZE} moments and their links`, () => {
  let from: Place;
  let to: Place;
  const open = async (): Promise<Place> => {
    const dataDir = await makeDataDir();
    return { dataDir, service: await startService({ DATA_DIR: dataDir.path, ROLE: 'api' }) };
  };
  const close = async (place: Place | undefined) => {
    await place?.service.end('SIGTERM');
    await place?.dataDir.remove();
  };
  beforeAll(async () => {
    from = await open();
    const graph = openEmbeddedGraph(from.dataDir.path);
    await load({ size: SIZE, raw: graph.ask });
    await graph.close();
  }, MINUTES * 60_000);
  afterAll(async () => {
    await close(from);
    await close(to);
  });

  test(
    'exported and imported elsewhere they are the same graph, and neither side keeps them in memory',
    async () => {
      const file = join(from.dataDir.path, 'history.ndjson');
      const written = await clockchain(from, ['export', '-o', file]);
      const stood = await digestOf(from);
      expect(stood.moments).toBe(SIZE);
      expect(stood.links).toBeGreaterThan(SIZE);
      const exporting = mostMiB(from.service.pid);

      to = await open();
      const stored = await clockchain(to, ['import', file]);
      expect(await digestOf(to)).toEqual(stood);
      const importing = mostMiB(to.service.pid);
      process.stderr.write(
        `export ${written.seconds} s, command ${written.mib} MiB, service ${exporting} MiB; ` +
          `import ${stored.seconds} s, command ${stored.mib} MiB, service ${importing} MiB\n`,
      );
      expect(Math.max(written.mib, stored.mib)).toBeLessThan(MOST_MIB.command);
      expect(Math.max(exporting, importing)).toBeLessThan(MOST_MIB.service);
    },
    MINUTES * 60_000,
  );
});

async function digestOf({ dataDir }: Place) {
  const graph = openEmbeddedGraph(dataDir.path);
  try {
    return await digestOfGraph(graph);
  } finally {
    await graph.close();
  }
}

/** The command as a shell runs it; throws unless it ends well. */
async function clockchain({ service, dataDir }: Place, args: string[]) {
  const started = Date.now();
  const child = spawn(process.execPath, ['dist/cli/clockchain.js', ...args], {
    env: { PATH: process.env.PATH, CLOCKCHAIN_URL: service.url, DATA_DIR: dataDir.path },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  let mib = 0;
  const watch = setInterval(() => {
    mib = Math.max(mib, mostMiB(child.pid!));
  }, 200);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`clockchain ${args[0]} ended with ${code}: ${told}`);
    return { seconds: Math.round((Date.now() - started) / 1_000), mib };
  } finally {
    clearInterval(watch);
  }
}

/** The most memory that a process has held so far, in MiB; 0 once it is gone. */
function mostMiB(pid: ChildProcess['pid']): number {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib ?? 0) / 1024);
  } catch {
    return 0;
  }
}
