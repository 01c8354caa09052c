import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { reconcile } from '../../../src/features/jobs/runner/reconcile.js';
import { startDying } from './start-dying.js';
import { allEnded, answerAll, inWorkshop, queries, until } from './workshop.js';

jest.setTimeout(60_000);

describe('after a death', () => {
  test(
    'a job whose worker was killed is taken up elsewhere within seconds',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs } = await bulkGenerate(deps, { queries: queries(3) });
      const dying = await startDying({ uri: workshop.uri, leaseMs: 1_000, stage: 'generating' });
      expect(dying.jobs.get('generating')).toBe(jobs[0]!.id);
      const asked: string[] = [];
      await workshop.worker((request) => {
        asked.push(request.query);
        return answerAll(request);
      });
      await dying.kill();
      const at = Date.now();
      const ended = await allEnded(deps, 3);
      expect(Date.now() - at).toBeLessThan(8_000);
      expect(asked).toEqual(['event-0', 'event-1', 'event-2']);
      expect(ended.map(({ attempts, run }) => [attempts, run])).toEqual([
        [2, 2],
        [1, 1],
        [1, 1],
      ]);
      // Taken up again is not begun anew.
      expect(ended[0]!.startedAt!.getTime()).toBeLessThan(at);
    }),
  );

  test(
    'the only job of a killed worker is taken up as well, by one that had nothing to do',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      await generate(deps, { query: 'event-0' });
      const dying = await startDying({ uri: workshop.uri, leaseMs: 1_000, stage: 'generating' });
      await workshop.worker(answerAll);
      await dying.kill();
      const at = Date.now();
      await allEnded(deps, 1);
      expect(Date.now() - at).toBeLessThan(8_000);
      await until(async () => (await deps.wakeups.count()) === 0);
    }),
  );
});

test(
  'a job that ten workers died over is given up, and asked for no more',
  inWorkshop(async (workshop) => {
    const deps = await workshop.deps();
    await generate(deps, { query: 'deadly' });
    await deps.jobs.updateOne(
      { query: 'deadly' },
      {
        $set: {
          status: 'PROCESSING',
          stage: 'GENERATING',
          worker: 'dead',
          leaseUntil: new Date(),
          attemptLog: Array.from({ length: 9 }, (_, i) => ({
            run: i,
            at: new Date(),
            code: 'WORKER_LOST',
            message: 'gone',
          })),
        },
      },
    );
    await workshop.worker(() => Promise.reject(new Error('not to be asked')));
    const [job] = await allEnded(deps, 1);
    expect(job).toMatchObject({
      status: 'FAILED',
      errorCode: 'REFUSED',
      error: expect.stringContaining('10 workers'),
    });
  }),
);

describe('what a death between two writes leaves behind', () => {
  test(
    'wake-ups that were lost are added at the start',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      await bulkGenerate(deps, { queries: queries(5) });
      await deps.queue.db.collection('wakeups').deleteMany({});
      await workshop.worker(answerAll);
      await allEnded(deps, 5);
      await until(async () => (await deps.wakeups.count()) === 0);
    }),
  );

  test(
    'only as many wake-ups are added as are missing',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs } = await bulkGenerate(deps, { queries: queries(5) });
      await deps.wakeups.remove(jobs.slice(2).map(({ id }) => id));
      expect(await deps.wakeups.count()).toBe(2);
      expect(await reconcile(deps)).toEqual({ added: 3, swept: 0 });
      expect(await reconcile(deps)).toEqual({ added: 0, swept: 0 });
    }),
  );

  test(
    'jobs of a batch that was never accepted do not run, and are swept once a minute old',
    inWorkshop(async (workshop) => {
      let now = Date.now();
      const deps = await workshop.deps({ clock: () => new Date(now) });
      const { batch } = await bulkGenerate(deps, { queries: queries(3) });
      await deps.batches.deleteOne({ _id: batch.id });
      const { id } = await generate(deps, { query: 'accepted' });
      const { id: unwritten } = await generate(deps, { query: 'entry only' });
      await deps.jobs.deleteOne({ _id: unwritten });
      const asked: string[] = [];
      await workshop.worker((request) => {
        asked.push(request.query);
        return answerAll(request);
      });
      await until(async () => (await findJob(deps, id))?.status === 'COMPLETED');
      expect(await reconcile(deps)).toEqual({ added: 0, swept: 0 });
      expect(await deps.jobs.countDocuments()).toBe(4);

      now += 61_000;
      expect(await reconcile(deps)).toEqual({ added: 0, swept: 4 });
      expect(await deps.jobs.find().toArray()).toMatchObject([{ _id: id }]);
      expect(await deps.openJobs.countDocuments()).toBe(0);
      expect(asked).toEqual(['accepted']);
    }),
  );

  test(
    'an acceptance so slow that the sweep came before its last write is whole all the same',
    inWorkshop(async (workshop) => {
      let now = Date.now();
      const deps = await workshop.deps({ clock: () => new Date(now) });
      const insertOne = deps.batches.insertOne.bind(deps.batches);
      const batches = Object.assign(Object.create(deps.batches), {
        insertOne: async (batch: never) => {
          now += 61_000;
          expect((await reconcile(deps)).swept).toBe(3);
          return insertOne(batch);
        },
      });
      await bulkGenerate({ ...deps, batches }, { queries: queries(3) });
      await workshop.worker(answerAll);
      const ended = await allEnded(deps, 3);
      expect(ended.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    }),
  );

  test(
    'open entries of jobs that have ended are removed',
    inWorkshop(async (workshop) => {
      const { deps } = await workshop.worker(answerAll);
      const job = await generate(deps, { query: 'event-0' });
      await allEnded(deps, 1);
      await until(async () => (await deps.openJobs.countDocuments()) === 0);
      await deps.openJobs.insertOne({ _id: job.accepted, job: job.id, batch: null, at: new Date() });
      await reconcile(deps);
      expect(await deps.openJobs.countDocuments()).toBe(0);
    }),
  );
});
