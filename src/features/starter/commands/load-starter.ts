import type { FastifyBaseLogger } from 'fastify';
import type { Graph } from '../../../platform/graph/index.js';
import { bulkGenerate } from '../../jobs/commands/bulk-generate.js';
import type { JobDeps } from '../../jobs/deps.js';
import { findBatch } from '../../jobs/queries/find-batch.js';
import { countMoments } from '../../moments/queries/list-moments.js';

const POLL_MS = 1_000;

/**
 * Fills an empty graph with a first set of public moments, by jobs like any others. Resolves once the jobs are
 * durable; what is left of them after a stop goes on at the next start.
 */
export async function loadStarter(
  deps: { graph: Graph; jobs: JobDeps; log: FastifyBaseLogger },
  queries: { query: string }[],
): Promise<void> {
  if ((await countMoments({ graph: deps.graph, viewer: { kind: 'admin' } })) > 0) return;
  const { batch } = await bulkGenerate(
    deps.jobs,
    {
      queries: queries.map(({ query }) => ({ query, visibility: 'public' })),
      idempotencyKey: 'clockchain-starter',
    },
    { generator: 'local' },
  );
  tellProgress(deps, batch.id);
}

function tellProgress({ jobs, log }: { jobs: JobDeps; log: FastifyBaseLogger }, batchId: string): void {
  let told = -1;
  const timer = setInterval(async () => {
    const batch = await findBatch(jobs, batchId).catch(() => null);
    if (!batch) return;
    const { completed, failed, cancelled } = batch.counts;
    const ended = completed + failed + cancelled;
    if (ended !== told)
      log.info(`starter set: ${ended} of ${batch.total} moments${failed > 0 ? `, ${failed} failed` : ''}`);
    told = ended;
    if (ended === batch.total) clearInterval(timer);
  }, POLL_MS);
  timer.unref();
}
