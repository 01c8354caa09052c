import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { refuseUnfinishedRestore } from './features/backup/queries/unfinished-restore.js';
import { registerBrowseRoutes } from './features/browse/rest/browse.routes.js';
import { closeDerivation, type DerivationDeps, openDerivation } from './features/derivation/deps.js';
import type { DerivationContext } from './features/derivation/graphql/derivation.js';
import { measureDerivation } from './features/derivation/measured.js';
import { startSweeper } from './features/derivation/runner/sweeper.js';
import { wakingGraph } from './features/derivation/waking-graph.js';
import type { Generator } from './features/generation/domain/generator.js';
import { createFlashGenerator } from './features/generation/flash/flash-generator.js';
import { createLocalGenerator } from './features/generation/local/local-generator.js';
import { createOpenAiGenerator } from './features/generation/openai/openai-generator.js';
import { closeJobs, type JobDeps, openJobs } from './features/jobs/deps.js';
import { createJobLoaders, type JobContext } from './features/jobs/graphql/context.js';
import { measureQueue, observeJobs } from './features/jobs/measured.js';
import { createJobWatch } from './features/jobs/queries/watch-jobs.js';
import { registerJobRoutes } from './features/jobs/rest/job.routes.js';
import { startWorker } from './features/jobs/runner/worker.js';
import { createLinkLoaders, type LinkContext } from './features/links/graphql/context.js';
import { findLink } from './features/links/queries/find-link.js';
import { registerGraphRoutes } from './features/links/rest/graph.routes.js';
import type { MomentDeps } from './features/moments/commands/index-moment.js';
import { createMomentWriter } from './features/moments/commands/moment-writer.js';
import { findGenerated, storeGenerated } from './features/moments/commands/store-generated.js';
import { createMomentLoaders } from './features/moments/graphql/context.js';
import { registerMomentRoutes } from './features/moments/rest/moment.routes.js';
import { registerMomentListRoutes } from './features/moments/rest/moment-list.routes.js';
import { createPlaceBook } from './features/places/queries/place-book.js';
import { registerSearchRoutes } from './features/search/rest/search.routes.js';
import type { StatsContext } from './features/stats/graphql/stats.queries.js';
import { createStatsBook } from './features/stats/queries/stats.js';
import { registerStatsRoutes } from './features/stats/rest/stats.routes.js';
import { registerExportRoutes } from './features/transfer/rest/export.routes.js';
import { type Graph, migrate, openGraph } from './platform/graph/index.js';
import { createEventStreams } from './platform/graphql/event-stream.js';
import type { Charged } from './platform/graphql/limits.js';
import { type Asker, createLive } from './platform/graphql/live.js';
import type { NodeContext } from './platform/graphql/node.js';
import { createApollo } from './platform/graphql/server.js';
import { serveWebSocket } from './platform/graphql/websocket.js';
import { registerApiDocs } from './platform/http/api-docs.js';
import { registerExplorer } from './platform/http/explorer.js';
import { registerHealth } from './platform/http/health.js';
import { createKeyRing, type KeyRing, type Viewer } from './platform/http/keys.js';
import { serveMetrics } from './platform/http/metrics.js';
import { registerPlayground } from './platform/http/playground.js';
import { createHttpServer, refuseOtherMethods } from './platform/http/server.js';
import { createMetrics, type Metrics } from './platform/observing/metrics.js';
import { traceRequests } from './platform/observing/tracing.js';
import { openQueue } from './platform/queue/queue.js';
import { createSchema } from './schema.js';

export const { name, version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as {
  name: string;
  version: string;
};

export interface AppSettings {
  role: 'all' | 'api' | 'worker';
  neo4j: { uri: string; user: string; password: string; database: string };
  mongodb: { uri: string };
  keys: { service: string[]; admin: string[] };
  generator: {
    name: string;
    concurrency: number;
    ratePerMinute: number | null;
    timeoutMs: number;
    flash: { url: string; serviceKey: string } | null;
    openai: { baseUrl: string | null; apiKey: string | null; model: string } | null;
  };
  jobRetentionMs: number;
  rateLimit: { publicPerMinute: number | null; keyedPerMinute: number | null };
  trustProxy?: string[];
  maxAtWork?: number;
  bodyLimit: number;
}

export interface App {
  http: FastifyInstance;
  graph: Graph;
  jobs: JobDeps;
  /** Stops taking work, finishes or hands back what runs, and closes every connection. */
  stop(): Promise<void>;
}

type Context = JobContext & LinkContext & DerivationContext & StatsContext & NodeContext & Charged;
type Loaders = Pick<JobContext, 'moments' | 'jobsById' | 'batchesById'>;

/** The only place that constructs and joins things. The databases must be there; the HTTP server does not listen yet. */
export async function createApp(settings: AppSettings, log: FastifyBaseLogger): Promise<App> {
  const metrics = createMetrics();
  const store = openGraph({ ...settings.neo4j, observer: metrics.graph });
  await migrate(store);
  await refuseUnfinishedRestore(store);
  const queue = await openQueue({
    uri: settings.mongodb.uri,
    appName: name,
    onConnections: metrics.queueConnections,
  });
  const derivation = openDerivation({ graph: store, queue, log });
  const graph = wakingGraph(store, derivation);

  const moments: MomentDeps = {
    graph,
    writer: createMomentWriter({ graph }),
    places: createPlaceBook(),
    clock: () => new Date(),
    newId: randomUUID,
  };
  const { registry } = metrics;
  const jobs = await openJobs({
    queue,
    generator: settings.generator.name,
    log,
    observer: observeJobs(registry),
  });
  measureQueue(registry, jobs);
  measureDerivation(registry, { graph });

  const keys = createKeyRing(settings.keys);
  const http = await createHttpServer({
    ...settings,
    log,
    keys,
    onLoad: metrics.load,
    onRateLimited: metrics.rateLimited,
  });
  traceRequests(http);
  serveMetrics(http, metrics);
  registerHealth(http, {
    service: name,
    version,
    parts: { neo4j: graph.ping, mongodb: queue.ping },
    registry,
  });
  const apollo =
    settings.role === 'worker'
      ? null
      : await serveApi(http, { moments, jobs, derivation, keys, metrics, log });
  await http.ready();

  const worker = settings.role === 'api' ? null : await startGenerating(settings, { moments, jobs, log });
  const sweeper = settings.role === 'api' ? null : await startSweeper(derivation, { log });

  return {
    http,
    graph,
    jobs,
    async stop() {
      await Promise.all([worker?.stop(), sweeper?.stop(), apollo?.stop()]);
      await http.close();
      await Promise.all([closeJobs(jobs), closeDerivation(derivation)]);
      await Promise.allSettled([graph.close(), queue.close()]);
    },
  };
}

interface Parts {
  moments: MomentDeps;
  jobs: JobDeps;
  log: FastifyBaseLogger;
}

async function serveApi(
  http: FastifyInstance,
  {
    moments,
    jobs,
    derivation,
    keys,
    metrics,
    log,
  }: Parts & { derivation: DerivationDeps; keys: KeyRing; metrics: Metrics },
) {
  const stats = createStatsBook({ graph: moments.graph });
  const jobWatch = createJobWatch(jobs);
  function contextOf({ viewer, id, log: own, charge }: Asker): Context {
    const loaders = {
      moments: createMomentLoaders({ graph: moments.graph, viewer }),
      links: createLinkLoaders({ graph: moments.graph, viewer }),
      ...createJobLoaders(jobs),
    };
    const nodes = nodeFinders(moments.graph, viewer, loaders);
    return {
      ...moments,
      ...loaders,
      stats,
      jobs: { ...jobs, requestId: id ?? null },
      jobWatch,
      derivation,
      viewer,
      log: own,
      charge,
      nodes,
    };
  }

  const schema = await createSchema();
  const apollo = createApollo<Context>(schema, http, metrics);
  await apollo.start();
  await registerPlayground(http);
  await registerExplorer(http);
  const live = createLive({ schema, log, contextOf });
  const eventStreams = createEventStreams(live);
  const answerOnce = fastifyApolloHandler(apollo, { context: async (request) => contextOf(request) });
  http.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    schema: { hide: true },
    handler(request, reply) {
      return eventStreams.wants(request)
        ? eventStreams.answer(request, reply)
        : answerOnce.call(http, request, reply);
    },
  });
  serveWebSocket(http, { path: '/graphql', live, keys });

  await registerApiDocs(http, { version });
  for (const prefix of ['/api', '/api/v1']) {
    await http.register(
      async (routes) => {
        refuseOtherMethods(routes, () => {
          registerMomentRoutes(routes, moments);
          registerMomentListRoutes(routes, moments);
          registerBrowseRoutes(routes, moments);
          registerSearchRoutes(routes, moments);
          registerStatsRoutes(routes, { stats });
          registerJobRoutes(routes, { ...jobs, graph: moments.graph });
          registerGraphRoutes(routes, moments);
          registerExportRoutes(routes, moments);
        });
      },
      { prefix },
    );
  }
  return apollo;
}

function nodeFinders(
  graph: Graph,
  viewer: Viewer,
  { moments, jobsById, batchesById }: Loaders,
): NodeContext['nodes'] {
  const Moment = (id: string) => moments.byId.load(id);
  const Link = (id: string) => findLink({ graph, viewer }, id);
  if (viewer.kind === 'anonymous') return { Moment, Link };
  return { Moment, Link, Job: (id) => jobsById.load(id), Batch: (id) => batchesById.load(id) };
}

function startGenerating(
  { generator, jobRetentionMs: retentionMs }: AppSettings,
  { moments, jobs, log }: Parts,
) {
  const { concurrency, ratePerMinute, timeoutMs, flash, openai } = generator;
  const generators: Record<string, Generator> = { local: createLocalGenerator({ places: moments.places }) };
  if (flash) generators.flash = createFlashGenerator({ ...flash, timeoutMs });
  if (openai) generators.openai = createOpenAiGenerator({ ...openai, timeoutMs });
  return startWorker({
    ...jobs,
    generators,
    store: {
      find: (jobId) => findGenerated(moments, jobId),
      store: (input) => storeGenerated(moments, input),
    },
    settings: { concurrency, ratePerMinute, timeoutMs, retentionMs },
    log,
  });
}
