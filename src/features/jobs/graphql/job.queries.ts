import { Arg, Args, Authorized, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { type Connection, connection, PageArgs, readPage } from '../../../platform/graphql/connection.js';
import { DateTime } from '../../../platform/graphql/scalars.js';
import type { Batch, Job } from '../domain/job.js';
import { listJobs } from '../queries/list-jobs.js';
import { type QueueState, queueState } from '../queries/queue-state.js';
import type { JobContext } from './context.js';
import { BatchType, JobConnection, JobStatus, JobType, QueueType } from './job.type.js';

@InputType({ description: 'Conditions that all hold.' })
class JobFilter {
  @Field(() => [JobStatus], { nullable: true, description: 'In any of these.' })
  status?: JobStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this batch, retries and those they retried included.' })
  batch?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Accepted then or later.' })
  createdFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Accepted before then.' })
  createdTo?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Stands in the query, in whatever letter case. Looked for in all that pass the other conditions, so give one if there are many.',
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Answered by the generator of this name.' })
  generator?: string | null;

  @Field(() => String, { nullable: true, description: 'With this very `clientRef`.' })
  clientRef?: string | null;
}

@Resolver()
export class JobQueries {
  @Authorized('service')
  @Query(() => JobType, { nullable: true, description: 'How a job is doing. Needs a service key.' })
  job(@Arg('id', () => ID) id: string, @Ctx() { jobsById }: JobContext): Promise<Job | null> {
    return jobsById.load(id);
  }

  @Authorized('service')
  @Query(() => BatchType, {
    nullable: true,
    description: 'The jobs of one `bulkGenerate`. Needs a service key.',
  })
  batch(@Arg('id', () => ID) id: string, @Ctx() { batchesById }: JobContext): Promise<Batch | null> {
    return batchesById.load(id);
  }

  @Authorized('service')
  @Query(() => QueueType, { description: 'How the queue of jobs is doing. Needs a service key.' })
  queue(@Ctx() { jobs }: JobContext): Promise<QueueState> {
    return queueState(jobs);
  }

  @Authorized('service')
  @Query(() => JobConnection, { description: 'Jobs, the latest accepted first. Needs a service key.' })
  async jobs(
    @Arg('filter', () => JobFilter, { nullable: true }) filter: JobFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { jobs }: JobContext,
  ): Promise<Connection<Job>> {
    const request = readPage(page, 'jobs');
    const { batch: batchId, ...conditions } = filter ?? {};
    const found = await listJobs(jobs, { ...conditions, batchId }, request);
    return connection(found, request, 'jobs', (job) => [job.accepted], found.count);
  }
}
