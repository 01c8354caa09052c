import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '../support/embedded.js';
import { type RunningService, startService } from '../support/process.js';
import { until } from '../support/until.js';

/** 200 for the whole story: `DURABILITY_JOBS=200 npm test -- --selectProjects e2e --testPathPatterns durability`. */
const JOBS = Number(process.env.DURABILITY_JOBS ?? 30);
const letters = (i: number) =>
  [...String(i).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]!.repeat(3)).join('');
const ordinals = Array.from({ length: JOBS }, (_, i) => letters(i));
/** Each names its own date and place, so that each becomes a moment of its own. */
const queries = ordinals.map((name, i) => ({
  query: `Signing of the ${name} charter in Lisbon, Portugal on ${(i % 28) + 1} March 1815 at 14:30`,
  visibility: 'PUBLIC',
}));

const BULK =
  'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }';
const BATCH = `query ($id: ID!) { batch(id: $id) {
  total counts { pending processing completed failed cancelled }
  jobs { id query status path startedAt completedAt moment { id path } }
} }`;

describe('kill -9 of the service and both databases, mid-way through a batch', () => {
  test.each([1, 2, 3])(
    'loses no job, makes no moment twice, keeps the order (round %i)',
    async () => {
      const dataDir = await makeDataDir();
      const DATA_DIR = dataDir.path;
      // Slow enough to be killed in the middle.
      let service = await startService({ DATA_DIR, GENERATOR_RATE: '1200' });
      const { data } = await service.graphql(BULK, { input: { queries } }, service.keys);
      const { batch, jobs } = data.bulkGenerate;
      expect(jobs).toHaveLength(JOBS);

      await until(async () => (await readBatch(service, batch.id)).counts.completed >= JOBS / 6);
      const before = await readBatch(service, batch.id);
      expect(before.counts.completed).toBeLessThan(JOBS);
      const databases = databasePids(DATA_DIR);
      expect(databases).toHaveLength(2);
      const dead = service.end('SIGKILL');
      for (const pid of databases) process.kill(pid, 'SIGKILL');
      await dead;

      service = await startService({ DATA_DIR });
      const after = await until(
        async () => {
          const now = await readBatch(service, batch.id);
          return now.counts.pending + now.counts.processing === 0 && now;
        },
        { seconds: 60 },
      );
      expect(after.counts).toEqual({ pending: 0, processing: 0, completed: JOBS, failed: 0, cancelled: 0 });
      expect(after.jobs.map((job: { id: string }) => job.id)).toEqual(
        jobs.map((job: { id: string }) => job.id),
      );
      expect(new Set(after.jobs.map((job: { moment: { id: string } }) => job.moment.id)).size).toBe(JOBS);
      const { data: moments } = await service.graphql('{ moments { totalCount } }');
      expect(moments.moments.totalCount).toBe(JOBS);
      const started = after.jobs.map((job: { startedAt: string }) => job.startedAt);
      expect(started).toEqual([...started].sort());
      expect(await service.end('SIGTERM')).toBe(0);
      await dataDir.remove();
    },
    180_000,
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
