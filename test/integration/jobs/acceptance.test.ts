import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import type { JobDeps } from '../../../src/features/jobs/deps.js';
import { findBatch } from '../../../src/features/jobs/queries/find-batch.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { reconcile } from '../../../src/features/jobs/runner/reconcile.js';
import { allEnded, answerAll, inWorkshop, queries } from './workshop.js';

jest.setTimeout(60_000);

async function stored({ jobs, batches, openJobs, wakeups }: JobDeps) {
  return {
    jobs: await jobs.countDocuments(),
    batches: await batches.countDocuments(),
    open: await openJobs.countDocuments(),
    wakeups: await wakeups.count(),
  };
}

describe('bulkGenerate', () => {
  test(
    'stores the jobs in order, with all that was asked, and one wake-up each',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs, batch } = await bulkGenerate(deps, {
        queries: [
          { query: 'Apollo 11', preset: 'detailed', visibility: 'PUBLIC', clientRef: 'a' },
          { query: 'Fall of Rome 🏛' },
        ],
      });
      expect(jobs).toMatchObject([
        { query: 'Apollo 11', preset: 'detailed', visibility: 'public', clientRef: 'a', generator: 'test' },
        { query: 'Fall of Rome 🏛', preset: 'default', visibility: 'private', clientRef: null },
      ]);
      for (const job of jobs) {
        expect(job).toMatchObject({
          status: 'PENDING',
          stage: 'QUEUED',
          attempts: 0,
          batchId: batch.id,
          path: null,
        });
        expect(await findJob(deps, job.id)).toEqual(job);
      }
      expect(await findBatch(deps, batch.id)).toEqual(batch);
      expect(await stored(deps)).toEqual({ jobs: 2, batches: 1, open: 2, wakeups: 2 });
      expect(await deps.queue.db.collection('wakeups').find().toArray()).toMatchObject(
        jobs.map(({ id }) => ({ name: 'generate-moment', data: { jobId: id } })),
      );
    }),
  );

  test(
    'stores nothing when one query is wrong',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const bad = { queries: [...queries(3), { query: ' ' }] };
      await expect(bulkGenerate(deps, bad)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'queries.3.query' },
      });
      expect(await stored(deps)).toEqual({ jobs: 0, batches: 0, open: 0, wakeups: 0 });
    }),
  );

  test(
    'lets the caller choose another generator than the default',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs } = await bulkGenerate(deps, { queries: queries(1) }, { generator: 'local' });
      expect(jobs[0]!.generator).toBe('local');
    }),
  );

  test(
    'counts the states of a batch, and tells when it ended',
    inWorkshop(async (workshop) => {
      const { deps } = await workshop.worker(answerAll);
      const { batch } = await bulkGenerate(deps, { queries: queries(3) });
      const ended = await allEnded(deps, 3);
      expect(await findBatch(deps, batch.id)).toMatchObject({
        total: 3,
        counts: { pending: 0, processing: 0, completed: 3, failed: 0, cancelled: 0 },
        completedAt: ended.at(-1)!.completedAt,
      });
      expect(await findBatch(deps, 'none such')).toBeNull();
    }),
  );
});

describe('an idempotency key', () => {
  test(
    'with the same queries gives the same jobs, as they are by then',
    inWorkshop(async (workshop) => {
      const { deps } = await workshop.worker(answerAll);
      const input = { queries: queries(3), idempotencyKey: 'once' };
      const first = await bulkGenerate(deps, input);
      await allEnded(deps, 3);
      const again = await bulkGenerate(deps, structuredClone(input));
      expect(again.batch.id).toBe(first.batch.id);
      expect(again.jobs.map(({ id }) => id)).toEqual(first.jobs.map(({ id }) => id));
      expect(again.jobs.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
      expect((await stored(deps)).jobs).toBe(3);
    }),
  );

  test(
    'with other queries is a conflict and stores nothing',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      await bulkGenerate(deps, { queries: queries(3), idempotencyKey: 'once' });
      await expect(bulkGenerate(deps, { queries: queries(2), idempotencyKey: 'once' })).rejects.toMatchObject(
        {
          code: 'CONFLICT',
        },
      );
      expect(await stored(deps)).toMatchObject({ jobs: 3, batches: 1, open: 3 });
    }),
  );

  test(
    'raced by twenty calls in two processes makes one batch, and no other job ever runs',
    inWorkshop(async (workshop) => {
      const processes = [await workshop.deps(), await workshop.deps()];
      const [deps] = processes as [JobDeps];
      const asked: string[] = [];
      await workshop.worker((request) => {
        asked.push(request.query);
        return answerAll(request);
      });
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          bulkGenerate(processes[i % 2]!, { queries: queries(3), idempotencyKey: 'once' }),
        ),
      );
      const ids = all[0]!.jobs.map(({ id }) => id);
      for (const { jobs } of all) expect(jobs.map(({ id }) => id)).toEqual(ids);
      await allEnded(deps, 3);
      await reconcile(deps);
      expect(await stored(deps)).toMatchObject({ jobs: 3, batches: 1, open: 0 });
      expect(asked).toEqual(['event-0', 'event-1', 'event-2']);
    }),
  );

  test(
    'raced with other queries gives each call its jobs or a conflict',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) =>
          bulkGenerate(deps, { queries: queries(1 + (i % 2)), idempotencyKey: 'once' }),
        ),
      );
      const won = results.filter((result) => result.status === 'fulfilled');
      const lost = results.filter((result) => result.status === 'rejected');
      expect([won.length, lost.length]).toEqual([5, 5]);
      for (const { reason } of lost) expect(reason).toMatchObject({ code: 'CONFLICT' });
      expect((await stored(deps)).jobs).toBe(won[0]!.value.jobs.length);
    }),
  );
});

describe('generate', () => {
  test(
    'stores one job without a batch',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const job = await generate(deps, { query: 'Apollo 11', visibility: 'unlisted' });
      expect(job).toMatchObject({ status: 'PENDING', visibility: 'unlisted', batchId: null });
      expect(await findJob(deps, job.id)).toEqual(job);
      expect(await stored(deps)).toEqual({ jobs: 1, batches: 0, open: 1, wakeups: 1 });
      await expect(generate(deps, { query: '' })).rejects.toMatchObject({ details: { field: 'query' } });
      expect((await stored(deps)).jobs).toBe(1);
    }),
  );
});
