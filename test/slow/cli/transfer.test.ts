import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../../../bench/load.js';
import { type RunningService, startService } from '../../support/process.js';
import { digestOfGraph, openTestGraph, type TestGraph } from './graph-digest.js';

/** 100,000 for the whole story: `TRANSFER_MOMENTS=100000 npm run test:slow -- --testPathPatterns transfer`. */
const SIZE = Number(process.env.TRANSFER_MOMENTS ?? 20_000);
const PATIENCE_MS = 30 * 60_000;
/** Whatever the size. */
const MOST_MIB = { service: 600, command: 300 };
const KEYS = { SERVICE_API_KEY: 'a-service-key', ADMIN_KEY: 'an-admin-key' };
const WIPE = 'MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS';

describe(`${SIZE} moments and their links`, () => {
  let folder: string;
  let graph: TestGraph;
  let service: RunningService;
  const start = () => {
    const { TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD, TEST_MONGODB_URI } = process.env;
    const queue = new URL(TEST_MONGODB_URI!);
    queue.pathname = '/transfer';
    return startService({
      ...{ DATA_DIR: folder, ROLE: 'api', RATE_LIMIT_KEYED: 'off', ...KEYS },
      ...{ NEO4J_URI: TEST_NEO4J_URI!, NEO4J_USER: TEST_NEO4J_USER!, NEO4J_PASSWORD: TEST_NEO4J_PASSWORD! },
      MONGODB_URI: queue.href,
    });
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clockchain-transfer-'));
    graph = openTestGraph();
    service = await start();
    await graph.ask(WIPE);
    await load({ size: SIZE, raw: graph.ask });
  }, PATIENCE_MS);
  afterAll(async () => {
    await service?.end('SIGTERM');
    await graph?.ask(WIPE);
    await graph?.close();
    rmSync(folder, { recursive: true, force: true });
  }, PATIENCE_MS);

  test(
    'exported and imported they are the same graph, and neither side keeps them in memory',
    async () => {
      const stood = await digestOfGraph(graph);
      expect(stood.moments).toBe(SIZE);
      expect(stood.links).toBeGreaterThan(SIZE);
      const file = join(folder, 'history.ndjson');
      const written = { ...(await clockchain(['export', '-o', file])), service: mostMiB(service.pid) };

      await graph.ask(WIPE);
      await service.end('SIGTERM');
      service = await start();
      const stored = { ...(await clockchain(['import', file])), service: mostMiB(service.pid) };
      expect(await digestOfGraph(graph)).toEqual(stood);

      process.stderr.write(`export ${JSON.stringify(written)}, import ${JSON.stringify(stored)}\n`);
      expect(Math.max(written.command, stored.command)).toBeLessThan(MOST_MIB.command);
      expect(Math.max(written.service, stored.service)).toBeLessThan(MOST_MIB.service);
    },
    PATIENCE_MS,
  );

  /** The command as a shell runs it: how long it took, and the most memory that it held. Throws unless it ends well. */
  async function clockchain(args: string[]) {
    const started = Date.now();
    const child = spawn(process.execPath, ['dist/cli/clockchain.js', ...args], {
      env: { PATH: process.env.PATH, CLOCKCHAIN_URL: service.url, ...KEYS },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    let command = 0;
    const watch = setInterval(() => {
      command = Math.max(command, mostMiB(child.pid!));
    }, 100);
    try {
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`clockchain ${args[0]} ended with ${code}: ${told}`);
      return { seconds: Math.round((Date.now() - started) / 1_000), command };
    } finally {
      clearInterval(watch);
    }
  }
});

/** The most memory that a process has held so far, in MiB; 0 once it is gone. */
function mostMiB(pid: number): number {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib ?? 0) / 1024);
  } catch {
    return 0;
  }
}
