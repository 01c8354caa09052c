/**
 * Workers in a process of their own, on the real graph, for tests that kill it. The argument is a list of DyingOptions as
 * JSON. Each worker hangs with the first job that comes to its stage: when it has `taken` it, while it is `generating`,
 * when it has `answered`, when the moment is `stored`, or when the record has `ended`. Prints `<stage> <job>` then.
 */
import { pino } from 'pino';
import { openJobs } from '../../../src/features/jobs/deps.js';
import { startWorker } from '../../../src/features/jobs/runner/worker.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { openGraphStore } from './graph-store.js';
import type { DyingOptions } from './start-dying.js';
import { answerTo } from './workshop.js';

process.stdin.resume().once('end', () => process.exit(1));

const log = pino({ level: 'silent' });
const store = openGraphStore();

async function start({ uri, leaseMs, stage, generator = 'test' }: DyingOptions): Promise<void> {
  const deps = await openJobs({ queue: await openQueue({ uri }), generator, log });

  async function at(here: string): Promise<void> {
    if (here !== stage) return;
    const held = await deps.jobs.findOne({ status: { $ne: 'PENDING' } });
    console.log(`${stage} ${held!._id}`);
    await new Promise<never>(() => {});
  }

  const records = Object.assign(Object.create(deps.jobs), {
    async findOneAndUpdate(from: never, to: never, options: never) {
      const taken = await deps.jobs.findOneAndUpdate(from, to, options);
      if (taken) await at('taken');
      return taken;
    },
  });
  const openEntries = Object.assign(Object.create(deps.openJobs), {
    async deleteMany(entries: never) {
      await at('ended');
      return deps.openJobs.deleteMany(entries);
    },
  });
  await startWorker({
    ...deps,
    jobs: records,
    openJobs: openEntries,
    generators: {
      [generator]: {
        name: generator,
        async generate(request) {
          await at('generating');
          return answerTo(request);
        },
      },
    },
    store: {
      find: (jobId) => store.find(jobId),
      async store(input) {
        await at('answered');
        const stored = await store.store(input);
        await at('stored');
        return stored;
      },
    },
    settings: { concurrency: 1, ratePerMinute: null, timeoutMs: 600_000, leaseMs },
    log,
  });
}

await Promise.all((JSON.parse(process.argv[2]!) as DyingOptions[]).map(start));
