import { jest } from '@jest/globals';
import { GeneratorError } from '../../../src/features/generation/domain/generator.js';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { cancelJob } from '../../../src/features/jobs/commands/cancel-job.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { pauseQueue, resumeQueue } from '../../../src/features/jobs/commands/pause-queue.js';
import { retryBatch, retryJob } from '../../../src/features/jobs/commands/retry-job.js';
import type { JobDeps } from '../../../src/features/jobs/deps.js';
import type { Job } from '../../../src/features/jobs/domain/job.js';
import { findBatch } from '../../../src/features/jobs/queries/find-batch.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { queueState } from '../../../src/features/jobs/queries/queue-state.js';
import { reconcile } from '../../../src/features/jobs/runner/reconcile.js';
import { allEnded, answerAll, answerTo, inWorkshop, MemoryStore, queries, until } from './workshop.js';

jest.setTimeout(60_000);

const statusOf = async (deps: JobDeps, { id }: { id: string }) => (await findJob(deps, id))!.status;
const refuse = () => Promise.reject(new GeneratorError('REFUSED', 'not this one'));

describe('cancelJob', () => {
  test(
    'a pending job never starts',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs, batch } = await bulkGenerate(deps, { queries: queries(3) });
      const cancelled = await cancelJob(deps, jobs[1]!.id);
      expect(cancelled).toMatchObject({
        status: 'CANCELLED',
        stage: 'DONE',
        progress: 1,
        startedAt: null,
        attemptLog: [],
      });
      expect(cancelled.completedAt).toBeInstanceOf(Date);
      const asked: string[] = [];
      await workshop.worker((request) => {
        asked.push(request.query);
        return answerAll(request);
      });
      await allEnded(deps, 3);
      expect(asked).toEqual(['event-0', 'event-2']);
      expect((await findBatch(deps, batch.id))!.counts).toMatchObject({ completed: 2, cancelled: 1 });
      await until(async () => (await deps.openJobs.countDocuments()) === 0);
    }),
  );

  test(
    'a running job is broken off within a second, from another process, and the next begins',
    inWorkshop(async (workshop) => {
      const signals: AbortSignal[] = [];
      const { deps } = await workshop.worker(
        (request) => {
          if (request.query !== 'event-0') return answerAll(request);
          signals.push(request.signal);
          return new Promise(() => {});
        },
        { leaseMs: 60_000 },
      );
      const { jobs } = await bulkGenerate(deps, { queries: queries(2) });
      await until(() => signals.length > 0);
      const other = await workshop.deps();
      const at = Date.now();
      const cancelled = await cancelJob(other, jobs[0]!.id);
      expect(cancelled.attemptLog).toMatchObject([{ run: 1, code: 'CANCELLED' }]);
      await until(() => signals[0]!.aborted);
      expect(Date.now() - at).toBeLessThan(1_500);
      await until(async () => (await statusOf(other, jobs[1]!)) === 'COMPLETED');
      expect(await statusOf(other, jobs[0]!)).toBe('CANCELLED');
    }),
  );

  test(
    'that comes after the moment was stored ends the job cancelled, naming what stands',
    inWorkshop(async (workshop) => {
      let stored = '';
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const store = new MemoryStore();
      const { deps } = await workshop.worker(answerAll, {
        store: {
          find: (jobId) => store.find(jobId),
          async store(input) {
            const kept = await store.store(input);
            stored = kept.path;
            await held;
            return kept;
          },
        },
      });
      const { id } = await generate(deps, { query: 'event-0' });
      await until(() => stored);
      expect(await cancelJob(deps, id)).toMatchObject({ status: 'CANCELLED', path: null });
      release();
      const job = await until(async () => {
        const found = await findJob(deps, id);
        return found!.path !== null && found;
      });
      expect(job).toMatchObject({ status: 'CANCELLED', path: stored, error: null });
    }),
  );

  test(
    'sent twice is one cancel; of what has ended otherwise it is a conflict; of nothing it is not found',
    inWorkshop(async (workshop) => {
      const { deps } = await workshop.worker((request) =>
        request.query === 'event-1' ? refuse() : answerAll(request),
      );
      const { jobs } = await bulkGenerate(deps, { queries: queries(2) });
      await allEnded(deps, 2);
      for (const { id } of jobs)
        await expect(cancelJob(deps, id)).rejects.toMatchObject({
          code: 'CONFLICT',
          details: { field: 'id' },
        });
      await expect(cancelJob(deps, 'none such')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await pauseQueue(deps);
      const { id } = await generate(deps, { query: 'event-2' });
      const first = await cancelJob(deps, id);
      expect(await cancelJob(deps, id)).toEqual(first);
    }),
  );

  test(
    'raced against every end never undoes one',
    inWorkshop(async (workshop) => {
      const { deps } = await workshop.worker(answerAll);
      const { jobs } = await bulkGenerate(deps, { queries: queries(30) });
      const answers = await Promise.all(
        jobs.map(({ id }) =>
          cancelJob(deps, id).then(
            () => 'CANCELLED',
            ({ code }) => code,
          ),
        ),
      );
      const ended = await allEnded(deps, 30);
      expect(ended.map(({ status }) => (status === 'COMPLETED' ? 'CONFLICT' : status))).toEqual(answers);
    }),
  );
});

describe('retryJob', () => {
  test(
    'makes one new job in the same batch, however often and from wherever it is asked for',
    inWorkshop(async (workshop) => {
      let refusing = true;
      const { deps } = await workshop.worker((request) =>
        refusing && request.query === 'event-1' ? refuse() : answerAll(request),
      );
      const input = {
        queries: [{ query: 'event-0' }, { query: 'event-1', preset: 'p', clientRef: 'row 2' }],
      };
      const { jobs, batch } = await bulkGenerate(deps, input);
      await allEnded(deps, 2);
      const before = (await findBatch(deps, batch.id))!;
      expect(before.counts).toMatchObject({ completed: 1, failed: 1 });

      await pauseQueue(deps);
      refusing = false;
      const processes = [deps, await workshop.deps()];
      const retries = await Promise.all(
        Array.from({ length: 10 }, (_, i) => retryJob(processes[i % 2]!, jobs[1]!.id)),
      );
      const [retry] = retries as [Job];
      expect(new Set(retries.map(({ id }) => id)).size).toBe(1);
      expect(retry).toMatchObject({
        query: 'event-1',
        preset: 'p',
        clientRef: 'row 2',
        status: 'PENDING',
        retryOf: jobs[1]!.id,
        batchId: batch.id,
      });
      expect(await deps.jobs.countDocuments()).toBe(3);
      await until(async () => (await deps.openJobs.countDocuments()) === 1);
      const during = (await findBatch(deps, batch.id))!;
      expect(during).toMatchObject({
        total: 2,
        counts: { completed: 1, pending: 1, failed: 0 },
        completedAt: null,
        jobIds: [jobs[0]!.id, retry.id],
      });
      expect(during.changed).toBeGreaterThan(before.changed);

      await resumeQueue(deps);
      await allEnded(deps, 3);
      expect((await findBatch(deps, batch.id))!.counts).toMatchObject({ completed: 2, failed: 0 });
      expect(await findJob(deps, jobs[1]!.id)).toMatchObject({ status: 'FAILED' });
      expect(await retryJob(deps, jobs[1]!.id)).toMatchObject({ id: retry.id, status: 'COMPLETED' });
    }),
  );

  test(
    'is refused for what has not failed, and retries a retry',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const pending = await generate(deps, { query: 'event-0' });
      await expect(retryJob(deps, pending.id)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('not ended'),
        details: { field: 'id' },
      });
      await expect(retryJob(deps, 'none such')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await cancelJob(deps, pending.id);
      const first = await retryJob(deps, pending.id);
      await cancelJob(deps, first.id);
      const second = await retryJob(deps, first.id);
      expect([first.retryOf, second.retryOf]).toEqual([pending.id, first.id]);
      await workshop.worker(answerAll);
      await until(async () => (await statusOf(deps, second)) === 'COMPLETED');
      await expect(retryJob(deps, second.id)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('completed'),
      });
    }),
  );

  test(
    'that was left half done is swept without touching the retry that another call made',
    inWorkshop(async (workshop) => {
      let now = Date.now();
      const deps = await workshop.deps({ clock: () => new Date(now) });
      const job = await generate(deps, { query: 'event-0' });
      await cancelJob(deps, job.id);
      const retry = await retryJob(deps, job.id);
      await deps.openJobs.insertOne({ _id: 999, job: retry.id, batch: null, at: new Date(now) });
      now += 61_000;
      expect(await reconcile(deps)).toMatchObject({ swept: 1 });
      expect(await statusOf(deps, retry)).toBe('PENDING');
      expect(await deps.openJobs.countDocuments()).toBe(1);
    }),
  );
});

test(
  'retryBatch retries what failed, is safe to send twice, and leaves what was cancelled',
  inWorkshop(async (workshop) => {
    let refusing = true;
    const { deps } = await workshop.worker((request) => (refusing ? refuse() : answerAll(request)));
    await pauseQueue(deps);
    const { jobs, batch } = await bulkGenerate(deps, { queries: queries(4) });
    await cancelJob(deps, jobs[2]!.id);
    await resumeQueue(deps);
    await allEnded(deps, 4);
    await pauseQueue(deps);
    refusing = false;
    const [first, same] = await Promise.all([retryBatch(deps, batch.id), retryBatch(deps, batch.id)]);
    const again = await retryBatch(deps, batch.id);
    const ids = (retries: Job[]) => retries.map(({ id }) => id);
    expect(first.map(({ retryOf }) => retryOf)).toEqual([0, 1, 3].map((i) => jobs[i]!.id));
    expect(ids(same)).toEqual(ids(first));
    expect(ids(again)).toEqual(ids(first));
    await resumeQueue(deps);
    await allEnded(deps, 7);
    expect((await findBatch(deps, batch.id))!.counts).toMatchObject({ completed: 3, cancelled: 1 });
    expect(await retryBatch(deps, batch.id)).toEqual([]);
    await expect(retryBatch(deps, 'none such')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }),
);

test(
  'a paused queue lets what runs finish and begins nothing, on any worker or after a restart, until it is resumed',
  inWorkshop(async (workshop) => {
    const deps = await workshop.deps();
    const asked: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const work = async (request: { query: string }) => {
      asked.push(request.query);
      if (request.query === 'event-0') await held;
      return answerTo(request);
    };
    const first = await workshop.worker(work, { ratePerMinute: 60_000 });
    const { jobs } = await bulkGenerate(deps, { queries: queries(4) });
    await until(() => asked.length > 0);
    await pauseQueue(deps);
    expect(await queueState(deps)).toMatchObject({
      paused: true,
      pending: 3,
      processing: 1,
      waiting: 0,
      failed: 0,
      oldestPendingAt: jobs[1]!.createdAt,
      endedLastMinute: 0,
      concurrency: 1,
      ratePerMinute: 60_000,
    });
    release();
    await until(async () => (await statusOf(deps, jobs[0]!)) === 'COMPLETED');
    await first.stop();
    const looks: number[] = [];
    const later = await workshop.deps();
    const state = later.gate.state;
    later.gate.state = () => {
      looks.push(Date.now());
      return state();
    };
    await workshop.worker(work, { deps: later });
    // It has looked twice, and so waited in between.
    await until(() => looks.length > 1);
    expect(asked).toEqual(['event-0']);
    await resumeQueue(deps);
    const at = Date.now();
    await until(() => asked.length > 1);
    expect(Date.now() - at).toBeLessThan(2_000);
    await allEnded(deps, 4);
    expect(await queueState(deps)).toMatchObject({
      paused: false,
      pending: 0,
      oldestPendingAt: null,
      endedLastMinute: 4,
    });
  }),
);

test(
  'a job tells its stages, what it waits for and why attempts failed',
  inWorkshop(async (workshop) => {
    const seen: Pick<Job, 'stage' | 'progress'>[] = [];
    const told = async (deps: JobDeps, query: string) => {
      const { stage, progress } = (await deps.jobs.findOne({ query }))!;
      seen.push({ stage, progress });
    };
    const store = new MemoryStore();
    const deps = await workshop.deps();
    const { id } = await generate(deps, { query: 'event-0' });
    await told(deps, 'event-0');
    let asked = 0;
    await workshop.worker(
      async (request) => {
        await told(deps, request.query);
        if (++asked === 1) throw new GeneratorError('UNAVAILABLE', 'away');
        return answerTo(request);
      },
      {
        backoffMs: 800,
        store: {
          find: (jobId) => store.find(jobId),
          async store(input) {
            await told(deps, 'event-0');
            return store.store(input);
          },
        },
      },
    );
    const waiting = await until(async () => {
      const job = (await findJob(deps, id))!;
      return job.stage === 'WAITING' && job;
    });
    expect(waiting.nextAttemptAt!.getTime()).toBeGreaterThan(waiting.attemptLog[0]!.at.getTime());
    await allEnded(deps, 1);
    await told(deps, 'event-0');
    expect(seen).toEqual([
      { stage: 'QUEUED', progress: 0 },
      { stage: 'GENERATING', progress: 0.1 },
      { stage: 'GENERATING', progress: 0.1 },
      { stage: 'STORING', progress: 0.8 },
      { stage: 'DONE', progress: 1 },
    ]);
    expect(await findJob(deps, id)).toMatchObject({
      attempts: 2,
      nextAttemptAt: null,
      attemptLog: [{ run: 1, at: expect.any(Date), code: 'UNAVAILABLE', message: 'away' }],
    });
  }),
);
