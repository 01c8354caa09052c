import type { Collection, Db } from 'mongodb';
import { reach } from '../../platform/queue/faults.js';
import type { BatchRecord, JobRecord } from './domain/job.js';

/** A job that may have work left, by its place in the order of acceptance. The list is short: ended jobs leave it. */
export interface OpenJob {
  _id: number;
  job: string;
  batch: string | null;
  at: Date;
}

interface Counter {
  _id: string;
  value: number;
}

export interface JobCollections {
  jobs: Collection<JobRecord>;
  batches: Collection<BatchRecord>;
  openJobs: Collection<OpenJob>;
  counters: Collection<Counter>;
}

export function jobCollections(db: Db): JobCollections {
  return {
    jobs: db.collection('jobs'),
    batches: db.collection('batches'),
    openJobs: db.collection('openJobs'),
    counters: db.collection('counters'),
  };
}

export function createIndexes({ jobs, openJobs }: JobCollections): Promise<void> {
  return reach(async () => {
    await jobs.createIndexes([
      { key: { accepted: -1 } },
      { key: { status: 1, accepted: -1 } },
      { key: { batchId: 1, accepted: -1 } },
      { key: { generator: 1, accepted: -1 } },
      { key: { clientRef: 1, accepted: -1 } },
      { key: { createdAt: 1 } },
      { key: { completedAt: 1 } },
    ]);
    await openJobs.createIndex({ job: 1 });
  });
}
