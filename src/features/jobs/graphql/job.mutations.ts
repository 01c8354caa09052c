import { Arg, Authorized, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Visibility } from '../../moments/graphql/moment.type.js';
import { bulkGenerate } from '../commands/bulk-generate.js';
import { generate } from '../commands/generate.js';
import type { JobContext } from './context.js';
import { BatchType, JobType } from './job.type.js';

@InputType()
class GenerateInput {
  @Field(() => String, {
    description:
      'The event in plain language, at most 2,000 characters: "Fall of the Berlin Wall November 9 1989".',
  })
  query!: string;

  @Field(() => String, {
    defaultValue: 'default',
    description: 'Passed to the generator as it is: `default`, `balanced`, `detailed` or its own.',
  })
  preset!: string;

  @Field(() => Visibility, { defaultValue: Visibility.PRIVATE, description: 'Of the moment to come.' })
  visibility!: Visibility;
}

@InputType()
class BulkGenerateQuery extends GenerateInput {
  @Field(() => String, { nullable: true, description: 'Your own name for it, given back on the job.' })
  clientRef?: string | null;
}

@InputType()
class BulkGenerateInput {
  @Field(() => [BulkGenerateQuery], { description: '1 to 500.' })
  queries!: BulkGenerateQuery[];

  @Field(() => String, {
    nullable: true,
    description:
      'The same key with the same queries gives the same jobs: safe to send again. With other queries it is a `CONFLICT`.',
  })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true })
class GeneratePayload {
  @Field(() => JobType)
  job!: JobType;
}

@ObjectType({ simpleResolvers: true })
class BulkGeneratePayload {
  @Field(() => [JobType], { description: 'In the order of the queries.' })
  jobs!: JobType[];

  @Field(() => BatchType)
  batch!: BatchType;
}

@Resolver()
export class JobMutations {
  @Authorized('service')
  @Mutation(() => GeneratePayload, {
    description: 'Has one query turned into a moment in the background. Needs a service key.',
  })
  async generate(@Arg('input', () => GenerateInput) input: GenerateInput, @Ctx() { jobs }: JobContext) {
    return { job: await generate(jobs, input) };
  }

  @Authorized('admin')
  @Mutation(() => BulkGeneratePayload, {
    description:
      'Has queries turned into moments in the background, in order. The batch is accepted whole or not at all; once this has ' +
      'answered, no job is lost. Needs a service key and an admin key.',
  })
  bulkGenerate(@Arg('input', () => BulkGenerateInput) input: BulkGenerateInput, @Ctx() { jobs }: JobContext) {
    return bulkGenerate(jobs, input);
  }
}
