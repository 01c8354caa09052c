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

const byId = {
  tags,
  security: [{ serviceKey: [] }],
  params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } },
};

export const job = {
  ...byId,
  summary: 'How a job is doing',
  response: { 200: { description: 'The job', ...jobShape } },
};

export const cancel = {
  ...byId,
  summary: 'Cancel a job: pending it never starts, running it is broken off within a second',
  description:
    'Safe to send twice. 409 for a job that has completed or failed. A moment that was stored by then stands, and `path` names it.',
  response: { 200: { description: 'The job, cancelled', ...jobShape } },
};

export const retry = {
  ...byId,
  summary: 'Ask the same again with a new job, after one that failed or was cancelled',
  description:
    'Safe to send twice: a job has one retry, and that one is given. 400 for a job in any other status.',
  response: { 200: { description: 'The new job', ...jobShape } },
};

export const batchResults = {
  ...byId,
  summary: 'The jobs of a batch with their moments, one JSON object a line',
  description:
    'In the order of the queries; of a query that was retried, the latest job. Each line is complete as it is read: ' +
    'ask again for those that are `pending` or `processing`.',
  response: {
    200: {
      description: 'One line for each query',
      content: {
        'application/x-ndjson': {
          schema: {
            type: 'object',
            properties: {
              job_id: jobShape.properties.job_id,
              query: { type: 'string' },
              status: jobShape.properties.status,
              path: jobShape.properties.path,
              error: { type: 'string', nullable: true },
              error_code: { type: 'string', nullable: true, example: 'UNRESOLVED' },
              client_ref: { type: 'string', nullable: true },
              moment: { type: 'object', nullable: true, description: 'once the job is completed' },
            },
          },
        },
      },
    },
  },
};
