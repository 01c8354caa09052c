import type { FastifyInstance } from 'fastify';
import type { Graph } from '../../../platform/graph/index.js';
import { browse } from '../queries/browse.js';

const MAX_ITEMS = 1_000;

const response = {
  200: {
    description: 'In the order of time; at most 1,000, and then with the header `x-truncated: true`',
    type: 'object',
    properties: {
      prefix: { type: 'string' },
      items: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            segment: { type: 'string' },
            count: { type: 'integer', description: 'moments below it that the viewer may see' },
            label: { type: 'string' },
          },
        },
      },
    },
  },
};
const docs = { tags: ['moments'], summary: 'What stands below the beginning of a path', response };
const params = { type: 'object', properties: { '*': { type: 'string', example: '1969/july' } } };

/** `GET browse`, `GET browse/{prefix}`. Neither needs a key. */
export function registerBrowseRoutes(app: FastifyInstance, { graph }: { graph: Graph }): void {
  for (const url of ['/browse', '/browse/*']) {
    const schema = url === '/browse' ? docs : { ...docs, params };
    app.get(url, { schema }, async (request, reply) => {
      const prefix = (request.params as { '*'?: string })['*'] ?? '';
      const { path, items } = await browse({ graph, viewer: request.viewer }, prefix, 'prefix');
      if (items.length > MAX_ITEMS) reply.header('x-truncated', 'true');
      return {
        prefix: path,
        items: items.slice(0, MAX_ITEMS).map(({ segment, count, label }) => ({ segment, count, label })),
      };
    });
  }
}
