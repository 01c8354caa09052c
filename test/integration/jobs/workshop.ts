import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  Generation,
  GenerationRequest,
  Generator,
} from '../../../src/features/generation/domain/generator.js';
import { closeJobs, type JobDeps, openJobs } from '../../../src/features/jobs/deps.js';
import type { Job } from '../../../src/features/jobs/domain/job.js';
import {
  type GeneratedStore,
  startWorker,
  type Worker,
  type WorkerSettings,
} from '../../../src/features/jobs/runner/worker.js';
import { openQueue, type Queue } from '../../../src/platform/queue/queue.js';
import { type TransitionWatch, watchTransitions } from './watch-transitions.js';

/** A queue of its own on the test server, with as many processes' worth of connections and workers as a test likes. */
export class Workshop {
  readonly uri: string;
  readonly faults: unknown[] = [];
  readonly #closing: (() => Promise<unknown>)[] = [];
  #watch: TransitionWatch | null = null;

  constructor(server = process.env.TEST_MONGODB_URI!) {
    const uri = new URL(server);
    uri.pathname = `/jobs-${randomUUID()}`;
    this.uri = uri.href;
  }

  /** What one process of the service would have. */
  async deps(changes: Partial<JobDeps> & { queue?: Queue } = {}): Promise<JobDeps> {
    const queue = changes.queue ?? (await openQueue({ uri: this.uri }));
    const opened = await openJobs({ queue, generator: 'test', log: this.log, clock: changes.clock });
    const deps = { ...opened, ...changes };
    this.#watch ??= watchTransitions(deps);
    this.#closing.push(() => closeJobs(deps).then(() => queue.close()));
    return deps;
  }

  /** A worker as in a process of its own. */
  async worker(
    generator: Generator['generate'],
    {
      store = new MemoryStore(),
      deps,
      ...settings
    }: Partial<WorkerSettings> & { store?: GeneratedStore; deps?: JobDeps } = {},
  ): Promise<Worker & { deps: JobDeps }> {
    const own = deps ?? (await this.deps());
    const worker = await startWorker({
      ...own,
      generators: { test: { name: 'test', generate: generator } },
      store,
      settings: {
        concurrency: 1,
        ratePerMinute: null,
        timeoutMs: 10_000,
        leaseMs: 2_000,
        graceMs: 0,
        ...settings,
      },
      log: this.log,
    });
    this.#closing.unshift(() => worker.stop());
    return { ...worker, deps: own };
  }

  readonly log = {
    debug: () => {},
    info: () => {},
    warn: (details: unknown) => void this.faults.push(details),
    error: (details: unknown) => void this.faults.push(details),
  } as never;

  /** Also fails the test if a status went anywhere but along its arrows. */
  async close(): Promise<void> {
    const faults = await this.#watch?.stop();
    for (const close of this.#closing) await close();
    if (faults && faults.length > 0) throw new Error(faults.join('\n'));
  }
}

/** Runs a test with a workshop and closes it whatever happens. */
export function inWorkshop(work: (workshop: Workshop) => Promise<void>): () => Promise<void> {
  return async () => {
    const workshop = new Workshop();
    try {
      await work(workshop);
    } finally {
      await workshop.close();
    }
  };
}

/** Keeps what it is given under the job's id, as the graph does. */
export class MemoryStore implements GeneratedStore {
  readonly paths = new Map<string, string>();
  /** Every call that wrote, also those that found something there. */
  readonly calls: string[] = [];

  async find(jobId: string): Promise<{ path: string } | null> {
    const path = this.paths.get(jobId);
    return path === undefined ? null : { path };
  }

  async store({ jobId, generation }: { jobId: string; generation: Generation }): Promise<{ path: string }> {
    this.calls.push(jobId);
    const path = this.paths.get(jobId) ?? `/${generation.draft.slug}`;
    this.paths.set(jobId, path);
    return { path };
  }
}

/** An answer about as much as a test of jobs needs; its slug is the query. */
export function answerTo({ query }: Pick<GenerationRequest, 'query'>): Generation {
  return {
    subject: null,
    related: [],
    model: null,
    draft: {
      year: 1989,
      month: 11,
      day: 9,
      time: '1853',
      precision: 'MINUTE',
      calendar: 'GREGORIAN',
      country: 'germany',
      region: 'berlin',
      city: 'berlin',
      slug: query,
      name: query,
      tags: [],
      figures: [],
      provenance: {},
    },
  };
}

export const answerAll: Generator['generate'] = async (request) => answerTo(request);

export function queries(count: number): { query: string }[] {
  return Array.from({ length: count }, (_, i) => ({ query: `event-${i}` }));
}

/** Resolves with what `look` gives once that is something; fails after `withinMs`. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms: ${look}`);
    await delay(10);
  }
}

/** Resolves with all jobs, in order of acceptance, once each has ended. */
export function allEnded(
  deps: JobDeps,
  count: number,
  withinMs?: number,
): Promise<(Job & { run: number })[]> {
  return until(async () => {
    const records = await deps.jobs.find().sort({ accepted: 1 }).toArray();
    const ended = records.filter(({ status }) => !['PENDING', 'PROCESSING'].includes(status));
    return ended.length === count && records.map(({ _id, ...job }) => ({ id: _id, ...job }));
  }, withinMs);
}
