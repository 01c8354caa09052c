import { reach } from '../../../platform/queue/faults.js';
import type { GateState } from '../../../platform/queue/gate.js';
import type { OpenJob } from '../collections.js';
import type { JobDeps } from '../deps.js';
import type { JobRecord } from '../domain/job.js';
import { claim, dueAt } from '../domain/transitions.js';
import { answersFor, twinsOf } from '../domain/twins.js';

/** How many open jobs are listed at once, and how many of their records are read. */
const LISTED = 250;
const READ = 32;
/**
 * For how long what was read serves again. The list misses only jobs accepted since, which come after all that it has,
 * but for those of calls that were under way together. Of the records another worker may have changed some; a job that it
 * has taken up cannot be taken up here, and one that it has handed back is seen when these are read again.
 */
const KNOWN_FOR_MS = 250;
/** How soon a gate that is shut is looked at again. */
const GATE_POLL_MS = 1_000;
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

/** Calls take turns, so that those of one process do not all read the same and reach for the same job. */
export interface JobFinder {
  first(): Promise<Found>;
  /** Takes up the first job, if it may pass the gate. */
  takeFirst(taking: Taking): Promise<Taken | NotTaken>;
  /** What was read of the records is read again: another worker may have changed them. */
  lookAfresh(): void;
  /** Notes that a job which was taken up here has ended. */
  ended(job: JobRecord): void;
}

export interface Taking {
  worker: string;
  /** For how long the job is taken up, asked when it is. */
  leaseMs(): number;
  /** How often a minute the generator may be asked, across all workers; null for no limit. */
  ratePerMinute: number | null;
}

/** The first page of the open jobs, and what was read of their records; null where there was none. */
interface Known {
  open: OpenJob[];
  records: Map<number, JobRecord | null>;
  until: number;
}

/** When to look again: after so long, 0 for at once, or null if no job is due; `due` is then as in Found. */
export interface NotTaken {
  job: null;
  pauseMs: number | null;
  due: Date | null;
}

/** Walks the open jobs, so the cost does not grow with the jobs that have ended. */
export function createJobFinder({ jobs, batches, openJobs, gate, clock }: JobDeps): JobFinder {
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

  let known: Known = { open: [], records: new Map(), until: 0 };

  /** Page by page, in order of acceptance. */
  async function* pagesOfOpen(): AsyncGenerator<Known> {
    for (let after = 0; ; ) {
      const open = await openJobs
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(LISTED)
        .toArray();
      const page: Known = { open, records: new Map(), until: performance.now() + KNOWN_FOR_MS };
      if (after === 0) known = page;
      yield page;
      if (open.length < LISTED) return;
      after = open.at(-1)!._id;
    }
  }

  async function* withRecords({ open, records }: Known): AsyncGenerator<[OpenJob, JobRecord | null]> {
    for (const [index, entry] of open.entries()) {
      if (!records.has(entry._id)) {
        const unread = open.slice(index, index + READ).filter(({ _id }) => !records.has(_id));
        const found = await jobs.find({ _id: { $in: unread.map(({ job }) => job) } }).toArray();
        for (const { _id } of unread) records.set(_id, null);
        // By their numbers: calls that raced to retry a job may each have made an entry for the same record.
        for (const record of found) if (records.has(record.accepted)) records.set(record.accepted, record);
      }
      yield [entry, records.get(entry._id) ?? null];
    }
  }

  async function first(): Promise<Found> {
    const again = performance.now() < known.until ? await firstOf([known]) : null;
    return again?.job ? again : firstOf(pagesOfOpen());
  }

  async function firstOf(pages: Iterable<Known> | AsyncIterable<Known>): Promise<Found> {
    const now = clock();
    let due = null as Date | null;
    const unaccepted = new Set<string | null>();
    /** Twins of which an earlier one is live: the later ones wait for how it ends. */
    const live = new Set<string>();
    for await (const page of pages) {
      for await (const [entry, record] of withRecords(page)) {
        const time = record ? dueAt(record, now) : null;
        if (!record || !time || live.has(twinsOf(record)) || unaccepted.has(entry.batch)) continue;
        live.add(twinsOf(record));
        if (time > now) due = due && due < time ? due : time;
        else if (await isAccepted(entry)) return { job: record, due: null };
        else if (!acceptedBatches.has(entry.batch!)) unaccepted.add(entry.batch);
      }
    }
    return { job: null, due };
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

  /**
   * 0 if a job may be begun, else after how many milliseconds to look again. What needs no answer of the generator is
   * not held up by its rate, nor by its asking to wait.
   */
  async function pass({ paused, opensInMs }: GateState, asks: boolean, rate: number | null): Promise<number> {
    if (paused) return GATE_POLL_MS;
    if (!asks) return 0;
    if (opensInMs > 0 || rate === null) return Math.min(opensInMs, GATE_POLL_MS);
    return (await gate.pass(60_000 / rate)) ? 0 : 1;
  }

  async function take({ worker, leaseMs, ratePerMinute }: Taking): Promise<Taken | NotTaken> {
    const [{ job: found, due }, gateState] = await Promise.all([first(), gate.state()]);
    if (!found) return { job: null, pauseMs: null, due };
    const twin = found.answer === null ? await answeringTwin(found) : null;
    const asks = found.answer === null && twin === null;
    const pauseMs = await pass(gateState, asks, ratePerMinute);
    if (pauseMs > 0) return { job: null, pauseMs, due: null };
    const now = clock();
    const leaseUntil = new Date(now.getTime() + leaseMs());
    const { from, to } = claim(found, { worker, now, leaseUntil, asks });
    const job = await jobs.findOneAndUpdate(from, to, { returnDocument: 'after' });
    if (!job) {
      lookAfresh();
      return { job: null, pauseMs: 0, due: null };
    }
    known.records.set(job.accepted, job);
    return { job, twin, asks };
  }

  function lookAfresh(): void {
    known.records.clear();
  }

  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(look: () => Promise<T>): Promise<T> {
    const looked = turn.then(() => reach(look));
    turn = looked.catch(() => {});
    return looked;
  }

  return {
    first: () => inTurn(first),
    takeFirst: (taking) => inTurn(() => take(taking)),
    lookAfresh,
    ended({ accepted }) {
      known.open = known.open.filter(({ _id }) => _id !== accepted);
    },
  };
}
