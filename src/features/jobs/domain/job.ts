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
  /** Why attempts ended without a result, the latest few; the first comes first. */
  attemptLog: AttemptNote[];
  /** 0 to 1, and 1 once it has ended in whatever way. */
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
  /** Grows with every change of what is told here, so that one who watches need compare nothing else. */
  changed: number;
}

/** The jobs of one `bulkGenerate` call; of a job that was retried only the latest retry counts. */
export interface Batch {
  id: string;
  total: number;
  createdAt: Date;
  /** When its last job ended. */
  completedAt: Date | null;
  counts: BatchCounts;
  /** The latest job of each query, in the order of the queries. */
  jobIds: string[];
  /** Grows with every change of any of its jobs, and with every retry. */
  changed: number;
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
  /** When `leaseUntil` or `nextAttemptAt` was set: one that is still to come tells that the clock was set back since. */
  since: Date | null;
  /** Which query of its batch it answers, from 0; null without a batch. */
  place: number | null;
  /** The first job of its batch that asks for the same; null if that is this one. */
  twinOf: string | null;
  /** Of the request under which it was accepted, so that logs can be joined; null where none asked. */
  requestId: string | null;
  /** The trace in which it was accepted, and goes on; null without one. */
  traceparent: string | null;
  /** The generator's answer as JSON, kept until the moment is stored so that it need not be asked twice. */
  answer: string | null;
}

/** A batch as stored. Written after its jobs: once it is there, they are accepted. */
export interface BatchRecord {
  _id: string;
  total: number;
  /** In the order of the queries. */
  jobs: string[];
  bodyDigest: string;
  createdAt: Date;
}

/** How one run of a job came to nothing. */
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
  place?: number | null;
  twinOf?: string | null;
  retryOf?: string | null;
  requestId?: string | null;
  traceparent?: string | null;
  at: Date;
}

export function newRecord(request: JobRequest, acceptance: Acceptance): JobRecord {
  const {
    id,
    at,
    place = null,
    twinOf = null,
    retryOf = null,
    requestId = null,
    traceparent = null,
    ...accepted
  } = acceptance;
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
    attemptLog: [],
    retryOf,
    changed: 1,
    run: 0,
    worker: null,
    leaseUntil: null,
    since: null,
    place,
    twinOf,
    requestId,
    traceparent,
    answer: null,
  };
}

/** The job as others see it, without what only workers need. */
export function toJob(record: JobRecord): Job {
  const {
    _id: id,
    run,
    worker,
    leaseUntil,
    since,
    place,
    twinOf,
    requestId,
    traceparent,
    answer,
    ...job
  } = record;
  return { id, ...job };
}

export function hasEnded(status: JobStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
}
