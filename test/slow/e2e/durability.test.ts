import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, type TestDataDir } from '../../support/embedded.js';
import { type RunningService, startService } from '../../support/process.js';
import { until } from '../../support/until.js';

/** 200 for the whole story: `DURABILITY_JOBS=200 npm test -- --selectProjects e2e --testPathPatterns durability`. */
const JOBS = Number(process.env.DURABILITY_JOBS ?? 30);
const letters = (i: number) =>
  [...String(i).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]!.repeat(3)).join('');
const ordinals = Array.from({ length: JOBS }, (_, i) => letters(i));
/** Each names its own date and place, so that each becomes a moment of its own. */
const queriesOf = (round: number) =>
  ordinals.map((name, i) => ({
    query: `Signing of the ${name} charter in Lisbon, Portugal on ${(i % 28) + 1} March 181${round} at 14:30`,
    visibility: 'PUBLIC',
  }));

const BULK =
  'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }';
const BATCH = `query ($id: ID!) { batch(id: $id) {
  total counts { pending processing completed failed cancelled }
  jobs { id query status path startedAt completedAt moment { id path } }
} }`;

describe('kill -9 of the service and both databases, mid-way through a batch', () => {
  let dataDir: TestDataDir;
  let service: RunningService;
  // Slow enough to be killed in the middle.
  const start = () => startService({ DATA_DIR: dataDir.path, GENERATOR_RATE: '1200' });
  beforeAll(async () => {
    dataDir = await makeDataDir();
    service = await start();
  }, 120_000);
  afterAll(async () => {
    await service?.end('SIGTERM');
    await dataDir?.remove();
  });

  test.each([1, 2, 3])(
    'loses no job, makes no moment twice, keeps the order (round %i)',
    async (round) => {
      const { data } = await service.graphql(BULK, { input: { queries: queriesOf(round) } }, service.keys);
      const { batch, jobs } = data.bulkGenerate;
      expect(jobs).toHaveLength(JOBS);

      await until(async () => (await readBatch(service, batch.id)).counts.completed >= JOBS / 6);
      const before = await readBatch(service, batch.id);
      expect(before.counts.completed).toBeLessThan(JOBS);
      const databases = databasePids(dataDir.path);
      expect(databases).toHaveLength(2);
      const dead = service.end('SIGKILL');
      for (const pid of databases) process.kill(pid, 'SIGKILL');
      await dead;

      service = await start();
      const after = await until(
        async () => {
          const now = await readBatch(service, batch.id);
          return now.counts.pending + now.counts.processing === 0 && now;
        },
        { seconds: 120 },
      );
      expect(after.counts).toEqual({ pending: 0, processing: 0, completed: JOBS, failed: 0, cancelled: 0 });
      expect(after.jobs.map((job: { id: string }) => job.id)).toEqual(
        jobs.map((job: { id: string }) => job.id),
      );
      expect(new Set(after.jobs.map((job: { moment: { id: string } }) => job.moment.id)).size).toBe(JOBS);
      const { data: moments } = await service.graphql('{ moments { totalCount } }');
      expect(moments.moments.totalCount).toBe(JOBS * round);
      const started = after.jobs.map((job: { startedAt: string }) => job.startedAt);
      expect(started).toEqual([...started].sort());
    },
    300_000,
  );
});

async function readBatch(service: RunningService, id: string) {
  const { data } = await service.graphql(BATCH, { id }, service.keys);
  return data.batch;
}

function databasePids(dataDir: string): number[] {
  const noted = JSON.parse(readFileSync(join(dataDir, 'processes.json'), 'utf8')) as Record<
    string,
    { pid: number }
  >;
  return Object.values(noted).map(({ pid }) => pid);
}
