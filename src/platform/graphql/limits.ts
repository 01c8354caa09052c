import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
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
import { badInput, ClockchainError, ERROR_CODES } from '../../errors.js';
import { errorExtensions } from '../http/problem.js';
import { DEFAULT_PAGE } from './connection.js';

/**
 * What one operation may ask for. The cost of a field is 1, and that of what lies under it; a page costs its content as
 * often as it may hold it (`first`, `last`, `limit` or `cap`, else the default page); each item of a list in an `input` costs 2;
 * leaves are free. Introspection as playgrounds send it comes to about 220 by this count.
 */
export const LIMITS = { tokens: 5_000, depth: 14, aliases: 30, directives: 30, cost: 10_000 } as const;

/** So much cost is one point of the rate limit; any operation, as any request, takes at least one. */
export const COST_OF_A_POINT = 100;
const COST_OF_AN_ITEM = 2;

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

/** Whose minute an operation is counted in, beyond the point that its request or its message took already. */
export interface Charged {
  charge(points: number): Promise<void>;
}

export interface Cost {
  /** 0 where variables are wrong, which execution refuses in its own words. */
  requested: number;
  limit: number;
  /** Of the rate limit. */
  points: number;
}

/**
 * Lets an operation run, and takes what it costs from who asks. Rejects with BAD_USER_INPUT when it may cost too much, and
 * with RATE_LIMITED.
 */
export async function admitOperation(
  { schema, document, operationName, variables }: Operation,
  { charge }: Charged,
): Promise<Cost> {
  const requested = costOfOperation({ schema, document, operationName, variables });
  const { cost: limit } = LIMITS;
  if (requested > limit) {
    throw badInput(
      'query',
      `costs at most ${limit}`,
      `The operation costs ${requested}; at most ${limit} is allowed. Ask for smaller pages.`,
    );
  }
  const points = Math.max(1, Math.ceil(requested / COST_OF_A_POINT));
  if (points > 1) await charge(points - 1);
  return { requested, limit, points };
}

/** Refuses an operation that may cost too much before it runs, and tells the cost in `extensions` of every answer. */
export const limitCost: ApolloServerPlugin<BaseContext & Charged> = {
  async requestDidStart({ schema, contextValue }) {
    let cost: Cost | undefined;
    return {
      async didResolveOperation({ request, document, operationName }) {
        const operation = { schema, document, operationName, variables: request.variables };
        cost = await admitOperation(operation, contextValue).catch((error) => {
          throw refusalOf(error);
        });
      },
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || !cost?.requested) return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, cost };
      },
    };
  },
};

/** Before an operation runs, Apollo answers with a status only what says it itself. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof ClockchainError)) return error;
  const { status } = ERROR_CODES[error.code];
  return new GraphQLError(error.message, { extensions: { ...errorExtensions(error), http: { status } } });
}

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
  const items = Object.values(args.input ?? {}).flatMap((value) =>
    Array.isArray(value) ? value : [],
  ).length;
  return (
    1 +
    items * COST_OF_AN_ITEM +
    childComplexity * (args.first ?? args.last ?? args.limit ?? args.cap ?? page)
  );
}
