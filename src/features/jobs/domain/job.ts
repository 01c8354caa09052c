import type { Visibility } from '../../moments/domain/visibility.js';

export type JobStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** What a job does just now, finer than its status and never a promise. */
export type JobStage = 'QUEUED' | 'GENERATING' | 'STORING' | 'WAITING' | 'DONE';

/** One query being turned into a moment. */
export interface Job {
  id: string;
  /** Its place in the order of acceptance, across all batches. */
  accepted: number;
  status: JobStatus;
  query: string;
  preset: string;
  visibility: Visibility;
  /** The name of the generator that answers it. */
  generator: string;
  /** Of the moment, once completed. */
  path: string | null;
  error: string | null;
  /** Why it failed: a code of GeneratorError, or INTERNAL_SERVER_ERROR. */
  errorCode: string | null;
  /** How often the generator was asked, but for times that were not its fault or the query's. */
  attempts: number;
  /** 0 to 1. */
  progress: number;
  stage: JobStage;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** When a job that waits is tried again. */
  nextAttemptAt: Date | null;
  batchId: string | null;
  clientRef: string | null;
  retryOf: string | null;
}

/** The jobs of one `bulkGenerate` call, in the order of its queries. */
export interface Batch {
  id: string;
  total: number;
  createdAt: Date;
  /** When its last job ended. */
  completedAt: Date | null;
  counts: BatchCounts;
  jobIds: string[];
}

export interface BatchCounts {
  pending: number;
  processing: number;
  completed: number;
  failed: number;
  cancelled: number;
}

/** A job as stored: the truth about it. */
export interface JobRecord extends Omit<Job, 'id'> {
  _id: string;
  /** How often it was taken up. Whoever took it up writes to this run only, so a worker that wakes late changes nothing. */
  run: number;
  worker: string | null;
  leaseUntil: Date | null;
  /** Why attempts ended without a result; the latest few. */
  attemptLog: AttemptNote[];
  /** The generator's answer as JSON, kept until the moment is stored so that it need not be asked twice. */
  answer: string | null;
}

export interface AttemptNote {
  run: number;
  at: Date;
  code: string;
  message: string;
}

/** What a client may choose about a job. */
export interface JobRequest {
  query: string;
  preset: string;
  visibility: Visibility;
  clientRef: string | null;
}

export interface Acceptance {
  id: string;
  accepted: number;
  generator: string;
  batchId: string | null;
  at: Date;
}

export function newRecord(request: JobRequest, acceptance: Acceptance): JobRecord {
  const { id, at, ...accepted } = acceptance;
  return {
    _id: id,
    ...accepted,
    status: 'PENDING',
    ...request,
    path: null,
    error: null,
    errorCode: null,
    attempts: 0,
    progress: 0,
    stage: 'QUEUED',
    createdAt: at,
    startedAt: null,
    completedAt: null,
    nextAttemptAt: null,
    retryOf: null,
    run: 0,
    worker: null,
    leaseUntil: null,
    attemptLog: [],
    answer: null,
  };
}

/** The job as others see it, without what only workers need. */
export function toJob(record: JobRecord): Job {
  const { _id: id, run, worker, leaseUntil, attemptLog, answer, ...job } = record;
  return { id, ...job };
}

export function hasEnded(status: JobStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
}
