import type { FastifyInstance } from 'fastify';
import type { StatsBook } from '../queries/stats.js';

const counts = { type: 'object', additionalProperties: { type: 'integer' } };
const schema = {
  tags: ['moments'],
  summary: 'Figures of the whole graph, as far as the viewer may see it; at most two seconds old',
  response: {
    200: {
      description: 'Figures',
      type: 'object',
      properties: {
        total_nodes: { type: 'integer', description: 'moments' },
        total_edges: { type: 'integer', description: 'links' },
        layer_counts: counts,
        edge_type_counts: counts,
        source_type_counts: counts,
        date_range: {
          type: 'object',
          properties: {
            min_year: { type: 'integer', nullable: true },
            max_year: { type: 'integer', nullable: true },
          },
        },
        avg_confidence: { type: 'number', nullable: true },
        last_updated: { type: 'string', nullable: true },
      },
    },
  },
};

/** `GET stats`. Needs no key. */
export function registerStatsRoutes(app: FastifyInstance, { stats }: { stats: StatsBook }): void {
  app.get('/stats', { schema }, async (request) => {
    const found = await stats.read(request.viewer);
    return {
      total_nodes: found.momentCount,
      total_edges: found.linkCount,
      layer_counts: Object.fromEntries(found.layers.map(({ level, count }) => [level, count])),
      edge_type_counts: Object.fromEntries(
        found.linkTypes.map(({ type, count }) => [type.toLowerCase(), count]),
      ),
      source_type_counts: Object.fromEntries(
        found.sourceTypes.map(({ sourceType, count }) => [sourceType ?? 'unknown', count]),
      ),
      date_range: {
        min_year: found.dateRange?.from.year ?? null,
        max_year: found.dateRange?.to.year ?? null,
      },
      avg_confidence: found.averageConfidence,
      last_updated: found.lastUpdated,
    };
  });
}
