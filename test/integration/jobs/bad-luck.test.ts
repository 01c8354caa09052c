import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { cancelJob } from '../../../src/features/jobs/commands/cancel-job.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { createJobFinder } from '../../../src/features/jobs/runner/next-job.js';
import { reconcile } from '../../../src/features/jobs/runner/reconcile.js';
import { runCypher } from '../../support/cypher.js';
import { openGraphStore } from './graph-store.js';
import { STAGES, startDying } from './start-dying.js';
import { allEnded, answerAll, answerTo, inWorkshop, queries, until, Workshop } from './workshop.js';

jest.setTimeout(120_000);

const HOUR = 3_600_000;

const store = openGraphStore();
beforeAll(() => store.migrate());
afterAll(() => store.close());

/** Runs are told apart by the graph, which they share, so each asks for another event. */
const named = (name: string) => `${name}-${process.hrtime.bigint()}`;

async function momentsOf(jobId: string): Promise<number> {
  const [row] = await runCypher('MATCH (m:Moment {jobId: $jobId}) RETURN count(m) AS moments', { jobId });
  return row!.moments as number;
}

test('workers killed at every stage lose no job and make no moment twice', async () => {
  const workshops = STAGES.map((stage) => ({ stage, workshop: new Workshop() }));
  try {
    const begun = await Promise.all(
      workshops.map(async ({ stage, workshop }) => {
        const deps = await workshop.deps();
        return { stage, workshop, deps, first: await generate(deps, { query: named(stage) }) };
      }),
    );
    const dying = await startDying(
      ...begun.map(({ stage, workshop: { uri } }) => ({ uri, leaseMs: 1_000, stage })),
    );
    await dying.kill();
    const outcomes = begun.map(async ({ stage, workshop, deps, first }) => {
      expect(dying.jobs.get(stage)).toBe(first.id);
      const asked: string[] = [];
      await workshop.worker(
        (request) => {
          asked.push(request.query);
          return answerAll(request);
        },
        { store },
      );
      const next = await generate(deps, { query: named('next') });
      const ended = await allEnded(deps, 2);
      await until(async () => (await deps.wakeups.count()) === 0);
      await reconcile(deps);
      const found = {
        status: ended.map(({ status }) => status),
        askedAgain: asked.includes(first.query),
        workersLost: ended[0]!.attemptLog.filter(({ code }) => code === 'WORKER_LOST').length,
        moments: [await momentsOf(first.id), await momentsOf(next.id)],
        open: await deps.openJobs.countDocuments(),
      };
      return [stage, found] as const;
    });
    const whole = { status: ['COMPLETED', 'COMPLETED'], moments: [1, 1], open: 0 };
    expect(Object.fromEntries(await Promise.all(outcomes))).toEqual({
      taken: { ...whole, askedAgain: true, workersLost: 1 },
      generating: { ...whole, askedAgain: true, workersLost: 1 },
      answered: { ...whole, askedAgain: false, workersLost: 1 },
      stored: { ...whole, askedAgain: false, workersLost: 1 },
      ended: { ...whole, askedAgain: false, workersLost: 0 },
    });
  } finally {
    for (const { workshop } of workshops) await workshop.close();
  }
});

describe('a generator', () => {
  test(
    'that answers after the job was cancelled, and once more, is not listened to',
    inWorkshop(async (workshop) => {
      const answers: ((generation: ReturnType<typeof answerTo>) => void)[] = [];
      const { deps } = await workshop.worker(
        (request) =>
          request.query === 'next'
            ? answerAll(request)
            : new Promise((resolve) => {
                answers.push(resolve);
              }),
        { store, leaseMs: 10_000 },
      );
      const { id } = await generate(deps, { query: named('late') });
      await until(() => answers.length > 0);
      await cancelJob(deps, id);
      for (let i = 0; i < 2; i++) answers[0]!(answerTo({ query: 'late' }));
      await generate(deps, { query: 'next' });
      await until(async () => (await deps.jobs.countDocuments({ status: 'COMPLETED' })) === 1);
      expect(await findJob(deps, id)).toMatchObject({ status: 'CANCELLED', path: null });
      expect(await momentsOf(id)).toBe(0);
    }),
  );
});

describe('two workers', () => {
  test(
    'that reach for one job: one has it',
    inWorkshop(async (workshop) => {
      const finders = await Promise.all(
        Array.from({ length: 4 }, async () => createJobFinder(await workshop.deps())),
      );
      const deps = await workshop.deps();
      for (let round = 1; round <= 5; round++) {
        const { id } = await generate(deps, { query: `round ${round}` });
        const taken = await Promise.all(
          finders.map((finder, i) =>
            finder.takeFirst({ worker: `worker ${i}`, leaseMs: () => 60_000, ratePerMinute: null }),
          ),
        );
        const having = taken.flatMap(({ job }) => job ?? []);
        expect(having.map(({ _id, run }) => [_id, run])).toEqual([[id, 1]]);
        expect((await deps.jobs.findOne({ _id: id }))!.worker).toBe(having[0]!.worker);
      }
    }),
  );
});

test(
  'wake-ups without a record ring for nothing, and are gone',
  inWorkshop(async (workshop) => {
    const asked: string[] = [];
    const { deps } = await workshop.worker((request) => {
      asked.push(request.query);
      return answerAll(request);
    });
    await deps.wakeups.add(['none such', 'nor this']);
    await until(async () => (await deps.wakeups.count()) === 0);
    await generate(deps, { query: 'real' });
    await allEnded(deps, 1);
    expect(asked).toEqual(['real']);
    expect(workshop.faults).toEqual([]);
  }),
);

describe('a clock that is put back by an hour', () => {
  test(
    'holds up neither what a dead worker held, nor what waits, nor the lane',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const { jobs } = await bulkGenerate(deps, { queries: queries(3) });
      const [held, waiting] = jobs.map(({ id }) => id);
      // As left by workers whose clock was an hour ahead of now.
      const since = new Date(Date.now() + HOUR);
      const later = new Date(since.getTime() + 10_000);
      const begun = { status: 'PROCESSING' as const, run: 1, attempts: 1, startedAt: since, since };
      await deps.jobs.updateOne(
        { _id: held },
        { $set: { ...begun, stage: 'GENERATING', worker: 'dead', leaseUntil: later }, $inc: { changed: 1 } },
      );
      await deps.jobs.updateOne(
        { _id: waiting },
        { $set: { ...begun, stage: 'WAITING', nextAttemptAt: later }, $inc: { changed: 1 } },
      );
      await deps.queue.db
        .collection<{ _id: string }>('lanes')
        .insertOne({ _id: 'generate:0', holder: 'dead', until: later, since } as never);
      await deps.queue.db.collection<{ _id: string }>('gates').insertOne({
        _id: 'generate',
        shutUntil: later,
        shutAt: since,
        notBefore: later,
        passedAt: since,
      } as never);
      // Wake-ups ring by the same clock.
      await deps.queue.db.collection('wakeups').updateMany({}, { $set: { nextRunAt: later } });
      const asked: string[] = [];
      await workshop.worker(
        (request) => {
          asked.push(request.query);
          return answerAll(request);
        },
        { ratePerMinute: 6_000 },
      );
      const ended = await allEnded(deps, 3, 10_000);
      expect(ended.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
      expect(asked).toEqual(['event-0', 'event-1', 'event-2']);
    }),
  );

  test(
    'while a job runs neither breaks it off nor has it run twice',
    inWorkshop(async (workshop) => {
      let now = Date.now();
      const deps = await workshop.deps({ clock: () => new Date(now) });
      let asked = 0;
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await workshop.worker(
        async (request) => {
          asked += 1;
          await held;
          return answerTo(request);
        },
        { deps, leaseMs: 600 },
      );
      const { id } = await generate(deps, { query: 'event-0' });
      await until(() => asked > 0);
      now -= HOUR;
      // Its lease is renewed by the new clock, so another worker finds it held.
      await until(async () => (await deps.jobs.findOne({ _id: id }))!.since!.getTime() <= now);
      await workshop.worker(answerAll, { deps: await workshop.deps({ clock: () => new Date(now) }) });
      release();
      const [ended] = await allEnded(deps, 1);
      expect(ended).toMatchObject({ status: 'COMPLETED', run: 1, attempts: 1 });
      expect(asked).toBe(1);
    }),
  );
});
