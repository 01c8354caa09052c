import { jest } from '@jest/globals';
import { type Generator, GeneratorError } from '../../../src/features/generation/domain/generator.js';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { cancelJob } from '../../../src/features/jobs/commands/cancel-job.js';
import { retryBatch } from '../../../src/features/jobs/commands/retry-job.js';
import { allEnded, answerAll, answerTo, inWorkshop, MemoryStore, until } from './workshop.js';

jest.setTimeout(60_000);

/** Three that ask for the same, and one between them that does not. */
const input = {
  queries: [
    { query: 'Fall of Rome' },
    { query: 'Fall of Troy' },
    { query: '  fall of  ROME ' },
    { query: 'Fall of Rome', clientRef: 'third' },
  ],
};

function counting(answer: Generator['generate']) {
  const asked: string[] = [];
  const generate: Generator['generate'] = (request) => {
    asked.push(request.query);
    return answer(request);
  };
  return { asked, generate };
}

test(
  'jobs of a batch that ask for the same are generated once and all answered, also where many run at once',
  inWorkshop(async (workshop) => {
    const store = new MemoryStore();
    const { asked, generate } = counting(answerAll);
    // At a rate that would take minutes for all of them.
    const settings = { store, concurrency: 4 };
    await workshop.worker(generate, settings);
    const { deps } = await workshop.worker(generate, settings);
    await bulkGenerate(deps, input);
    const ended = await allEnded(deps, 4);
    expect(ended.map(({ status, path }) => [status, path])).toEqual(
      ['/Fall of Rome', '/Fall of Troy', '/Fall of Rome', '/Fall of Rome'].map((path) => ['COMPLETED', path]),
    );
    expect([...asked].sort()).toEqual(['Fall of Rome', 'Fall of Troy']);
    expect(store.calls).toHaveLength(2);
    expect(ended.map(({ attempts }) => attempts)).toEqual([1, 1, 0, 0]);
  }),
);

test(
  'what a twin was answered waits for no rate',
  inWorkshop(async (workshop) => {
    const { asked, generate } = counting(answerAll);
    const { deps } = await workshop.worker(generate, { ratePerMinute: 1 });
    await bulkGenerate(deps, { queries: Array.from({ length: 5 }, () => ({ query: 'Fall of Rome' })) });
    await allEnded(deps, 5);
    expect(asked).toHaveLength(1);
  }),
);

test(
  'a refusal answers all; a retry asks anew, once for all of them',
  inWorkshop(async (workshop) => {
    let refusing = true;
    const { asked, generate } = counting(async (request) => {
      if (refusing && request.query.includes('Rome'))
        throw new GeneratorError('UNRESOLVED', 'where is that?');
      return answerTo(request);
    });
    const { deps } = await workshop.worker(generate);
    const { batch } = await bulkGenerate(deps, input);
    const ended = await allEnded(deps, 4);
    const refused = ['FAILED', 'UNRESOLVED', 'where is that?'];
    expect(ended.map(({ status, errorCode, error }) => [status, errorCode, error])).toEqual([
      refused,
      ['COMPLETED', null, null],
      refused,
      refused,
    ]);
    expect(asked).toEqual(['Fall of Rome', 'Fall of Troy']);
    refusing = false;
    await retryBatch(deps, batch.id);
    const again = await allEnded(deps, 7);
    expect(again.slice(4).map(({ status, path }) => [status, path])).toEqual(
      Array(3).fill(['COMPLETED', '/Fall of Rome']),
    );
    expect(asked).toEqual(['Fall of Rome', 'Fall of Troy', 'Fall of Rome']);
  }),
);

test(
  'one that fails for want of the generator, or is cancelled while it waits or runs, leaves it to the next',
  inWorkshop(async (workshop) => {
    let asked = 0;
    const { deps } = await workshop.worker(
      async (request) => {
        asked += 1;
        // The first two are cancelled while they run and while they wait; the third answers for the fourth.
        if (asked === 1) return new Promise(() => {});
        if (asked === 2) throw new GeneratorError('UNAVAILABLE', 'away', { retryAfter: 3_600 });
        return answerTo(request);
      },
      { leaseMs: 60_000 },
    );
    const { jobs } = await bulkGenerate(deps, {
      queries: Array.from({ length: 4 }, () => ({ query: 'Fall of Rome' })),
    });
    await until(() => asked === 1);
    await cancelJob(deps, jobs[0]!.id);
    await until(() => deps.jobs.findOne({ _id: jobs[1]!.id, stage: 'WAITING' }));
    await cancelJob(deps, jobs[1]!.id);
    const ended = await allEnded(deps, 4);
    expect(ended.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED', 'COMPLETED', 'COMPLETED']);
    expect(asked).toBe(3);
  }),
);
