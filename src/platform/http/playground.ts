import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export interface PlaygroundOptions {
  /** The folder that `npm run build:web` filled. Default: `dist-web/playground` of this package. */
  root?: string;
  /** The Content-Security-Policy of the page. Default: nothing from elsewhere, no inline script, no eval. */
  csp?: string;
}

const BUILT = fileURLToPath(new URL('../../../dist-web/playground', import.meta.url));

/** Styles may be inline because the editor writes them; its workers are files of our own. */
const STRICT_CSP = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Shows the playground to a browser that opens `/graphql`, and serves what the page loads under `/playground/assets/`.
 * It adds no route at `/graphql`: a hook answers before the GraphQL handler where a person is asking, so that handler
 * keeps GET and POST for itself. Call it on the root instance, after what sets headers on every answer and before the
 * first plugin with routes, because a plugin takes the hooks that stand when it is registered.
 */
export async function registerPlayground(
  app: FastifyInstance,
  options: PlaygroundOptions = {},
): Promise<void> {
  const { root = BUILT, csp = STRICT_CSP } = options;
  const page = readPage(root);

  app.addHook('onRequest', async (request, reply) => {
    if (!isForPeople(request)) return;
    reply.header('content-security-policy', csp).header('vary', 'Accept').header('cache-control', 'no-cache');
    return reply
      .status(page === null ? 503 : 200)
      .type('text/html; charset=utf-8')
      .send(page ?? NOT_BUILT);
  });

  if (page === null) return;
  await app.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/playground/assets/',
    // The name of a file has the hash of its content in it.
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    index: false,
    decorateReply: false,
  });
}

/** A GET that likes HTML best and carries no operation. A client that takes anything gets the API. */
function isForPeople(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const [address = '', search] = request.url.split('?');
  if (address !== '/graphql' || new URLSearchParams(search).has('query')) return false;
  const types = ['application/graphql-response+json', 'application/json', 'text/html'];
  return new Negotiator(request.raw).mediaType(types) === 'text/html';
}

function readPage(root: string): string | null {
  try {
    return readFileSync(join(root, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Clockchain</title></head>
  <body>
    <h1>The playground is not built</h1>
    <p>Run <code>npm run build:web</code> and start the service again. The API itself is here: POST an operation to this address.</p>
  </body>
</html>
`;
