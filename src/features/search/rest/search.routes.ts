import type { FastifyInstance } from 'fastify';
import { badInput } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { readSearchQuery } from '../domain/search-query.js';
import { searchMoments } from '../queries/search-moments.js';

const MAX_HITS = 100;

const schema = {
  tags: ['moments'],
  summary: 'Moments by words, best first',
  querystring: {
    type: 'object',
    required: ['q'],
    properties: {
      q: { type: 'string', minLength: 1, maxLength: 200 },
      limit: { type: 'integer', minimum: 1, maximum: MAX_HITS, default: 20 },
    },
  },
  response: {
    200: {
      description: 'The header `truncated: true` says that there are more',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          name: { type: 'string' },
          one_liner: { type: 'string' },
          score: { type: 'number', description: 'more than 0, up to 1' },
          image_url: { type: 'string', nullable: true, description: 'always null: moments have no pictures' },
        },
      },
    },
  },
};

/** `GET search`. Needs no key. */
export function registerSearchRoutes(app: FastifyInstance, { graph }: { graph: Graph }): void {
  app.get('/search', { schema }, async (request, reply) => {
    const { q, limit: asked = '20' } = request.query as { q?: unknown; limit?: string };
    const query = readSearchQuery(q, 'q');
    const limit = /^\d{1,3}$/u.test(asked) ? Number(asked) : 0;
    if (limit < 1 || limit > MAX_HITS) throw badInput('limit', `is from 1 to ${MAX_HITS}`);
    const page = { limit, backward: false, after: null, before: null };
    const { items, more } = await searchMoments({ graph, viewer: request.viewer }, query, {}, page);
    if (more) reply.header('x-truncated', 'true');
    return items.map(({ moment, score }) => ({
      path: moment.path,
      name: moment.name,
      one_liner: moment.oneLiner ?? '',
      score,
      image_url: null,
    }));
  });
}
