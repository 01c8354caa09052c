import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { ClockchainError } from '../../errors.js';
import { errorExtensions, toClockchainError } from '../http/problem.js';
import type { Metrics } from '../observing/metrics.js';
import { type Charged, LIMITS, limitCost, limitRules } from './limits.js';
import { measureOperations } from './measured.js';

type Logged = BaseContext & { log: FastifyBaseLogger };

/** Apollo on top of an HTTP server: errors by the one table, no stacks, transport by the GraphQL-over-HTTP rules. */
export function createApollo<Context extends Logged & Charged>(
  schema: GraphQLSchema,
  app: FastifyInstance,
  metrics: Metrics,
): ApolloServer<Context> {
  const logs = new WeakMap<object, FastifyBaseLogger>();
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: limitRules,
    formatError: (formatted, error) => formatError(formatted, error, logs.get(error as object) ?? app.log),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      rememberLog(logs) as ApolloServerPlugin<Context>,
      measureOperations(metrics) as ApolloServerPlugin<Context>,
      limitCost as ApolloServerPlugin<Context>,
      tellWhenToTryAgain as ApolloServerPlugin<Context>,
      answerLegacyClientsWith200 as ApolloServerPlugin<Context>,
    ],
  });
}

/** Notes for each error the log of the request that met it, which Apollo does not say where it formats errors. */
function rememberLog(logs: WeakMap<object, FastifyBaseLogger>): ApolloServerPlugin<Logged> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) logs.set(error, contextValue.log);
        },
      };
    },
  };
}

/** An error as clients see it: by the table of codes, with nothing of the inside. */
export function formatError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  log: Pick<FastifyBaseLogger, 'error'>,
): GraphQLFormattedError {
  const original = unwrapResolverError(thrown);
  const raisedByUs = original instanceof ClockchainError;
  if (!raisedByUs && original instanceof GraphQLError) {
    if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
    // Apollo gives no code to some requests that it refuses, such as a persisted query under another's hash.
    const { status } = (original.extensions.http ?? {}) as { status?: number };
    if (status === 400) return { message: original.message, extensions: { code: 'BAD_REQUEST' } };
  }
  const error = toClockchainError(original, log);
  return {
    message: error.message,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: errorExtensions(error),
  };
}

/** In the header that other clients than ours know, too. */
const tellWhenToTryAgain: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = (body.kind === 'single' && body.singleResult.errors) || [];
        const seconds = Math.max(0, ...errors.map(({ extensions }) => Number(extensions?.retryAfter ?? 0)));
        if (seconds > 0) http.headers.set('retry-after', String(seconds));
      },
    };
  },
};

/**
 * A client that takes only `application/json` cannot tell a GraphQL answer from a proxy's error page by a 4xx, so the
 * GraphQL-over-HTTP specification has a well-formed request answered with 200 there even when it is refused.
 */
const answerLegacyClientsWith200: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        const accept = request.http?.headers.get('accept') ?? '';
        const legacy =
          accept.includes('application/json') && !accept.includes('application/graphql-response+json');
        if (legacy && response.http.status === 400) response.http.status = 200;
      },
    };
  },
};
