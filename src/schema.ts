import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { BrowseQueries } from './features/browse/graphql/browse.queries.js';
import { DerivationResolvers } from './features/derivation/graphql/derivation.js';
import { JobControl } from './features/jobs/graphql/job.control.js';
import { BatchFields, JobFields, MomentJobField } from './features/jobs/graphql/job.fields.js';
import { JobMutations } from './features/jobs/graphql/job.mutations.js';
import { JobQueries } from './features/jobs/graphql/job.queries.js';
import { JobSubscriptions } from './features/jobs/graphql/job.subscriptions.js';
import { LayerQueries } from './features/layers/graphql/layers.js';
import { GraphQueries } from './features/links/graphql/graph.queries.js';
import { LinkFields, MomentLinksField } from './features/links/graphql/link.fields.js';
import { LinkMutations } from './features/links/graphql/link.mutations.js';
import { MomentFields, PlaceFields } from './features/moments/graphql/moment.fields.js';
import { MomentMutations } from './features/moments/graphql/moment.mutations.js';
import { MomentQueries } from './features/moments/graphql/moment.queries.js';
import { SearchQueries } from './features/search/graphql/search.queries.js';
import { StatsQueries } from './features/stats/graphql/stats.queries.js';
import { LinkImportMutations } from './features/transfer/graphql/link-import.mutations.js';
import { NodeQuery } from './platform/graphql/node.js';
import { requireAdmin, requireService, type Viewer } from './platform/http/keys.js';

/** The GraphQL schema of the service: every resolver there is, and the keys that `@Authorized` asks for. */
export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      NodeQuery,
      MomentQueries,
      MomentFields,
      PlaceFields,
      MomentMutations,
      LayerQueries,
      SearchQueries,
      BrowseQueries,
      StatsQueries,
      LinkFields,
      MomentLinksField,
      GraphQueries,
      LinkMutations,
      LinkImportMutations,
      DerivationResolvers,
      JobQueries,
      JobFields,
      BatchFields,
      MomentJobField,
      JobMutations,
      JobControl,
      JobSubscriptions,
    ],
    authChecker: ({ context }: { context: { viewer: Viewer } }, roles) => {
      if (roles.includes('admin')) requireAdmin(context.viewer);
      else requireService(context.viewer);
      return true;
    },
    validate: false,
    // Asked for by the builder wherever there are subscriptions; ours bring their own streams.
    pubSub: createPubSub(),
  });
}
