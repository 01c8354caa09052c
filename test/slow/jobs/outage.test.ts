import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { pauseQueue, resumeQueue } from '../../../src/features/jobs/commands/pause-queue.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { type EmbeddedServers, startEmbedded } from '../../../src/platform/embedded/embedded.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import {
  allEnded,
  answerAll,
  answerTo,
  MemoryStore,
  queries,
  until,
  Workshop,
} from '../../integration/jobs/workshop.js';
import { makeDataDir } from '../../support/embedded.js';
import { Line } from '../../support/line.js';

jest.setTimeout(120_000);

const unavailable = { code: 'SERVICE_UNAVAILABLE', details: { retryAfter: expect.any(Number) } };

async function timed(work: Promise<unknown>): Promise<number> {
  const at = Date.now();
  await work;
  return Date.now() - at;
}

describe('while the queue is away', () => {
  const line = new Line(process.env.TEST_MONGODB_URI!);
  let workshop: Workshop;

  beforeEach(async () => {
    await line.open();
    workshop = new Workshop(line.uri);
  });

  afterEach(async () => {
    line.cut();
    await line.open();
    await workshop.close();
    line.cut();
  });

  test.each(['cut', 'silence'] as const)('(%s) every call is refused within seconds', async (how) => {
    const deps = await workshop.deps();
    const job = await generate(deps, { query: 'before' });
    line[how]();
    const took = await timed(
      Promise.all([
        expect(bulkGenerate(deps, { queries: queries(3) })).rejects.toMatchObject(unavailable),
        expect(generate(deps, { query: 'event-0' })).rejects.toMatchObject(unavailable),
      ]),
    );
    expect(took).toBeLessThan(5_500);
    const reads = [findJob(deps, job.id), deps.queue.ping()];
    for (const read of reads) await expect(read).rejects.toMatchObject(unavailable);
  });

  test('a start is refused in the end, and waits for a server that comes up', async () => {
    line.cut();
    const { uri } = workshop;
    await expect(openQueue({ uri, startTimeoutMs: 1 })).rejects.toMatchObject(unavailable);
    const opening = openQueue({ uri });
    await line.open();
    await (await opening).close();
  });

  test('what was accepted just before is woken once it is back', async () => {
    const deps = await workshop.deps();
    const batches = Object.assign(Object.create(deps.batches), {
      async insertOne(batch: never) {
        await deps.batches.insertOne(batch);
        line.cut();
      },
    });
    const { jobs } = await bulkGenerate({ ...deps, batches }, { queries: queries(3) });
    expect(jobs).toHaveLength(3);
    await line.open();
    // Added behind, by the process that accepted them; a worker that starts later would add them itself.
    await until(async () => (await deps.wakeups.count()) === 3);
  });

  test('a worker survives and goes on once it is back', async () => {
    const store = new MemoryStore();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    const { deps } = await workshop.worker(
      async (request) => {
        asked.push(request.query);
        if (request.query === 'event-1') await held;
        return answerTo(request);
      },
      { store },
    );
    await bulkGenerate(deps, { queries: queries(4) });
    await until(() => asked.includes('event-1'));
    line.cut();
    // The answer comes while nothing can be recorded, and Agenda's own look fails meanwhile.
    release();
    await until(() => workshop.faults.length > 0);
    await line.open();
    const ended = await allEnded(deps, 4);
    expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'COMPLETED'));
    expect(asked).toEqual(queries(4).map(({ query }) => query));
    expect(store.calls).toHaveLength(4);
    // Idle again, it hears of new work.
    await generate(deps, { query: 'after' });
    await allEnded(deps, 5);
  });
});

describe('a queue server that is killed', () => {
  let servers: EmbeddedServers;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const dataDir = await makeDataDir();
    remove = dataDir.remove;
    servers = await startEmbedded({
      environment: process.env,
      dataDir: dataDir.path,
      neo4j: false,
      mongodb: true,
      onProgress: () => {},
      onEvent: () => {},
    });
  });

  afterAll(async () => {
    await servers.stop();
    await remove();
  });

  test('mid-way, three times, loses nothing that was acknowledged, and each job takes effect once in order', async () => {
    const workshop = new Workshop(servers.mongodb!.uri);
    try {
      const store = new MemoryStore();
      const deps = await workshop.deps();
      const worker = await workshop.worker(answerAll, { store });
      let acknowledged = 0;
      for (let round = 1; round <= 3; round++) {
        for (let call = 0; call < 4; call++) {
          const accepting = bulkGenerate(deps, { queries: queries(10) });
          if (call === 3) process.kill(servers.pids().mongodb!, 'SIGKILL');
          await accepting.then(
            ({ jobs }) => (acknowledged += jobs.length),
            (error) => expect(error).toMatchObject(unavailable),
          );
        }
        await until(async () => {
          const ended = await deps.jobs.countDocuments({ status: 'COMPLETED' }).catch(() => 0);
          return ended >= acknowledged;
        }, 30_000);
      }
      await until(async () => (await worker.deps.wakeups.count()) === 0);
      const ended = await deps.jobs.find({ status: 'COMPLETED' }).sort({ accepted: 1 }).toArray();
      const batches = await deps.batches.find().toArray();
      // A batch whose acknowledgement was lost on the way may be there as well, but then whole.
      expect(ended).toHaveLength(batches.length * 10);
      expect(ended.length).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThanOrEqual(90);
      expect([...store.paths.keys()].sort()).toEqual(ended.map(({ _id }) => _id).sort());
      const starts = ended.map(({ startedAt }) => startedAt!.getTime());
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    } finally {
      await workshop.close();
    }
  });

  test('at any stage of a job leaves it whole, with one moment and one answer', async () => {
    const workshop = new Workshop(servers.mongodb!.uri);
    try {
      const deps = await workshop.deps();
      const stages = ['found', 'generating', 'answered', 'stored'];
      const store = new MemoryStore();
      const asked: string[] = [];
      const killedAt = new Set<string>();
      /** Each job has the server killed at the stage that it is named after. */
      async function at(stage: string, query: string): Promise<void> {
        if (query !== stage || killedAt.has(stage)) return;
        killedAt.add(stage);
        process.kill(servers.pids().mongodb!, 'SIGKILL');
      }
      const queryOf = new Map<string, string>();
      const own = await workshop.deps();
      await pauseQueue(deps);
      await workshop.worker(
        async (request) => {
          asked.push(request.query);
          await at('generating', request.query);
          return answerTo(request);
        },
        {
          deps: {
            ...own,
            gate: {
              ...own.gate,
              async state() {
                const state = await own.gate.state();
                const first = await own.jobs.findOne({ status: 'PENDING' }, { sort: { accepted: 1 } });
                if (!state.paused && first) await at('found', first.query);
                return state;
              },
            },
          },
          store: {
            find: (jobId) => store.find(jobId),
            async store(input) {
              await at('answered', queryOf.get(input.jobId)!);
              const stored = await store.store(input);
              await at('stored', queryOf.get(input.jobId)!);
              return stored;
            },
          },
        },
      );
      const { jobs } = await bulkGenerate(deps, { queries: stages.map((query) => ({ query })) });
      for (const { id, query } of jobs) queryOf.set(id, query);
      await resumeQueue(deps);
      const ended = await until(async () => {
        const records = await deps.jobs
          .find({ status: 'COMPLETED' })
          .toArray()
          .catch(() => []);
        return records.length === stages.length && records;
      }, 60_000);
      expect([...killedAt]).toEqual(stages);
      expect(asked).toEqual(stages);
      expect(ended.map(({ attempts }) => attempts)).toEqual(stages.map(() => 1));
      expect([...store.paths.keys()].sort()).toEqual(jobs.map(({ id }) => id).sort());
    } finally {
      await workshop.close();
    }
  });
});
