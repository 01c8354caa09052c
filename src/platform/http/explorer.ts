import type { FastifyInstance } from 'fastify';
import { openPage } from './pages.js';

/** Every address that the page gives to one of its states, so that each can be shared and opened anew. */
const ADDRESSES = ['/', '/moments/*', '/today', '/between', '/desk', '/desk/*'];

/** Shows the explorer; `root` is the folder that `npm run build:web` filled. */
export async function registerExplorer(app: FastifyInstance, root?: string): Promise<void> {
  const send = await openPage(app, 'explorer', root);
  for (const address of ADDRESSES) {
    app.get(address, { schema: { hide: true } }, (_request, reply) => send(reply));
  }
}
