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
    CANCELLED: { description: 'Stopped on request.' },
  },
});

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

  @Field(() => MomentPath, { nullable: true, description: 'Of the moment, once the job is completed.' })
  path!: string | null;

  @Field(() => String, { nullable: true })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`UNRESOLVED` (the sentence could not be placed in time and space), `REFUSED`, `INVALID_ANSWER` or `UNAVAILABLE` (the generator).',
  })
  errorCode!: string | null;

  @Field(() => Int, { description: 'How often the generator was asked.' })
  attempts!: number;

  @Field(() => Float, { description: '0 to 1.' })
  progress!: number;

  @Field(() => String, {
    description: 'What is being done: `QUEUED`, `GENERATING`, `STORING`, `WAITING`, `DONE`.',
  })
  stage!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  completedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When a job that waits is tried again.' })
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
  @Field(() => Int)
  total!: number;

  @Field(() => BatchCounts)
  counts!: BatchCounts;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its last job ended.' })
  completedAt!: Date | null;
}

export const JobConnection = connectionType('Job', () => JobType);
