/** OpenAPI descriptions of the job routes; checking is the domain's. */
const jobShape = {
  type: 'object',
  properties: {
    job_id: { type: 'string', format: 'uuid' },
    status: { type: 'string', enum: ['pending', 'processing', 'completed', 'failed', 'cancelled'] },
    path: { type: 'string', nullable: true, description: 'of the moment, once completed' },
    error: { type: 'string', nullable: true },
    created_at: { type: 'string', format: 'date-time' },
    completed_at: { type: 'string', format: 'date-time', nullable: true },
  },
};
const query = {
  type: 'object',
  required: ['query'],
  properties: {
    query: { type: 'string', maxLength: 2000, example: 'Fall of the Berlin Wall November 9 1989' },
    preset: { type: 'string', default: 'default' },
    visibility: { type: 'string', enum: ['private', 'public', 'unlisted'], default: 'private' },
  },
};
const tags = ['jobs'];

export const generate = {
  tags,
  security: [{ serviceKey: [] }],
  summary: 'Have one query turned into a moment in the background',
  body: query,
  response: { 200: { description: 'The job, pending', ...jobShape } },
};

export const bulkGenerate = {
  tags,
  security: [{ serviceKey: [], adminKey: [] }],
  summary: 'Have 1 to 500 queries turned into moments, accepted whole or not at all',
  body: {
    type: 'object',
    required: ['queries'],
    properties: {
      queries: {
        type: 'array',
        minItems: 1,
        maxItems: 500,
        items: { ...query, properties: { ...query.properties, client_ref: { type: 'string' } } },
      },
      idempotency_key: { type: 'string', description: 'the same key and queries give the same jobs' },
    },
  },
  response: { 200: { description: 'The jobs, in the order of the queries', type: 'array', items: jobShape } },
};

export const job = {
  tags,
  security: [{ serviceKey: [] }],
  summary: 'How a job is doing',
  params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } },
  response: { 200: { description: 'The job', ...jobShape } },
};
