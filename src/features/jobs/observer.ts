import type { JobRecord } from './domain/job.js';

/** Told of what becomes of jobs in this process. */
export interface JobObserver {
  accepted(generator: string, jobs: number): void;
  begun(job: JobRecord, at: Date): void;
  ended(job: JobRecord, outcome: 'COMPLETED' | 'FAILED' | 'CANCELLED', at: Date): void;
  /** A run came to nothing; `code` is that of the job's `attemptLog`. */
  attemptFailed(job: JobRecord, code: string): void;
  /** So many more subscriptions follow a job or a batch. */
  watching(change: 1 | -1): void;
}
