import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { admin, startTestApp, type TestApp } from '../../support/app.js';
import { hostileObject, hostileOperations, hostilePath, hostileText } from '../../support/hostile.js';
import { keptLog } from '../../support/log-lines.js';

/** `npm run test:fuzz` takes more of them, from a new seed each time. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 6);
const OPTIONS = {
  numRuns: RUNS,
  ...(process.env.FUZZ_RUNS ? {} : { seed: 1889 }),
  endOnFailure: !process.env.FUZZ_RUNS,
};
const INSIDE = /node_modules|\.[tj]s:\d+|stacktrace|Neo4jError|MongoServerError|Neo\.\w+Error/;

interface Route {
  method: string;
  address: string;
  params: { name: string; in: string }[];
  fields: string[];
}

describe('whatever is sent is answered, and never with a fault of ours', () => {
  const kept = keptLog('error');
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({}, kept.log);
    const body = {
      path: '/1889/march/31/1330/france/ile-de-france/paris/fuzzed',
      visibility: 'public',
    };
    await app.rest('POST', '/api/index', { body, headers: admin });
  });
  afterAll(() => app?.stop());
  afterEach(() => {
    expect(kept.lines()).toEqual([]);
  });

  async function send(request: { method: string; url: string; payload?: string }) {
    const answer = await app.http.inject({
      ...(request as { method: 'POST'; url: string }),
      headers: { ...admin, 'content-type': 'application/json', accept: '*/*' },
    });
    expect(answer.statusCode).toBeLessThan(500);
    return answer;
  }

  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  test.each(hostileOperations(schema).map((operation) => [operation.name, operation] as const))(
    'GraphQL: %s',
    async (_name, { query, variables }) => {
      await fc.assert(
        fc.asyncProperty(variables, async (values) => {
          const payload = JSON.stringify({ query, variables: values });
          const answer = await send({ method: 'POST', url: '/graphql', payload });
          const { errors = [] } = answer.json() as { errors?: { extensions: { code: string } }[] };
          const codes = errors.map(({ extensions }) => extensions.code);
          expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
          expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
          expect(answer.body).not.toMatch(INSIDE);
        }),
        OPTIONS,
      );
    },
    600_000,
  );

  test('REST: every route with every parameter', async () => {
    const routes = await routesOf(app);
    expect(routes.length).toBeGreaterThan(20);
    for (const { method, address, params, fields } of routes) {
      const value = fc.oneof(hostileText, hostilePath, fc.integer({ min: -5, max: 600 }).map(String));
      const request = fc.record({
        params: fc.record(Object.fromEntries(params.map(({ name }) => [name, value]))),
        body: fc.oneof(
          hostileObject,
          fc.record(
            Object.fromEntries(
              fields.map((name) => [
                name,
                fc.oneof(hostilePath, hostileObject, fc.array(hostileObject, { maxLength: 2 })),
              ]),
            ),
            { requiredKeys: [] },
          ),
        ),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ params: values, body }) => {
          const inPath = params.filter((param) => param.in === 'path');
          const url = inPath.reduce(
            (filled, { name }) => filled.replace(`{${name}}`, encode(String(values[name])) || 'x'),
            address,
          );
          const search = params
            .filter((param) => param.in === 'query')
            .map(({ name }) => `${name}=${encode(String(values[name]))}`);
          const answer = await send({
            method,
            url: `${url}?${search.join('&')}`,
            ...(method !== 'GET' && { payload: JSON.stringify(body) }),
          });
          if (answer.statusCode >= 400) {
            expect(answer.headers['content-type']).toContain('application/problem+json');
            expect(answer.body).not.toMatch(INSIDE);
          }
        }),
        OPTIONS,
      );
    }
  }, 600_000);
});

async function routesOf(app: TestApp): Promise<Route[]> {
  const { body } = await app.rest('GET', '/api/docs/json');
  return Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(
    ([address, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        address,
        params: parameters,
        fields: Object.keys(requestBody?.content['application/json']?.schema?.properties ?? {}),
      })),
  );
}

interface Described {
  parameters?: Route['params'];
  requestBody?: { content: Record<string, { schema?: { properties?: object } }> };
}

/** Lone surrogates have no form in an address. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());
