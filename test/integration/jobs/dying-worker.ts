/**
 * A worker in a process of its own, for tests that kill it. Arguments: the queue's URI, the lease in milliseconds and
 * what it does with a job: `hang` in the generator, or `store` it and hang before that is recorded. Prints the id of the
 * job it holds.
 */
import { pino } from 'pino';
import { openJobs } from '../../../src/features/jobs/deps.js';
import { startWorker } from '../../../src/features/jobs/runner/worker.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { answerTo } from './workshop.js';

const [uri, leaseMs, what] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const queue = await openQueue({ uri: uri! });
const deps = await openJobs({ queue, generator: 'test', log });
const never = new Promise<never>(() => {});

await startWorker({
  ...deps,
  generators: {
    test: {
      name: 'test',
      async generate(request) {
        if (what === 'hang') {
          const held = await deps.jobs.findOne({ query: request.query });
          console.log(held!._id);
          await never;
        }
        return answerTo(request);
      },
    },
  },
  store: {
    find: async () => null,
    async store({ jobId }) {
      console.log(jobId);
      return never;
    },
  },
  settings: { concurrency: 1, ratePerMinute: null, timeoutMs: 600_000, leaseMs: Number(leaseMs) },
  log,
});
