import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { allEnded, answerAll, answerTo, inWorkshop, MemoryStore, queries, until } from './workshop.js';

jest.setTimeout(60_000);

describe('jobs over several workers', () => {
  test(
    'run once each, started in order of acceptance and one at a time',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      const store = new MemoryStore();
      let running = 0;
      let most = 0;
      const asked: string[] = [];
      const generator = async (request: { query: string }) => {
        asked.push(request.query);
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running -= 1;
        return answerTo(request);
      };
      const { jobs, batch } = await bulkGenerate(deps, { queries: queries(60) });
      expect(batch).toMatchObject({ total: 60, completedAt: null, jobIds: jobs.map(({ id }) => id) });
      expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => 'PENDING'));
      await workshop.worker(generator, { store });
      await workshop.worker(generator, { store });

      const ended = await allEnded(deps, 60);
      expect(ended.map(({ status, path }) => [status, path])).toEqual(
        queries(60).map(({ query }) => ['COMPLETED', `/${query}`]),
      );
      expect(asked).toEqual(queries(60).map(({ query }) => query));
      expect(most).toBe(1);
      const starts = ended.map(({ startedAt }) => startedAt!.getTime());
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(store.calls).toHaveLength(60);
      await until(async () => (await deps.wakeups.count()) === 0);
      await until(async () => (await deps.openJobs.countDocuments()) === 0);
      expect(workshop.faults).toEqual([]);
    }),
  );

  test(
    'run as many at once as the setting says, across workers',
    inWorkshop(async (workshop) => {
      let running = 0;
      let most = 0;
      let lookedInVain = 0;
      const generator = async (request: { query: string }) => {
        most = Math.max(most, ++running);
        // None ends before four run and the others have looked for a slot for a while.
        await until(() => most >= 4 && lookedInVain >= 20, 10_000);
        running -= 1;
        return answerTo(request);
      };
      const processDeps = async () => {
        const queue = await openQueue({ uri: workshop.uri, monitorCommands: true });
        queue.client.on('commandStarted', ({ command }) => {
          if (command.find === 'lanes' && most >= 4) lookedInVain += 1;
        });
        return workshop.deps({ queue });
      };
      const deps = await processDeps();
      await workshop.worker(generator, { concurrency: 4, deps });
      await workshop.worker(generator, { concurrency: 4, deps: await processDeps() });
      await bulkGenerate(deps, { queries: queries(24) });
      const ended = await allEnded(deps, 24);
      expect(ended.every(({ status }) => status === 'COMPLETED')).toBe(true);
      expect(most).toBe(4);
    }),
  );

  test(
    'begin at once in the process that accepted them, also one right after another',
    inWorkshop(async (workshop) => {
      const begun: number[] = [];
      const { deps } = await workshop.worker(async (request) => {
        begun.push(performance.now());
        return answerTo(request);
      });
      const waits: number[] = [];
      for (let i = 0; i < 10; i++) {
        await generate(deps, { query: `event-${i}` });
        const answered = performance.now();
        await allEnded(deps, i + 1);
        waits.push(begun.at(-1)! - answered);
      }
      expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(100);
      // One look of the poll would take up to a second.
      expect(waits.at(-1)).toBeLessThan(500);
    }),
  );

  test(
    'of a batch and without one keep the order in which they were accepted',
    inWorkshop(async (workshop) => {
      const deps = await workshop.deps();
      await bulkGenerate(deps, { queries: queries(3) });
      await generate(deps, { query: 'single' });
      await bulkGenerate(deps, { queries: [{ query: 'last' }] });
      const asked: string[] = [];
      await workshop.worker((request) => {
        asked.push(request.query);
        return answerAll(request);
      });
      await allEnded(deps, 5);
      expect(asked).toEqual(['event-0', 'event-1', 'event-2', 'single', 'last']);
    }),
  );
});
