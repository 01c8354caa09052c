import {
  Arg,
  Authorized,
  Ctx,
  Field,
  Float,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
} from 'type-graphql';
import { MomentPath } from '../../../platform/graphql/scalars.js';
import type { MomentContext } from '../../moments/graphql/context.js';
import { importLinks, type LinkOutcome, MAX_LINKS } from '../commands/import-links.js';

@InputType({ description: 'A link as an export tells it.' })
class LinkImportInput {
  @Field(() => MomentPath)
  from!: string;

  @Field(() => MomentPath)
  to!: string;

  @Field(() => String, { description: 'A `LinkType`, in capitals or small letters.' })
  type!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      '0 where left out; 2 and up need the admin key; 1 is refused, as the service derives those links itself.',
  })
  layer?: number | null;

  @Field(() => Float, { nullable: true, description: 'Strength, 0 to 1; 1 where left out.' })
  weight?: number | null;

  @Field(() => String, { nullable: true })
  theme?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => String, { nullable: true })
  method?: string | null;

  @Field(() => Float, { nullable: true, description: '0 to 1.' })
  confidence?: number | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read, or which generator told it.' })
  source?: string | null;

  @Field(() => String, { nullable: true, description: 'Who or what made it; `import` where left out.' })
  createdBy?: string | null;
}

@InputType()
class ImportLinksInput {
  @Field(() => [LinkImportInput], { description: `1 to ${MAX_LINKS}.` })
  links!: LinkImportInput[];
}

@ObjectType({ simpleResolvers: true, description: 'Why one link was refused.' })
class ImportLinkError {
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
class ImportLinksResult {
  @Field(() => String, { description: '`linked`, `kept` (it stood already) or `refused`.' })
  status!: string;

  @Field(() => ImportLinkError, { nullable: true })
  error!: ImportLinkError | null;
}

@ObjectType({ simpleResolvers: true })
class ImportLinksPayload {
  @Field(() => [ImportLinksResult], { description: 'In the order of the input.' })
  results!: ImportLinksResult[];
}

@Resolver()
export class LinkImportMutations {
  @Authorized('service')
  @Mutation(() => ImportLinksPayload, {
    description:
      'Stores many links, each for itself: one that is refused spoils no other. A link that stands is kept as it is, unless it was ' +
      'derived, so that the same call is safe to send again. Needs a service key.',
  })
  async importLinks(
    @Arg('input', () => ImportLinksInput) { links }: ImportLinksInput,
    @Ctx() context: MomentContext,
  ) {
    return { results: (await importLinks(context, links)).map(toResult) };
  }
}

function toResult({ status, error }: LinkOutcome) {
  if (!error) return { status, error: null };
  const { field = null, rule = null } = error.details;
  return { status, error: { code: error.code, message: error.message, field, rule } };
}
