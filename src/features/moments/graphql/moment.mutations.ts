import {
  Arg,
  Authorized,
  Ctx,
  Field,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import { JSONObject, MomentPath } from '../../../platform/graphql/scalars.js';
import { deleteMoment } from '../commands/delete-moment.js';
import { indexMoment } from '../commands/index-moment.js';
import { type IndexOutcome, indexMoments, MAX_MOMENTS } from '../commands/index-moments.js';
import { moveMoment } from '../commands/move-moment.js';
import { setMomentVisibility } from '../commands/set-visibility.js';
import { updateMoment } from '../commands/update-moment.js';
import type { MomentContext } from './context.js';
import { MomentType, Visibility } from './moment.type.js';

enum OnConflict {
  REFUSE = 'REFUSE',
  KEEP = 'KEEP',
}
registerEnumType(OnConflict, {
  name: 'OnConflict',
  description: 'What to do when a moment stands at the path already.',
  valuesConfig: {
    REFUSE: { description: 'Refuse with `CONFLICT`.' },
    KEEP: { description: 'Answer with the moment that stands, unchanged: safe to send again.' },
  },
});

const CREATED = 'False where a moment stood there already and was kept (`onConflict: KEEP`).';

@InputType({ description: 'A moment that someone has described.' })
class IndexMomentInput {
  @Field(() => MomentPath)
  path!: string;

  @Field(() => JSONObject, {
    nullable: true,
    description:
      'What is known beyond the path, keys in snake_case or camelCase: `name one_liner era tags figures layer confidence source_type ' +
      'flash_slug flash_share_url edtf precision calendar end latitude longitude sources same_as`, and up to 64 keys of your own. ' +
      'What repeats the path (`year`, `month`, `country` …) must agree with it.',
  })
  metadata?: Record<string, unknown> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Set when Flash Timepoint made it; the layer is then at least 2.',
  })
  flashTimepointId?: string | null;

  @Field(() => Visibility, { defaultValue: Visibility.PRIVATE })
  visibility!: Visibility;

  @Field(() => String, { defaultValue: 'system', description: 'Who or what stores it.' })
  createdBy!: string;

  @Field(() => OnConflict, { defaultValue: OnConflict.REFUSE })
  onConflict!: OnConflict;
}

@InputType()
class IndexMomentsInput {
  @Field(() => [IndexMomentInput], { description: `1 to ${MAX_MOMENTS}.` })
  moments!: IndexMomentInput[];
}

@InputType()
class SetMomentVisibilityInput {
  @Field(() => MomentPath)
  path!: string;

  @Field(() => Visibility)
  visibility!: Visibility;
}

@InputType()
class UpdateMomentInput {
  @Field(() => MomentPath)
  path!: string;

  @Field(() => JSONObject, {
    description:
      'A JSON Merge Patch on the top level: each key replaces the one sent before, null takes it away, the rest stays.',
  })
  metadata!: Record<string, unknown>;
}

@InputType()
class MoveMomentInput {
  @Field(() => MomentPath)
  from!: string;

  @Field(() => MomentPath)
  to!: string;
}

@InputType()
class DeleteMomentInput {
  @Field(() => MomentPath)
  path!: string;
}

@ObjectType({ simpleResolvers: true })
class DeleteMomentPayload {
  @Field(() => MomentPath, { description: 'Where it stood.' })
  path!: string;
}

@ObjectType({ simpleResolvers: true })
class IndexMomentPayload {
  @Field(() => MomentPath, { description: 'Canonical.' })
  path!: string;

  @Field(() => String, { description: 'Always `indexed`.' })
  status!: string;

  @Field(() => MomentType)
  moment!: MomentType;

  @Field(() => Boolean, { description: CREATED })
  created!: boolean;

  @Field(() => [String], {
    description:
      'What is worth a second look: a moment of the same day (or year, where no more is known), the same place and a like name, ' +
      'which is perhaps the same. This one is stored all the same.',
  })
  warnings!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Why one item was refused, as the error of a single call would say it.',
})
class IndexMomentError {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String, { nullable: true })
  field!: string | null;

  @Field(() => String, { nullable: true })
  rule!: string | null;
}

@ObjectType({ simpleResolvers: true })
class IndexMomentsResult {
  @Field(() => MomentPath, { description: 'Canonical; as it was sent where it is no path.' })
  path!: string;

  @Field(() => String, { description: '`indexed` or `refused`.' })
  status!: string;

  @Field(() => MomentType, { nullable: true })
  moment!: MomentType | null;

  @Field(() => Boolean, { description: CREATED })
  created!: boolean;

  @Field(() => [String], { description: 'As of `indexMoment`.' })
  warnings!: string[];

  @Field(() => IndexMomentError, { nullable: true })
  error!: IndexMomentError | null;
}

@ObjectType({ simpleResolvers: true })
class IndexMomentsPayload {
  @Field(() => [IndexMomentsResult], { description: 'In the order of the input.' })
  results!: IndexMomentsResult[];
}

@ObjectType({ simpleResolvers: true })
class MomentPayload {
  @Field(() => MomentType)
  moment!: MomentType;
}

@Resolver()
export class MomentMutations {
  @Authorized('service')
  @Mutation(() => IndexMomentPayload, { description: 'Stores a moment. Needs a service key.' })
  indexMoment(@Arg('input', () => IndexMomentInput) input: IndexMomentInput, @Ctx() context: MomentContext) {
    return indexMoment(context, input);
  }

  @Authorized('service')
  @Mutation(() => IndexMomentsPayload, {
    description:
      'Stores many moments, each for itself: one that is refused spoils no other. Needs a service key.',
  })
  async indexMoments(
    @Arg('input', () => IndexMomentsInput) { moments }: IndexMomentsInput,
    @Ctx() context: MomentContext,
  ) {
    return { results: (await indexMoments(context, moments)).map(toResult) };
  }

  @Authorized('service')
  @Mutation(() => MomentPayload, { description: 'Publishes or hides a moment. Needs a service key.' })
  async setMomentVisibility(
    @Arg('input', () => SetMomentVisibilityInput) input: SetMomentVisibilityInput,
    @Ctx() context: MomentContext,
  ) {
    return { moment: await setMomentVisibility(context, input) };
  }

  @Authorized('service')
  @Mutation(() => MomentPayload, { description: 'Changes what is known of a moment. Needs a service key.' })
  async updateMoment(
    @Arg('input', () => UpdateMomentInput) input: UpdateMomentInput,
    @Ctx() context: MomentContext,
  ) {
    return { moment: await updateMoment(context, input) };
  }

  @Authorized('service')
  @Mutation(() => MomentPayload, {
    description:
      'Moves a moment to another path with all that is joined to it; the old path still finds it. Needs a service key.',
  })
  async moveMoment(
    @Arg('input', () => MoveMomentInput) input: MoveMomentInput,
    @Ctx() context: MomentContext,
  ) {
    return { moment: await moveMoment(context, input) };
  }

  @Authorized('service')
  @Mutation(() => DeleteMomentPayload, {
    description: 'Deletes a moment and its links for good. Needs a service key.',
  })
  async deleteMoment(
    @Arg('input', () => DeleteMomentInput) input: DeleteMomentInput,
    @Ctx() context: MomentContext,
  ) {
    return { path: await deleteMoment(context, input) };
  }
}

function toResult({ error, ...outcome }: IndexOutcome) {
  if (!error) return { ...outcome, error: null };
  const { field = null, rule = null } = error.details;
  return { ...outcome, error: { code: error.code, message: error.message, field, rule } };
}
