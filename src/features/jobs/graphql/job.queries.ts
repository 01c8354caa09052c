import { Arg, Args, Authorized, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { type Connection, connection, PageArgs, readPage } from '../../../platform/graphql/connection.js';
import type { Batch, Job } from '../domain/job.js';
import { listJobs } from '../queries/list-jobs.js';
import type { JobContext } from './context.js';
import { BatchType, JobConnection, JobStatus, JobType } from './job.type.js';

@InputType({ description: 'Conditions that all hold.' })
class JobFilter {
  @Field(() => [JobStatus], { nullable: true })
  status?: JobStatus[] | null;

  @Field(() => ID, { nullable: true })
  batch?: string | null;
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
  @Query(() => JobConnection, { description: 'Jobs, the latest accepted first. Needs a service key.' })
  async jobs(
    @Arg('filter', () => JobFilter, { nullable: true }) filter: JobFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { jobs }: JobContext,
  ): Promise<Connection<Job>> {
    const request = readPage(page, 'jobs');
    const found = await listJobs(jobs, { status: filter?.status, batchId: filter?.batch }, request);
    return connection(found, request, 'jobs', (job) => [job.accepted], found.count);
  }
}
