import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, getNamedType, isLeafType, type ValidationContext, type ValidationRule } from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { DEFAULT_PAGE } from './connection.js';

/**
 * What one operation may ask for. The cost of a field is 1, and that of what lies under it; a page costs its content as
 * often as it may hold it (`first`, `last`, `limit` or `cap`, else the default page); leaves are free. Introspection as playgrounds
 * send it comes to about 220 by this count.
 */
export const LIMITS = { depth: 14, aliases: 30, directives: 30, cost: 10_000 } as const;

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

/** Refuses an operation that may cost too much before it runs, and tells the cost in `extensions` of every answer. */
export const limitCost: ApolloServerPlugin = {
  async requestDidStart({ schema }) {
    let cost = 0;
    return {
      async didResolveOperation({ request, document, operationName }) {
        try {
          cost = getComplexity({
            schema,
            query: document,
            variables: request.variables ?? {},
            operationName: operationName ?? undefined,
            estimators: [costOf],
          });
        } catch (error) {
          // Variables that are wrong: execution refuses them, in its own words.
          if (error instanceof GraphQLError) return;
          throw error;
        }
        if (cost <= LIMITS.cost) return;
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

function costOf({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return 0;
  const page = type.name.endsWith('Connection') ? DEFAULT_PAGE : 1;
  return 1 + childComplexity * (args.first ?? args.last ?? args.limit ?? args.cap ?? page);
}
