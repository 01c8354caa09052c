import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, getOperationAST, parse } from 'graphql';
import { createHandler, type OperationArgs, type OperationContext, type RequestParams } from 'graphql-sse';
import type { Live } from './live.js';

/**
 * GraphQL over server-sent events, one connection an operation ("distinct connections"): answers a request that asks for
 * `text/event-stream` alone, or a subscription whose client would take it among others. False leaves the request alone.
 */
export function createEventStreams(live: Live): {
  wants(request: FastifyRequest): boolean;
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
} {
  const handle = createHandler<FastifyRequest, null, OperationContext>({
    async onSubscribe({ raw }, params) {
      const prepared = await live.prepare(params, raw);
      if (!Array.isArray(prepared)) return prepared as OperationArgs<OperationContext>;
      return [
        JSON.stringify({ errors: live.formatErrors(prepared) }),
        {
          status: 400,
          statusText: 'Bad Request',
          headers: { 'content-type': 'application/json; charset=utf-8' },
        },
      ];
    },
    subscribe: (args) => live.subscribe(args),
    onNext: (_ctx, _request, result) => live.format(result as ExecutionResult) as ExecutionResult,
  });

  return {
    wants({ headers: { accept = '' }, ...request }) {
      if (!accept.includes('text/event-stream')) return false;
      return accept.trim() === 'text/event-stream' || isSubscription(paramsOf(request));
    },
    async answer(request, reply) {
      const [body, { status, headers }] = await handle({
        method: request.method,
        url: request.url,
        headers: {
          get: (name) => (name === 'accept' ? 'text/event-stream' : String(request.headers[name] ?? '')),
        },
        body: request.body as Record<string, unknown> | null,
        raw: request,
        context: null,
      });
      reply.status(status).headers(headers ?? {});
      return reply.send(body === null || typeof body === 'string' ? body : Readable.from(body));
    },
  };
}

function paramsOf({
  method,
  query,
  body,
}: Pick<FastifyRequest, 'method' | 'query' | 'body'>): Partial<RequestParams> {
  return ((method === 'GET' ? query : body) ?? {}) as Partial<RequestParams>;
}

function isSubscription({ query, operationName }: Partial<RequestParams>): boolean {
  try {
    return getOperationAST(parse(String(query)), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}
