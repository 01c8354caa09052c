import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GraphObserver } from '../graph/index.js';
import { codeLabel } from './code-label.js';

/** What the parts of the platform report. Every label has few values, none of which a client can choose. */
export interface Metrics {
  /** Where features register what only they can tell. */
  registry: Registry;
  graph: GraphObserver;
  /** One GraphQL operation, by the field it asks for, `several` or `invalid`, and by the code of its first error. */
  operation(name: string, code: string | undefined, seconds: number): void;
  /** One HTTP request, by the pattern of its route. */
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** A request that was refused for coming too fast. */
  rateLimited(keyed: boolean): void;
  /** Requests and operations under way, and those refused because there were too many. */
  load: { atWork(change: 1 | -1): void; overloaded(): void };
  /** By how much the number of open connections to MongoDB, and of those at work, has changed. */
  queueConnections(state: 'open' | 'in_use', change: 1 | -1): void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'clockchain_http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const operations = new Histogram({
    name: 'clockchain_graphql_operation_duration_seconds',
    help: 'Time of one GraphQL operation, by its root field and the code of its first error (OK without)',
    labelNames: ['operation', 'code'],
    buckets: SECONDS,
    registers,
  });
  const limited = new Counter({
    name: 'clockchain_rate_limited_total',
    help: 'Requests refused for coming too fast, with a key or without',
    labelNames: ['viewer'],
    registers,
  });
  const atWork = new Gauge({
    name: 'clockchain_requests_at_work',
    help: 'Requests, and operations over WebSocket, whose answer has not begun',
    registers,
  });
  const overloaded = new Counter({
    name: 'clockchain_overloaded_total',
    help: 'Requests and operations refused at once because too many were at work',
    registers,
  });
  const statements = new Histogram({
    name: 'clockchain_graph_statement_duration_seconds',
    help: 'Time of one Cypher statement, by its file',
    labelNames: ['statement'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const failures = new Counter({
    name: 'clockchain_graph_statement_failures_total',
    help: 'Cypher statements that failed, each try counted, by file',
    labelNames: ['statement'],
    registers,
  });
  const sessions = new Gauge({
    name: 'clockchain_graph_sessions_in_use',
    help: 'Sessions with Neo4j that are at work, each with a connection of the pool or waiting for one',
    registers,
  });
  const connections = new Gauge({
    name: 'clockchain_queue_connections',
    help: 'Connections to MongoDB: open, and of these in use',
    labelNames: ['state'],
    registers,
  });
  for (const state of ['open', 'in_use']) connections.set({ state }, 0);
  for (const viewer of ['public', 'keyed']) limited.inc({ viewer }, 0);

  return {
    registry,
    graph: {
      statement: (statement, milliseconds) => statements.observe({ statement }, milliseconds / 1000),
      failure: (statement) => failures.inc({ statement }),
      session: (change) => sessions.inc(change),
    },
    operation(operation, code, seconds) {
      operations.observe({ operation, code: codeLabel(code) }, seconds);
    },
    request: (labels, seconds) => requests.observe(labels, seconds),
    rateLimited: (keyed) => limited.inc({ viewer: keyed ? 'keyed' : 'public' }),
    load: { atWork: (change) => atWork.inc(change), overloaded: () => overloaded.inc() },
    queueConnections: (state, change) => connections.inc({ state }, change),
  };
}
