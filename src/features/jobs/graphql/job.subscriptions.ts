import { Arg, Authorized, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Batch, Job } from '../domain/job.js';
import type { JobContext } from './context.js';
import { BatchType, JobType } from './job.type.js';

interface Watching {
  args: { id: string };
  context: JobContext;
}

const FOLLOWED =
  'first as it is, then at every change (changes within a fifth of a second come as one), whichever process makes them; ' +
  'it ends when that has ended. `NOT_FOUND` if there is none. Needs a service key.';

@Resolver()
export class JobSubscriptions {
  @Authorized('service')
  @Subscription(() => JobType, {
    description: `A job: ${FOLLOWED}`,
    subscribe: ({ args, context }: Watching) => context.jobWatch.job(args.id),
  })
  jobUpdated(@Root() job: Job, @Arg('id', () => ID) _id: string): Job {
    return job;
  }

  @Authorized('service')
  @Subscription(() => BatchType, {
    description: `A batch with its counts: ${FOLLOWED}`,
    subscribe: ({ args, context }: Watching) => context.jobWatch.batch(args.id),
  })
  batchUpdated(@Root() batch: Batch, @Arg('id', () => ID) _id: string): Batch {
    return batch;
  }
}
