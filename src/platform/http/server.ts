import { randomUUID } from 'node:crypto';
import '@fastify/swagger';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { ClockchainError, ERROR_CODES } from '../../errors.js';
import { type KeyRing, requireAdmin, requireService, type Viewer } from './keys.js';
import { errorExtensions, problemDocument, toClockchainError } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
  }
  interface FastifyContextConfig {
    /** The keys this route needs; none where absent. */
    needs?: 'service' | 'admin';
  }
}

export interface HttpOptions {
  log: FastifyBaseLogger;
  keys: KeyRing;
  bodyLimit: number;
  /** Requests a minute from one address without a key, and with one; null for no limit. */
  rateLimit: { publicPerMinute: number | null; keyedPerMinute: number | null };
  /** Told of requests that were refused for coming too fast, with a key or without. */
  onRateLimited?(keyed: boolean): void;
}

/** A Fastify server on which every route knows its viewer and every refusal takes one of two shapes. */
export async function createHttpServer({
  log,
  keys,
  bodyLimit,
  rateLimit: limits,
  onRateLimited,
}: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    bodyLimit,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 2_000 },
    forceCloseConnections: true,
  });

  // The domain checks bodies, so that GraphQL and REST refuse alike; the schemas on routes are documentation.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));

  app.decorateRequest('viewer', null as unknown as Viewer);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    request.viewer = keys.identify(request.headers);
  });

  await app.register(cors, { origin: '*', exposedHeaders: ['x-request-id', 'x-truncated', 'retry-after'] });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_POLICY },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    max: (request) =>
      (request.viewer.kind === 'anonymous' ? limits.publicPerMinute : limits.keyedPerMinute) ??
      Number.MAX_SAFE_INTEGER,
    keyGenerator: (request) => `${request.viewer.kind === 'anonymous' ? 'public' : 'keyed'}:${request.ip}`,
    allowList: (request) => UNLIMITED.test(request.url),
    onExceeded: (request) => onRateLimited?.(request.viewer.kind !== 'anonymous'),
    errorResponseBuilder: (_request, { ttl }) =>
      new ClockchainError('RATE_LIMITED', 'Too many requests; slow down.', {
        retryAfter: Math.ceil(ttl / 1000),
      }),
  });
  app.addHook('onRequest', async (request) => {
    const { needs } = request.routeOptions.config;
    if (needs === 'service') requireService(request.viewer);
    if (needs === 'admin') requireAdmin(request.viewer);
  });

  app.setNotFoundHandler((request) => {
    throw new ClockchainError(
      'NOT_FOUND',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
    );
  });
  app.setErrorHandler((thrown, request, reply) => {
    const error = toClockchainError(thrown, request.log);
    const { status } = ERROR_CODES[error.code];
    if (error.details.retryAfter !== undefined) reply.header('retry-after', error.details.retryAfter);
    if (request.url.split('?')[0] === '/graphql') {
      return reply
        .status(status)
        .send({ errors: [{ message: error.message, extensions: errorExtensions(error) }] });
    }
    return reply.status(status).type('application/problem+json').send(problemDocument(error));
  });
  return app;
}

/** Asked for by machines, and cheap however often. */
const UNLIMITED = /^\/(?:health(?:\/live|\/ready)?|metrics)(?:\?|$)/u;

/** Nothing is loaded from elsewhere; styles may be inline because the playground's editor writes them. */
const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  workerSrc: ["'self'", 'blob:'],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  upgradeInsecureRequests: null,
};

/** Adds routes, and to each an answer of 405 with `Allow` for the methods it does not take. */
export function refuseOtherMethods(app: FastifyInstance, addRoutes: () => void): void {
  const taken = new Map<string, Set<string>>();
  let adding = true;
  app.addHook('onRoute', ({ routePath, method }) => {
    if (!adding) return;
    const methods = taken.get(routePath) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    taken.set(routePath, methods);
  });
  addRoutes();
  adding = false;
  for (const [url, methods] of taken) {
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !methods.has(method)),
      url,
      schema: { hide: true },
      handler: (request, reply) => {
        reply.header('allow', [...methods].join(', '));
        throw new ClockchainError('METHOD_NOT_ALLOWED', `${request.method} is not for this address.`);
      },
    });
  }
}
