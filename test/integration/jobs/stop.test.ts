import { jest } from '@jest/globals';
import type { Generation } from '../../../src/features/generation/domain/generator.js';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { allEnded, answerAll, answerTo, inWorkshop, MemoryStore, queries, until } from './workshop.js';

jest.setTimeout(60_000);

describe('a worker that stops', () => {
  test(
    'finishes what runs, takes no more, and leaves the rest to others',
    inWorkshop(async (workshop) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const worker = await workshop.worker(
        async (request) => {
          await held;
          return answerTo(request);
        },
        { graceMs: 5_000 },
      );
      const { deps } = worker;
      await bulkGenerate(deps, { queries: queries(3) });
      await until(() => deps.jobs.findOne({ status: 'PROCESSING' }));
      const stopped = worker.stop();
      release();
      await stopped;
      expect(await deps.jobs.find().sort({ accepted: 1 }).toArray()).toMatchObject([
        { status: 'COMPLETED' },
        { status: 'PENDING' },
        { status: 'PENDING' },
      ]);
      const other = await workshop.deps();
      await workshop.worker(answerAll, { deps: other });
      await allEnded(other, 3);
    }),
  );

  test(
    'hands back what does not finish in time, which another then takes up at once',
    inWorkshop(async (workshop) => {
      const aborted: unknown[] = [];
      let late: (generation: Generation) => void = () => {};
      const store = new MemoryStore();
      const worker = await workshop.worker(
        ({ signal }) => {
          signal.addEventListener('abort', () => aborted.push(signal.reason));
          return new Promise((resolve) => (late = resolve));
        },
        { graceMs: 100, leaseMs: 10_000, store },
      );
      const deps = await workshop.deps();
      const { id } = await generate(worker.deps, { query: 'event-0' });
      await until(() => deps.jobs.findOne({ status: 'PROCESSING' }));
      const at = Date.now();
      await worker.stop();
      expect(Date.now() - at).toBeLessThan(3_000);
      expect(aborted).toHaveLength(1);
      expect(await deps.jobs.findOne({ _id: id })).toMatchObject({
        status: 'PROCESSING',
        stage: 'WAITING',
        attempts: 0,
        worker: null,
        leaseUntil: null,
      });
      // An answer after the end of the run changes nothing.
      late(answerTo({ query: 'too-late' }));
      const next = await workshop.worker(answerAll, { leaseMs: 10_000, store });
      const [ended] = await allEnded(next.deps, 1, 5_000);
      expect(ended).toMatchObject({ status: 'COMPLETED', path: '/event-0', attempts: 1, run: 2 });
      expect(store.calls).toEqual([id]);
    }),
  );
});

test(
  'a worker that was held up changes nothing once its job is another’s',
  inWorkshop(async (workshop) => {
    let late: (generation: Generation) => void = () => {};
    const signals: AbortSignal[] = [];
    const slow = await workshop.worker(({ signal }) => {
      signals.push(signal);
      return new Promise((resolve) => (late = resolve));
    });
    const { deps } = slow;
    const { id } = await generate(deps, { query: 'event-0' });
    await until(() => signals.length > 0);
    // As after a pause longer than its lease: another worker holds the job.
    await deps.jobs.updateOne({ _id: id }, { $set: { worker: 'another', run: 7 }, $inc: { changed: 1 } });
    await until(() => signals[0]!.aborted);
    late(answerTo({ query: 'too-late' }));
    await until(
      async () => (await deps.queue.db.collection('lanes').findOne({ holder: { $type: 2 } })) === null,
    );
    expect(await deps.jobs.findOne({ _id: id })).toMatchObject({
      status: 'PROCESSING',
      worker: 'another',
      path: null,
    });
  }),
);
