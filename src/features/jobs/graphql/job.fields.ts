import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { MomentType } from '../../moments/graphql/moment.type.js';
import type { Moment } from '../../moments/queries/moment.js';
import type { Batch, Job } from '../domain/job.js';
import type { JobContext } from './context.js';
import { BatchType, JobType } from './job.type.js';

@Resolver(() => JobType)
export class JobFields {
  @FieldResolver(() => MomentType, {
    nullable: true,
    description: 'The moment at `path`; null without a path, and once it was deleted.',
  })
  moment(@Root() job: Job, @Ctx() { moments }: JobContext): Promise<Moment | null> | null {
    return job.path === null ? null : moments.byPath.load(job.path);
  }

  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'The batch it came with; null for a single `generate`.',
  })
  batch(@Root() job: Job, @Ctx() { batchesById }: JobContext): Promise<Batch | null> | null {
    return job.batchId === null ? null : batchesById.load(job.batchId);
  }
}

@Resolver(() => BatchType)
export class BatchFields {
  @FieldResolver(() => [JobType], {
    description:
      'The latest job of each query, in the order of the queries; `jobs(filter: {batch})` lists those that were retried as well.',
  })
  async jobs(@Root() batch: Batch, @Ctx() { jobsById }: JobContext): Promise<Job[]> {
    return (await jobsById.loadMany(batch.jobIds)).filter(
      (job): job is Job => job !== null && !(job instanceof Error),
    );
  }
}

@Resolver(() => MomentType)
export class MomentJobField {
  @FieldResolver(() => JobType, {
    nullable: true,
    description: 'The job that made it; null for moments made by hand, and without a service key.',
  })
  job(@Root() moment: Moment, @Ctx() { jobsById, viewer }: JobContext): Promise<Job | null> | null {
    return !moment.jobId || viewer.kind === 'anonymous' ? null : jobsById.load(moment.jobId);
  }
}
