import { Arg, Authorized, Ctx, Field, Float, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { MomentPath } from '../../../platform/graphql/scalars.js';
import { linkMoments, unlinkMoments } from '../commands/link-moments.js';
import { MAX_DESCRIPTION, MAX_SOURCE } from '../domain/link.js';
import type { LinkType } from '../domain/link-type.js';
import type { LinkContext } from './context.js';
import { LinkObject, LinkTypeEnum } from './link.type.js';

@InputType({ description: 'A link by its two moments and its type.' })
class UnlinkMomentsInput {
  @Field(() => MomentPath)
  from!: string;

  @Field(() => MomentPath)
  to!: string;

  @Field(() => LinkTypeEnum)
  type!: LinkType;
}

@InputType()
class LinkMomentsInput extends UnlinkMomentsInput {
  @Field(() => Float, { nullable: true, description: 'Strength, 0 to 1; 1 for a new link where left out.' })
  weight?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `Why, in words; at most ${MAX_DESCRIPTION} characters.`,
  })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where it can be read: a title or an address; at most ${MAX_SOURCE} characters.`,
  })
  source?: string | null;
}

@ObjectType({ simpleResolvers: true })
class LinkPayload {
  @Field(() => LinkObject)
  link!: LinkObject;
}

@Resolver()
export class LinkMutations {
  @Authorized('service')
  @Mutation(() => LinkPayload, {
    description:
      'Links two moments. The same moments and type again update that link: what is given replaces what was, `id` and ' +
      '`createdAt` stay. A cause that is provably later than its effect is refused. Needs a service key.',
  })
  async linkMoments(
    @Arg('input', () => LinkMomentsInput) input: LinkMomentsInput,
    @Ctx() context: LinkContext,
  ) {
    return { link: await linkMoments(context, input) };
  }

  @Authorized('service')
  @Mutation(() => LinkPayload, {
    description: 'Removes a link and answers with it as it was. Needs a service key.',
  })
  async unlinkMoments(
    @Arg('input', () => UnlinkMomentsInput) input: UnlinkMomentsInput,
    @Ctx() context: LinkContext,
  ) {
    return { link: await unlinkMoments(context, input) };
  }
}
