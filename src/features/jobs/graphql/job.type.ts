import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../../platform/graphql/connection.js';
import { Node } from '../../../platform/graphql/node.js';
import { DateTime, MomentPath } from '../../../platform/graphql/scalars.js';
import { Visibility } from '../../moments/graphql/moment.type.js';

export enum JobStatus {
  PENDING = 'PENDING',
  PROCESSING = 'PROCESSING',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(JobStatus, {
  name: 'JobStatus',
  description: 'Goes forward only; the last three are final.',
  valuesConfig: {
    PENDING: { description: 'Accepted and durable, not begun.' },
    PROCESSING: { description: 'Begun; `stage` says what it does or waits for.' },
    COMPLETED: { description: 'The moment stands at `path`.' },
    FAILED: { description: '`error` and `errorCode` say why.' },
    CANCELLED: { description: 'Ended on request, by `cancelJob`.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How one run of a job came to nothing.' })
class AttemptNote {
  @Field(() => Int, {
    description:
      'Which run, from 1. Runs that were no fault of the query have one as well, and are no attempts.',
  })
  run!: number;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => String, {
    description:
      'As `errorCode`, or `BUSY` (the generator asked to wait), `SERVICE_UNAVAILABLE` (a database was away), `STOPPED` ' +
      '(the worker shut down), `WORKER_LOST` (it died) or `CANCELLED`.',
  })
  code!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType('Job', {
  implements: Node,
  simpleResolvers: true,
  description: 'One query being turned into a moment.',
})
export class JobType extends Node {
  @Field(() => JobStatus)
  status!: JobStatus;

  @Field(() => String)
  query!: string;

  @Field(() => String, { description: 'What the generator was told of style and effort.' })
  preset!: string;

  @Field(() => Visibility, { description: 'Of the moment to come.' })
  visibility!: Visibility;

  @Field(() => String, { description: 'Which generator answers it, by name: `local`, `flash`, …' })
  generator!: string;

  @Field(() => MomentPath, {
    nullable: true,
    description:
      'Of the moment, once the job is completed. On a cancelled job: of the moment that had been stored by the time the ' +
      'cancel took effect, and which stands.',
  })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, in words.' })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it failed: `UNRESOLVED` (the sentence could not be placed in time and space), `REFUSED` (the generator will not ' +
      'answer it), `INVALID_ANSWER` (what it answered is no moment), `UNAVAILABLE` (it gave no answer at the last attempt) or ' +
      '`INTERNAL_SERVER_ERROR`.',
  })
  errorCode!: string | null;

  @Field(() => Int, {
    description:
      'How often the generator was asked; after the fifth attempt that failed the job fails. Being told to wait (429), a ' +
      'worker that shuts down and a database that is away count for none. 0 where another job of the batch that asks the ' +
      'same was answered for both.',
  })
  attempts!: number;

  @Field(() => [AttemptNote], {
    description: 'Why runs ended without a result, oldest first; the latest 20.',
  })
  attemptLog!: AttemptNote[];

  @Field(() => Float, {
    description:
      '0 to 1: 0 `QUEUED`, 0.1 `GENERATING`, 0.8 `STORING`, 1 `DONE`; while `WAITING` as it was before.',
  })
  progress!: number;

  @Field(() => String, {
    description:
      'What is being done: `QUEUED`, `GENERATING` (the generator is asked), `STORING` (its answer goes into the graph), ' +
      '`WAITING` (to be tried again at `nextAttemptAt`), `DONE`.',
  })
  stage!: string;

  @Field(() => DateTime, { description: 'When it was accepted.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was first begun.' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended, in whatever way.' })
  completedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a job that waits is tried again; null otherwise.',
  })
  nextAttemptAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'As the client gave it.' })
  clientRef!: string | null;

  @Field(() => ID, { nullable: true, description: 'The job that this one tries again.' })
  retryOf!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'How many jobs of a batch are in each status.' })
export class BatchCounts {
  @Field(() => Int)
  pending!: number;

  @Field(() => Int)
  processing!: number;

  @Field(() => Int)
  completed!: number;

  @Field(() => Int)
  failed!: number;

  @Field(() => Int)
  cancelled!: number;
}

@ObjectType('Batch', {
  implements: Node,
  simpleResolvers: true,
  description: 'The jobs of one `bulkGenerate` call.',
})
export class BatchType extends Node {
  @Field(() => Int, { description: 'How many queries there were.' })
  total!: number;

  @Field(() => BatchCounts, { description: 'By status; of a query that was retried, the latest job counts.' })
  counts!: BatchCounts;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its last job ended; null while one has not, retries included.',
  })
  completedAt!: Date | null;
}

export const JobConnection = connectionType('Job', () => JobType);

@ObjectType('Queue', {
  simpleResolvers: true,
  description: 'How the queue of jobs is doing, over all workers.',
})
export class QueueType {
  @Field(() => Boolean, { description: 'By `pauseQueue`: no job is begun.' })
  paused!: boolean;

  @Field(() => Int, { description: 'Accepted and not begun.' })
  pending!: number;

  @Field(() => Int, { description: 'Being worked on.' })
  processing!: number;

  @Field(() => Int, { description: 'Begun, and to be tried again at their `nextAttemptAt`.' })
  waiting!: number;

  @Field(() => Int, {
    description: 'Failed and kept, tried again or not; `jobs(filter: {status: [FAILED]})` lists them.',
  })
  failed!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the job was accepted that has waited longest for its start; null if none is pending.',
  })
  oldestPendingAt!: Date | null;

  @Field(() => Int, { description: 'How many ended in the last sixty seconds, in whatever way.' })
  endedLastMinute!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many jobs run at once, over all workers (`GENERATOR_CONCURRENCY`); null before the first worker started.',
  })
  concurrency!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many times a minute the generator may be asked, by all workers together (`GENERATOR_RATE`); null for no limit.',
  })
  ratePerMinute!: number | null;
}
