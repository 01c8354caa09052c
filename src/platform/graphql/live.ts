import { ApolloServerErrorCode } from '@apollo/server/errors';
import { map, pipe } from '@graphql-yoga/subscription';
import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Viewer } from '../http/keys.js';
import { admitOperation, type Charged, LIMITS, limitRules } from './limits.js';
import { formatError } from './server.js';

export interface LiveOptions {
  schema: GraphQLSchema;
  log: FastifyBaseLogger;
  contextOf(asker: Asker): Asker;
}

/** Who asks, under which id the log knows the request or the connection, and the log that says so. */
export interface Asker extends Charged {
  viewer: Viewer;
  id?: string;
  log: FastifyBaseLogger;
}

/** An operation as a client sends it. */
export interface LiveRequest {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

/** What the transports that stream share: limits, errors and contexts as they are for requests over HTTP. */
export interface Live {
  /** The operation ready to run, or why it is no operation. Rejects as `admitOperation` does. */
  prepare(request: LiveRequest, asker: Asker): Promise<ExecutionArgs | GraphQLError[]>;
  subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  format(result: ExecutionResult): FormattedExecutionResult;
  formatErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[];
}

export function createLive({ schema, log, contextOf }: LiveOptions): Live {
  const formatErrors: Live['formatErrors'] = (errors) =>
    errors.map((error) => formatError(error.toJSON(), error, log));

  return {
    formatErrors,
    format: ({ errors, ...result }) => (errors ? { ...result, errors: formatErrors(errors) } : result),

    async prepare(request, asker) {
      let stage = ApolloServerErrorCode.GRAPHQL_PARSE_FAILED;
      try {
        const document = parse(String(request.query ?? ''), { maxTokens: LIMITS.tokens });
        stage = ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED;
        const faults = validate(schema, document, [...specifiedRules, ...limitRules]);
        if (faults.length > 0) return faults.map((fault) => coded(fault, stage));
        const operationName = request.operationName as string | null | undefined;
        const variables = request.variables as Record<string, unknown> | null | undefined;
        await admitOperation({ schema, document, operationName, variables }, asker);
        return {
          schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: contextOf(asker),
        };
      } catch (error) {
        if (error instanceof GraphQLError) return [coded(error, stage)];
        throw error;
      }
    },

    async subscribe(args) {
      const events = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in events)) return events;
      const { viewer, log: own, charge } = args.contextValue as Asker;
      // A context remembers what it has read, so each event has its own.
      const answer = (rootValue: unknown) =>
        execute({
          ...args,
          rootValue,
          contextValue: contextOf({ viewer, log: own, charge }),
        }) as Promise<ExecutionResult>;
      return pipe(events as AsyncIterable<unknown>, map(answer)) as AsyncIterableIterator<ExecutionResult>;
    },
  };
}

function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code;
  return error;
}
