import { reach } from '../../../platform/queue/faults.js';
import type { OpenJob } from '../collections.js';
import type { JobDeps } from '../deps.js';
import type { JobRecord } from '../domain/job.js';
import { claim, dueAt } from '../domain/transitions.js';
import { answersFor, twinsOf } from '../domain/twins.js';

/** How many open jobs are listed at once, and how many of their records are read. */
const LISTED = 250;
const READ = 16;
/**
 * For how long a list serves again. It misses only jobs accepted since, which come after all that it has, but for those
 * of calls that were under way together.
 */
const LISTED_FOR_MS = 250;
/** The list of a batch never changes, so its jobs may be remembered; this many batches are. */
const REMEMBERED_BATCHES = 20;

export interface Found {
  /** The first job in order of acceptance that may be taken up now. */
  job: JobRecord | null;
  /** Without one: when the first of those that wait or run may be; null if none does. */
  due: Date | null;
}

/** A job that was taken up. */
export interface Taken {
  job: JobRecord;
  /** Its twin that ended in a way which answers this one too. */
  twin: JobRecord | null;
  /** Whether the generator is to be asked: neither a twin nor an earlier run has its answer. */
  asks: boolean;
}

export interface JobFinder {
  first(): Promise<Found>;
  /**
   * Takes up the first job for `leaseMs`, if `mayPass` has it. Calls take turns, so that those of one process do not
   * all reach for the same job.
   */
  takeFirst(taking: Taking): Promise<Taken | NotTaken>;
}

export interface Taking {
  worker: string;
  leaseMs: number;
  /** 0 if the job may be begun, else after how many milliseconds to look again. */
  mayPass(asks: boolean): Promise<number>;
}

/** When to look again: after so long, 0 for at once, or null if no job is due; `due` is then as in Found. */
export interface NotTaken {
  job: null;
  pauseMs: number | null;
  due: Date | null;
}

/** Walks the open jobs, so the cost does not grow with the jobs that have ended. */
export function createJobFinder({ jobs, batches, openJobs, clock }: JobDeps): JobFinder {
  const acceptedBatches = new Map<string, Set<string>>();

  /** A job of a batch counts once the batch lists it, which is written last. */
  async function isAccepted({ job, batch }: OpenJob): Promise<boolean> {
    if (batch === null) return true;
    let listed = acceptedBatches.get(batch);
    if (!listed) {
      const record = await batches.findOne({ _id: batch }, { projection: { jobs: 1 } });
      if (!record) return false;
      listed = new Set(record.jobs);
      if (acceptedBatches.size >= REMEMBERED_BATCHES) acceptedBatches.clear();
      acceptedBatches.set(batch, listed);
    }
    return listed.has(job);
  }

  let listed: { open: OpenJob[]; until: number } = { open: [], until: 0 };

  /** Page by page, in order of acceptance. */
  async function* allOpen(): AsyncGenerator<OpenJob[]> {
    for (let after = 0; ; ) {
      const open = await openJobs
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(LISTED)
        .toArray();
      if (after === 0) listed = { open, until: performance.now() + LISTED_FOR_MS };
      yield open;
      if (open.length < LISTED) return;
      after = open.at(-1)!._id;
    }
  }

  async function* withRecords(
    pages: Iterable<OpenJob[]> | AsyncIterable<OpenJob[]>,
  ): AsyncGenerator<[OpenJob, JobRecord | undefined]> {
    for await (const page of pages) {
      for (let from = 0; from < page.length; from += READ) {
        const open = page.slice(from, from + READ);
        const found = await jobs.find({ _id: { $in: open.map(({ job }) => job) } }).toArray();
        const records = new Map(found.map((record) => [record.accepted, record]));
        for (const entry of open) yield [entry, records.get(entry._id)];
      }
    }
  }

  async function first(): Promise<Found> {
    const again = performance.now() < listed.until ? await firstOf([listed.open]) : null;
    return again?.job ? again : firstOf(allOpen());
  }

  async function firstOf(pages: Iterable<OpenJob[]> | AsyncIterable<OpenJob[]>): Promise<Found> {
    const now = clock();
    let due = null as Date | null;
    const unaccepted = new Set<string | null>();
    /** Twins of which an earlier one is live: the later ones wait for how it ends. */
    const live = new Set<string>();
    const ended = new Set<OpenJob>();
    try {
      for await (const [entry, record] of withRecords(pages)) {
        const time = record ? dueAt(record, now) : null;
        if (record && !time) ended.add(entry);
        if (!record || !time || live.has(twinsOf(record)) || unaccepted.has(entry.batch)) continue;
        live.add(twinsOf(record));
        if (time > now) due = due && due < time ? due : time;
        else if (await isAccepted(entry)) return { job: record, due: null };
        else if (!acceptedBatches.has(entry.batch!)) unaccepted.add(entry.batch);
      }
      return { job: null, due };
    } finally {
      if (ended.size > 0) listed.open = listed.open.filter((entry) => !ended.has(entry));
    }
  }

  /** Only jobs that had a twin before them name one. */
  async function answeringTwin(job: JobRecord): Promise<JobRecord | null> {
    if (job.batchId === null || job.twinOf === null) return null;
    const firstTwin = await jobs.findOne({ _id: job.twinOf });
    if (firstTwin && answersFor(firstTwin, job)) return firstTwin;
    const { batchId, twinOf } = job;
    const ended = await jobs
      .find({ batchId, twinOf, status: { $in: ['COMPLETED' as const, 'FAILED' as const] } })
      .toArray();
    return ended.find((twin) => answersFor(twin, job)) ?? null;
  }

  async function take({ worker, leaseMs, mayPass }: Taking): Promise<Taken | NotTaken> {
    const { job: found, due } = await first();
    if (!found) return { job: null, pauseMs: null, due };
    const twin = found.answer === null ? await answeringTwin(found) : null;
    const asks = found.answer === null && twin === null;
    const pauseMs = await mayPass(asks);
    if (pauseMs > 0) return { job: null, pauseMs, due: null };
    const now = clock();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const { from, to } = claim(found, { worker, now, leaseUntil, asks });
    const job = await jobs.findOneAndUpdate(from, to, { returnDocument: 'after' });
    return job ? { job, twin, asks } : { job: null, pauseMs: 0, due: null };
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    first: () => reach(first),
    takeFirst(taking) {
      const taken = turn.then(() => reach(() => take(taking)));
      turn = taken.catch(() => {});
      return taken;
    },
  };
}
