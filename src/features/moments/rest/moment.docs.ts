/** OpenAPI descriptions of the moment routes; checking is the domain's. */
const path = {
  type: 'string',
  description: 'year/month/day/time/country/region/city/slug',
  example: '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing',
};
const level = { type: 'string', enum: ['private', 'public', 'unlisted'] };
const tags = ['moments'];
const keyed = [{ serviceKey: [] }];
const params = { type: 'object', properties: { '*': { ...path, example: path.example.slice(1) } } };

export const index = {
  tags,
  security: keyed,
  summary: 'Store a moment that someone has described',
  body: {
    type: 'object',
    required: ['path'],
    properties: {
      path,
      metadata: {
        type: 'object',
        additionalProperties: true,
        description: 'name, one_liner, tags, figures, era … and up to 64 keys of your own',
      },
      flash_timepoint_id: { type: 'string', nullable: true, description: 'makes the layer at least 2' },
      visibility: { ...level, default: 'private' },
      created_by: { type: 'string', default: 'system' },
    },
  },
  response: {
    200: {
      description: 'Stored',
      type: 'object',
      properties: {
        path,
        status: { type: 'string', const: 'indexed' },
        warnings: {
          type: 'array',
          items: { type: 'string' },
          description: 'moments that stand and are perhaps the same event; this one is stored all the same',
        },
      },
    },
  },
};

export const read = { tags, summary: 'One moment', params };

const changed = {
  200: { description: 'Changed', type: 'object', properties: { path, visibility: level } },
};

export const publish = {
  tags,
  security: keyed,
  summary: 'Publish a moment: moments/{path}/publish',
  params,
  body: { type: 'object', properties: { visibility: { ...level, default: 'public' } } },
  response: changed,
};

export const visibility = {
  tags,
  security: keyed,
  summary: 'Change who may see a moment: moments/{path}/visibility',
  params,
  body: { type: 'object', required: ['visibility'], properties: { visibility: level } },
  response: changed,
};
