import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ClockchainError } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { jsonBody } from '../../../platform/http/json-body.js';
import { bulkGenerate } from '../commands/bulk-generate.js';
import { cancelJob } from '../commands/cancel-job.js';
import { generate } from '../commands/generate.js';
import { retryJob } from '../commands/retry-job.js';
import type { JobDeps } from '../deps.js';
import { type BatchResult, batchResults } from '../queries/batch-results.js';
import { findJob } from '../queries/find-jobs.js';
import { jobBody, resultBody } from './job.body.js';
import * as docs from './job.docs.js';

interface ById {
  Params: { id: string };
}

/** `POST generate`, `POST bulk-generate`, `GET jobs/{id}`, `POST jobs/{id}/cancel` and `/retry`, `GET batches/{id}/results`. */
export function registerJobRoutes(app: FastifyInstance, deps: JobDeps & { graph: Graph }): void {
  const service = { needs: 'service' } as const;
  const asked = ({ id }: FastifyRequest): JobDeps => ({ ...deps, requestId: id });

  app.post('/generate', { config: service, schema: docs.generate }, async (request) =>
    jobBody(await generate(asked(request), jsonBody(request))),
  );

  app.post('/bulk-generate', { config: { needs: 'admin' }, schema: docs.bulkGenerate }, async (request) => {
    const { queries, idempotency_key: idempotencyKey } = jsonBody(request);
    const { jobs } = await bulkGenerate(asked(request), {
      queries: Array.isArray(queries) ? queries.map(query) : queries,
      idempotencyKey,
    });
    return jobs.map(jobBody);
  });

  app.get<ById>('/jobs/:id', { config: service, schema: docs.job }, async ({ params }) => {
    const job = await findJob(deps, params.id);
    if (!job) throw new ClockchainError('NOT_FOUND', 'Job not found.');
    return jobBody(job);
  });

  app.post<ById>('/jobs/:id/cancel', { config: service, schema: docs.cancel }, async ({ params }) =>
    jobBody(await cancelJob(deps, params.id)),
  );

  app.post<ById>('/jobs/:id/retry', { config: service, schema: docs.retry }, async (request) =>
    jobBody(await retryJob(asked(request), request.params.id)),
  );

  app.get<ById>(
    '/batches/:id/results',
    { config: service, schema: docs.batchResults },
    async ({ params, viewer }, reply) => {
      const results = await batchResults({ ...deps, viewer }, params.id);
      return reply.type('application/x-ndjson').send(Readable.from(lines(results)));
    },
  );
}

async function* lines(results: AsyncIterable<BatchResult>): AsyncGenerator<string> {
  for await (const result of results) yield `${JSON.stringify(resultBody(result))}\n`;
}

/** REST writes `client_ref` where GraphQL writes `clientRef`. */
function query(item: unknown): unknown {
  if (item === null || typeof item !== 'object' || !('client_ref' in item)) return item;
  const { client_ref: clientRef, ...rest } = item;
  return { ...rest, clientRef };
}
