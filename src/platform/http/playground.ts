import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { openPage } from './pages.js';

export interface PlaygroundOptions {
  /** The folder that `npm run build:web` filled. Default: `dist-web/playground` of this package. */
  root?: string;
}

/**
 * Shows the playground to a browser that opens `/graphql`. It adds no route there: a hook answers before the GraphQL
 * handler where a person is asking, so that handler keeps GET and POST for itself. Call it on the root instance, after
 * what sets headers on every answer and before the first plugin with routes, because a plugin takes the hooks that
 * stand when it is registered.
 */
export async function registerPlayground(
  app: FastifyInstance,
  { root }: PlaygroundOptions = {},
): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    if (isForPeople(request)) return send(reply.header('vary', 'Accept'));
  });
  const send = await openPage(app, 'playground', root);
}

/** A GET that likes HTML best and carries no operation. A client that takes anything gets the API. */
function isForPeople(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const [address = '', search] = request.url.split('?');
  if (address !== '/graphql' || new URLSearchParams(search).has('query')) return false;
  const types = ['application/graphql-response+json', 'application/json', 'text/html'];
  return new Negotiator(request.raw).mediaType(types) === 'text/html';
}
