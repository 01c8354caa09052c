import type { FastifyInstance } from 'fastify';
import { ClockchainError } from '../../../errors.js';
import { jsonBody } from '../../../platform/http/json-body.js';
import { bulkGenerate } from '../commands/bulk-generate.js';
import { generate } from '../commands/generate.js';
import type { JobDeps } from '../deps.js';
import { findJob } from '../queries/find-jobs.js';
import { jobBody } from './job.body.js';
import * as docs from './job.docs.js';

/** `POST generate`, `POST bulk-generate`, `GET jobs/{id}`. */
export function registerJobRoutes(app: FastifyInstance, deps: JobDeps): void {
  app.post('/generate', { config: { needs: 'service' }, schema: docs.generate }, async (request) =>
    jobBody(await generate(deps, jsonBody(request))),
  );

  app.post('/bulk-generate', { config: { needs: 'admin' }, schema: docs.bulkGenerate }, async (request) => {
    const { queries, idempotency_key: idempotencyKey } = jsonBody(request);
    const { jobs } = await bulkGenerate(deps, {
      queries: Array.isArray(queries) ? queries.map(query) : queries,
      idempotencyKey,
    });
    return jobs.map(jobBody);
  });

  app.get<{ Params: { id: string } }>(
    '/jobs/:id',
    { config: { needs: 'service' }, schema: docs.job },
    async (request) => {
      const job = await findJob(deps, request.params.id);
      if (!job) throw new ClockchainError('NOT_FOUND', 'Job not found.');
      return jobBody(job);
    },
  );
}

/** REST writes `client_ref` where GraphQL writes `clientRef`. */
function query(item: unknown): unknown {
  if (item === null || typeof item !== 'object' || !('client_ref' in item)) return item;
  const { client_ref: clientRef, ...rest } = item;
  return { ...rest, clientRef };
}
