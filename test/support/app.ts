import { pino } from 'pino';
import { type App, type AppSettings, createApp } from '../../src/app.js';
import { parseStatement } from '../../src/platform/graph/index.js';

export const SERVICE_KEY = 'test-service-key';
export const ADMIN_KEY = 'test-admin-key';
export const service = { 'x-service-key': SERVICE_KEY };
export const admin = { ...service, 'x-admin-key': ADMIN_KEY };

export interface TestApp extends App {
  url: string;
  settings: AppSettings;
  /** A GraphQL request over HTTP, as a client sends it. */
  graphql(query: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** A REST request over HTTP; `body` of an object is sent as JSON. */
  rest(
    method: string,
    address: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<RestAnswer>;
}

export interface GraphQLAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  body: any;
}

const wipe = parseStatement('wipe', 'MATCH (n) WHERE NOT n:Migration DETACH DELETE n');

/** The whole service on the shared test servers, on an empty graph and a queue of its own, listening on a free port. */
export async function startTestApp(
  changes: Partial<AppSettings> = {},
  log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
): Promise<TestApp> {
  const settings = testSettings(changes);
  const app = await createApp(settings, log);
  if (settings.role !== 'worker') await app.graph.write(wipe);
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return { ...app, url, settings, ...clientOf(url) };
}

export function testSettings(changes: Partial<AppSettings> = {}): AppSettings {
  return {
    role: 'all',
    neo4j: {
      uri: process.env.TEST_NEO4J_URI!,
      user: process.env.TEST_NEO4J_USER!,
      password: process.env.TEST_NEO4J_PASSWORD!,
      database: 'neo4j',
    },
    mongodb: { uri: newQueueUri() },
    keys: { service: ['another-service-key', SERVICE_KEY], admin: [ADMIN_KEY] },
    generator: {
      name: 'local',
      concurrency: 1,
      ratePerMinute: null,
      timeoutMs: 10_000,
      flash: null,
      openai: null,
    },
    jobRetentionMs: 86_400_000,
    rateLimit: { publicPerMinute: null, keyedPerMinute: null },
    bodyLimit: 1024 ** 2,
    ...changes,
  };
}

function newQueueUri(): string {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test-${process.hrtime.bigint()}`;
  return uri.href;
}

export function clientOf(url: string): Pick<TestApp, 'graphql' | 'rest'> {
  return {
    async graphql(query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<GraphQLAnswer, 'status'>) };
    },
    async rest(method, address, { body, headers = {} } = {}) {
      const response = await fetch(`${url}${address}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
      };
    },
  };
}
