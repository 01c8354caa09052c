import { Authorized, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { rederiveLinks } from '../commands/rederive-links.js';
import type { DerivationDeps } from '../deps.js';
import { type DerivationProgress, derivationProgress } from '../queries/find-due.js';

/** What these resolvers find in the context of a request. */
export interface DerivationContext {
  derivation: DerivationDeps;
}

@ObjectType('Derivation', {
  simpleResolvers: true,
  description: 'How far the derived links (layer 1) have come, which are made in the background.',
})
class DerivationType {
  @Field(() => Int, { description: 'Moments that wait for theirs.' })
  due!: number;

  @Field(() => Int, { description: 'Moments that have theirs.' })
  done!: number;
}

@ObjectType({ simpleResolvers: true })
class RederiveLinksPayload {
  @Field(() => Int, {
    description: 'How many moments will be looked at. `derivation` tells how far it has come.',
  })
  queued!: number;
}

@Resolver()
export class DerivationResolvers {
  @Authorized('service')
  @Query(() => DerivationType, { description: 'Needs a service key.' })
  derivation(@Ctx() { derivation }: DerivationContext): Promise<DerivationProgress> {
    return derivationProgress(derivation);
  }

  @Authorized('admin')
  @Mutation(() => RederiveLinksPayload, {
    description:
      'Has the derived links of every moment made anew in the background. Needs a service key and an admin key.',
  })
  rederiveLinks(@Ctx() { derivation }: DerivationContext): Promise<RederiveLinksPayload> {
    return rederiveLinks(derivation);
  }
}
