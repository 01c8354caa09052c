import { Arg, Authorized, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { cancelJob } from '../commands/cancel-job.js';
import { pauseQueue, resumeQueue } from '../commands/pause-queue.js';
import { retryBatch, retryJob } from '../commands/retry-job.js';
import type { JobContext } from './context.js';
import { JobType } from './job.type.js';

@InputType()
class CancelJobInput {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ simpleResolvers: true })
class CancelJobPayload {
  @Field(() => JobType, { description: 'As it now is: `CANCELLED`.' })
  job!: JobType;
}

@InputType()
class RetryJobInput {
  @Field(() => ID, { description: 'Of a job that failed or was cancelled.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true })
class RetryJobPayload {
  @Field(() => JobType, { description: 'The new job; its `retryOf` is the id that was given.' })
  job!: JobType;
}

@InputType()
class RetryBatchInput {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ simpleResolvers: true })
class RetryBatchPayload {
  @Field(() => [JobType], {
    description:
      'The retries that are under way, in the order of the queries: those made now, and those made before that have not ended.',
  })
  jobs!: JobType[];
}

@ObjectType({ simpleResolvers: true })
class PauseQueuePayload {
  @Field(() => Boolean)
  paused!: boolean;
}

@ObjectType({ simpleResolvers: true })
class ResumeQueuePayload {
  @Field(() => Boolean)
  paused!: boolean;
}

@Resolver()
export class JobControl {
  @Authorized('service')
  @Mutation(() => CancelJobPayload, {
    description:
      'Ends a job. One that is pending never starts; of one that runs, the generator is told to stop within a second and its ' +
      'answer is left. If the moment was stored a breath earlier it stands, and the `path` of the cancelled job comes to name it. Safe to ' +
      'send twice. `CONFLICT` for a job that has completed or failed, `NOT_FOUND` if there is none. Needs a service key.',
  })
  async cancelJob(@Arg('input', () => CancelJobInput) { id }: CancelJobInput, @Ctx() { jobs }: JobContext) {
    return { job: await cancelJob(jobs, id) };
  }

  @Authorized('service')
  @Mutation(() => RetryJobPayload, {
    description:
      'Asks the same again with a new job: same query, preset, visibility, clientRef, generator and batch. A job has one retry: asked for ' +
      'again, it is that one, as it stands (to try once more, retry the retry). `BAD_USER_INPUT` for a job that has not failed and was ' +
      'not cancelled, `NOT_FOUND` if there is none. Needs a service key.',
  })
  async retryJob(@Arg('input', () => RetryJobInput) { id }: RetryJobInput, @Ctx() { jobs }: JobContext) {
    return { job: await retryJob(jobs, id) };
  }

  @Authorized('service')
  @Mutation(() => RetryBatchPayload, {
    description:
      'Retries every query of a batch whose latest job failed; those that were cancelled stay so. Safe to send twice. `NOT_FOUND` if ' +
      'there is no such batch. Needs a service key.',
  })
  async retryBatch(
    @Arg('input', () => RetryBatchInput) { id }: RetryBatchInput,
    @Ctx() { jobs }: JobContext,
  ) {
    return { jobs: await retryBatch(jobs, id) };
  }

  @Authorized('admin')
  @Mutation(() => PauseQueuePayload, {
    description:
      'From now on no worker begins a job, also after restarts, until `resumeQueue`. Jobs that run finish, one that is just being taken ' +
      'up included; new ones are accepted and wait. Safe to send twice. Needs a service key and an admin key.',
  })
  async pauseQueue(@Ctx() { jobs }: JobContext) {
    await pauseQueue(jobs);
    return { paused: true };
  }

  @Authorized('admin')
  @Mutation(() => ResumeQueuePayload, {
    description:
      'Workers begin jobs again, within a second and in order of acceptance. Safe to send twice. Needs a service key and an admin key.',
  })
  async resumeQueue(@Ctx() { jobs }: JobContext) {
    await resumeQueue(jobs);
    return { paused: false };
  }
}
