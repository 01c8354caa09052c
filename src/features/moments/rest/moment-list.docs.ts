/** OpenAPI descriptions of the lists of moments; checking is the domain's. */
const tags = ['moments'];
const year = { type: 'integer', description: 'historical counting: -44 is 44 BCE, there is no year 0' };
const text = { type: 'string' };
const image_url = { type: 'string', nullable: true, description: 'always null: moments have no pictures' };
const common = {
  path: text,
  name: text,
  one_liner: text,
  year,
  layer: { type: 'integer' },
  visibility: text,
  source_type: { ...text, nullable: true },
  image_url,
};
const event = {
  type: 'object',
  properties: { ...common, month: { type: 'integer' }, day: { type: 'integer' } },
};

export const list = {
  tags,
  summary: 'Moments by filter, a page at a time',
  querystring: {
    type: 'object',
    properties: {
      limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', minimum: 0, maximum: 10_000, default: 0 },
      year_from: year,
      year_to: year,
      entity: { ...text, description: 'a figure by name' },
      q: { ...text, description: 'words, as for search' },
      min_confidence: { type: 'number', minimum: 0, maximum: 1 },
      sort: { ...text, enum: ['year', '-year', 'created_at', '-created_at'], default: '-created_at' },
    },
  },
  response: {
    200: {
      description: 'A page',
      type: 'object',
      properties: {
        items: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              ...common,
              month: text,
              day: { type: 'integer' },
              country: text,
              region: text,
              city: text,
              confidence: { type: 'number', nullable: true },
            },
          },
        },
        total: { type: 'integer' },
        limit: { type: 'integer' },
        offset: { type: 'integer' },
      },
    },
  },
};

export const today = {
  tags,
  summary:
    'What happened on this day of the year, in UTC; at most 500, and then with the header `x-truncated: true`',
  response: {
    200: {
      description: 'In the order of time',
      type: 'object',
      properties: {
        month: { type: 'integer' },
        day: { type: 'integer' },
        events: { type: 'array', items: event },
      },
    },
  },
};

export const random = {
  tags,
  summary: 'A moment by chance',
  response: { 200: { description: 'A moment', ...event } },
};
