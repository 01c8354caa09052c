import { reach } from '../../../platform/queue/faults.js';
import type { OpenJob } from '../collections.js';
import type { JobDeps } from '../deps.js';
import type { JobRecord } from '../domain/job.js';
import { claim, dueAt } from '../domain/transitions.js';

const PAGE = 16;
/** A batch never changes, so its jobs may be remembered; this many batches are. */
const REMEMBERED_BATCHES = 20;

export interface Next {
  /** The first job in order of acceptance that may be taken up now. */
  job: JobRecord | null;
  /** Without one: when the first of those that wait or run may be; null if none does. */
  due: Date | null;
}

export interface JobFinder {
  next(): Promise<Next>;
  /** Takes up the job for `leaseMs`; null if another worker was first. */
  take(job: JobRecord, worker: string, leaseMs: number): Promise<JobRecord | null>;
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

  async function page(after: number): Promise<{ open: OpenJob[]; records: Map<string, JobRecord> }> {
    const open = await openJobs
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray();
    const records = await jobs.find({ _id: { $in: open.map(({ job }) => job) } }).toArray();
    return { open, records: new Map(records.map((record) => [record._id, record])) };
  }

  return {
    next: () =>
      reach(async () => {
        const now = clock();
        let due = null as Date | null;
        const unaccepted = new Set<string | null>();
        for (let after = 0; ; ) {
          const { open, records } = await page(after);
          for (const entry of open) {
            const record = records.get(entry.job);
            const time = record ? dueAt(record) : null;
            if (!record || !time || unaccepted.has(entry.batch)) continue;
            if (time > now) due = due && due < time ? due : time;
            else if (await isAccepted(entry)) return { job: record, due: null };
            else if (!acceptedBatches.has(entry.batch!)) unaccepted.add(entry.batch);
          }
          if (open.length < PAGE) return { job: null, due };
          after = open.at(-1)!._id;
        }
      }),
    take: (job, worker, leaseMs) =>
      reach(() => {
        const now = clock();
        const { from, to } = claim(job, worker, now, new Date(now.getTime() + leaseMs));
        return jobs.findOneAndUpdate(from, to, { returnDocument: 'after' });
      }),
  };
}
