import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { DEFAULT_PAGE } from './connection.js';

/**
 * What one operation may ask for. The cost of a field is 1, and that of what lies under it; a page costs its content as
 * often as it may hold it (`first`, `last`, `limit` or `cap`, else the default page); leaves are free. Introspection as playgrounds
 * send it comes to about 220 by this count.
 */
export const LIMITS = { tokens: 5_000, depth: 14, aliases: 30, directives: 30, cost: 10_000 } as const;

/** Refusals are reported like any error of validation, so that they answer 400 and not 500. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) =>
      context?.reportError(new GraphQLError(error.message.replace('Syntax Error: ', ''))),
  ],
};

export const limitRules = [
  maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...reported }),
  maxAliasesRule({ n: LIMITS.aliases, ...reported }),
  maxDirectivesRule({ n: LIMITS.directives, ...reported }),
] as unknown as ValidationRule[];

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** What an operation may cost. Throws BAD_USER_INPUT when that is too much; 0 where variables are wrong, which execution refuses in its own words. */
export function boundedCost({ schema, document, operationName, variables }: Operation): number {
  const cost = costOfOperation({ schema, document, operationName, variables });
  if (cost <= LIMITS.cost) return cost;
  throw new GraphQLError(
    `The operation costs ${cost}; at most ${LIMITS.cost} is allowed. Ask for smaller pages.`,
    {
      extensions: {
        code: 'BAD_USER_INPUT',
        field: 'query',
        rule: `costs at most ${LIMITS.cost}`,
        http: { status: 400 },
      },
    },
  );
}

/** Refuses an operation that may cost too much before it runs, and tells the cost in `extensions` of every answer. */
export const limitCost: ApolloServerPlugin = {
  async requestDidStart({ schema }) {
    let cost = 0;
    return {
      async didResolveOperation({ request, document, operationName }) {
        cost = boundedCost({ schema, document, operationName, variables: request.variables });
      },
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || cost === 0) return;
        const { singleResult } = response.body;
        singleResult.extensions = {
          ...singleResult.extensions,
          cost: { requested: cost, limit: LIMITS.cost },
        };
      },
    };
  },
};

function costOfOperation({ schema, document, operationName, variables }: Operation): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: variables ?? {},
      operationName: operationName ?? undefined,
      estimators: [costOf],
    });
  } catch (error) {
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

function costOf({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return 0;
  const page = type.name.endsWith('Connection') ? DEFAULT_PAGE : 1;
  return 1 + childComplexity * (args.first ?? args.last ?? args.limit ?? args.cap ?? page);
}
