import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import '@fastify/swagger';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import proxyAddr from '@fastify/proxy-addr';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { ClockchainError, ERROR_CODES } from '../../errors.js';
import { type KeyRing, requireAdmin, requireService, type Viewer } from './keys.js';
import { type Load, type LoadObserver, MAX_AT_WORK, watchLoad } from './load.js';
import { errorExtensions, problemDocument, toClockchainError } from './problem.js';
import { type Charge, openRateLimit, type RateLimits } from './rate-limit.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** For what does not come as a request of its own; requests have `charge`. */
    charge: Charge;
    /** Likewise. */
    load: Load;
    /** From where a request comes that Fastify has not read. */
    addressOf(request: IncomingMessage): string;
  }
  interface FastifyRequest {
    viewer: Viewer;
    /** Takes points from the caller's minute, and tells in headers what is left. Rejects with RATE_LIMITED. */
    charge(points: number): Promise<void>;
    /** From then on it counts no more as work under way. */
    begun(): void;
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
  rateLimit: RateLimits;
  /** Addresses and networks of proxies whose `X-Forwarded-*` is believed; none by default. */
  trustProxy?: string[];
  /** How long a request may take to arrive, from its first byte to the last of its body. */
  requestTimeoutMs?: number;
  /** Requests and operations that may be under way at once. */
  maxAtWork?: number;
  onLoad?: LoadObserver;
  /** Told of requests that were refused for coming too fast, with a key or without. */
  onRateLimited?(keyed: boolean): void;
}

const REQUEST_TIMEOUT_MS = 60_000;

/** A Fastify server on which every route knows its viewer and every refusal takes one of two shapes. */
export async function createHttpServer({
  log,
  keys,
  bodyLimit,
  rateLimit: limits,
  trustProxy = [],
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
  maxAtWork = MAX_AT_WORK,
  onLoad,
  onRateLimited,
}: HttpOptions): Promise<FastifyInstance> {
  const trusted = proxyAddr.compile(trustProxy);
  const app = Fastify({
    loggerInstance: log,
    bodyLimit,
    trustProxy: trusted,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 2_000 },
    forceCloseConnections: true,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 4 },
    // Addresses that reach no route: malformed, or with a segment that is too long.
    frameworkErrors: (error, request, reply) =>
      void answerError(error, request, reply.header('x-request-id', request.id)),
  });

  // The domain checks bodies, so that GraphQL and REST refuse alike; the schemas on routes are documentation.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));

  app.decorateRequest('viewer', null as unknown as Viewer);
  app.decorateRequest('begun', () => {});
  app.decorateRequest('charge', null as unknown as FastifyRequest['charge']);
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PATCH'],
    exposedHeaders: ['x-request-id', 'x-truncated', 'retry-after', ...RATE_HEADERS],
    maxAge: 3_600,
  });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_POLICY },
    strictTransportSecurity: false,
  });
  const charge = openRateLimit(limits, onRateLimited);
  app.decorate('charge', charge);
  const load = watchLoad(maxAtWork, onLoad);
  app.decorate('load', load);
  app.decorate('addressOf', (request: IncomingMessage) => proxyAddr(request, trusted));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    request.viewer = { kind: 'anonymous' };
    const limited = !UNLIMITED.test(request.url);
    const wrongKey = identify(request);
    request.charge = async (points) => {
      const allowance = await charge(request, points);
      if (!allowance) return;
      reply.headers({
        'x-ratelimit-limit': allowance.limit,
        'x-ratelimit-remaining': allowance.remaining,
        'x-ratelimit-reset': allowance.resetSeconds,
      });
    };
    if (limited) {
      // First, so that one who floods is held to his own minute and the others find room.
      await request.charge(1);
      load.refuseWhenFull();
    }
    if (wrongKey) throw wrongKey;
    const { needs } = request.routeOptions.config;
    if (needs === 'service') requireService(request.viewer);
    if (needs === 'admin') requireAdmin(request.viewer);
    refuseCoded(request);
  });

  // Counted once its body is here, so that those who send slowly take nobody's place.
  app.addHook('preValidation', async (request, reply) => {
    if (UNLIMITED.test(request.url)) return;
    load.refuseWhenFull();
    request.begun = load.begin();
    reply.raw.once('close', request.begun);
  });
  // An event stream or an export may go on for hours, and is no work but when it has something to tell.
  app.addHook('onSend', async (request) => request.begun());

  /** Refused only once it was counted, so that keys cannot be guessed faster than the limit. */
  function identify(request: FastifyRequest): unknown {
    try {
      request.viewer = keys.identify(request.headers);
      return null;
    } catch (error) {
      return error;
    }
  }

  app.setNotFoundHandler((request) => {
    throw new ClockchainError(
      'NOT_FOUND',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
    );
  });
  app.setErrorHandler(answerError);
  return app;
}

function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toClockchainError(thrown, request.log);
  const { status } = ERROR_CODES[error.code];
  if (error.details.retryAfter !== undefined) reply.header('retry-after', error.details.retryAfter);
  if (request.url.split('?')[0] === '/graphql') {
    return reply
      .status(status)
      .send({ errors: [{ message: error.message, extensions: errorExtensions(error) }] });
  }
  return reply.status(status).type('application/problem+json').send(problemDocument(error));
}

const RATE_HEADERS = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

/** A small compressed body can unpack to a large one, so none is unpacked. */
function refuseCoded({ headers }: FastifyRequest): void {
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity')
    throw new ClockchainError('UNSUPPORTED_MEDIA_TYPE', 'Compressed bodies are not read here.');
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
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].filter((method) => !methods.has(method)),
      url,
      schema: { hide: true },
      handler: (request, reply) => {
        reply.header('allow', [...methods].join(', '));
        throw new ClockchainError('METHOD_NOT_ALLOWED', `${request.method} is not for this address.`);
      },
    });
  }
}
