import { LINK_TYPES, STORED_TYPES } from '../domain/link-type.js';

/** OpenAPI descriptions of the graph routes; checking is the domain's. */
const path = {
  type: 'string',
  description: 'year/month/day/time/country/region/city/slug',
  example: '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing',
};
const tags = ['graph'];
const params = { type: 'object', properties: { '*': { ...path, example: path.example.slice(1) } } };
const type = { type: 'string', enum: STORED_TYPES.map((name) => name.toLowerCase()) };
const weight = { type: 'number', minimum: 0, maximum: 1 };
const count = { type: 'integer', minimum: 0 };
const truncated = { type: 'boolean', description: 'more was within reach than the limit let in' };
const headers = {
  'x-truncated': { type: 'string', description: '`true` where more was within reach than is told' },
};

const node = {
  type: 'object',
  additionalProperties: true,
  properties: {
    path,
    name: { type: 'string' },
    year: { type: 'integer', description: 'historical counting: -44 is 44 BCE' },
    hop: { ...count, description: 'links between it and the first' },
  },
};
const edge = {
  type: 'object',
  additionalProperties: true,
  properties: {
    source: path,
    target: path,
    type,
    weight,
    theme: { type: 'string' },
    description: { type: 'string' },
  },
};
const nodes = { type: 'array', items: node };
const edges = { type: 'array', items: edge };

const edgeTypes = {
  type: 'string',
  default: 'causes,influences,precedes',
  description: `separated by commas, of ${LINK_TYPES.map((name) => name.toLowerCase()).join(', ')}`,
};
const whole = (most: number, fallback: number) => ({
  type: 'integer',
  minimum: 1,
  maximum: most,
  default: fallback,
});
const answer = (properties: object) => ({
  200: { description: 'Found', headers, type: 'object', properties },
});

export const neighbors = {
  tags,
  summary: 'What a moment is linked to, the strongest first',
  params,
  querystring: { type: 'object', properties: { limit: whole(500, 500) } },
  response: {
    200: {
      description: 'One entry for each link',
      headers,
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path,
          name: { type: 'string' },
          edge_type: type,
          direction: { type: 'string', enum: ['out', 'in'] },
          weight,
          theme: { type: 'string' },
          description: { type: 'string' },
          created_by: { type: 'string' },
        },
      },
    },
  },
};

export const subgraph = {
  tags,
  summary: 'A moment, what lies around it, and all links among those',
  params,
  querystring: { type: 'object', properties: { depth: whole(3, 1), cap: whole(500, 100) } },
  response: answer({
    nodes,
    edges,
    meta: {
      type: 'object',
      properties: {
        root: path,
        depth: count,
        cap: count,
        truncated,
        counts: { type: 'object', properties: { nodes: count, edges: count } },
      },
    },
  }),
};

const direction = { type: 'string', enum: ['past', 'future', 'both'], default: 'both' };

export const traverse = {
  tags,
  summary: 'Causes and consequences of a moment, hop by hop',
  params,
  querystring: {
    type: 'object',
    properties: {
      direction,
      depth: whole(4, 2),
      edge_types: edgeTypes,
      limit: whole(500, 100),
      min_weight: weight,
    },
  },
  response: answer({
    anchor: path,
    direction,
    depth: count,
    nodes,
    edges,
    node_count: count,
    edge_count: count,
    truncated,
  }),
};

const pathBetween = {
  tags,
  summary: 'The shortest way along links from one moment to a later one',
  querystring: {
    type: 'object',
    required: ['from', 'to'],
    properties: { from: path, to: path, max_hops: whole(10, 6), edge_types: edgeTypes },
  },
  response: answer({
    found: { type: 'boolean', description: 'that there is no way is an answer too' },
    from: path,
    to: path,
    hops: { ...count, nullable: true },
    nodes,
    edges,
  }),
};

export { pathBetween as path };
