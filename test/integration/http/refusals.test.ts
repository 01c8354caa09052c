import { jest } from '@jest/globals';
import { ClockchainError } from '../../../src/errors.js';
import {
  admin,
  type GraphQLAnswer,
  type RestAnswer,
  service,
  startTestApp,
  type TestApp,
  testSettings,
} from '../../support/app.js';

const PATH = '/1969/july/20/2017/space/moon/sea-of-tranquility/refusals';
const INDEX = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path } }';
const BULK = 'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { jobs { id } } }';
const VISIBILITY =
  'mutation ($input: SetMomentVisibilityInput!) { setMomentVisibility(input: $input) { moment { id } } }';
const wrong = { 'x-service-key': 'not-the-key' };
const wrongAdmin = { ...service, 'x-admin-key': 'not-the-key' };
const queries = [{ query: 'Fall of the Berlin Wall November 9 1989' }];

describe('what is refused, alike on GraphQL and REST', () => {
  let app: TestApp;
  let limited: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    limited = await startTestApp({ role: 'api', rateLimit: { publicPerMinute: 1, keyedPerMinute: null } });
    await app.graphql(INDEX, { input: { path: PATH } }, service);
  });
  afterAll(async () => {
    await Promise.all([app?.stop(), limited?.stop()]);
  });

  function refused(answer: { graphql: GraphQLAnswer; rest: RestAnswer }, code: string, status: number) {
    expect(answer.graphql.errors?.[0]?.extensions.code).toBe(code);
    expect(answer.rest.status).toBe(status);
    expect(answer.rest.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.rest.body).toMatchObject({
      status,
      code,
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(JSON.stringify([answer.graphql, answer.rest.body])).not.toMatch(/node_modules|\.ts:|stacktrace/);
  }

  test.each<[string, string, number, () => Promise<GraphQLAnswer>, () => Promise<RestAnswer>]>([
    [
      'input wrong',
      'BAD_USER_INPUT',
      400,
      () => app.graphql(INDEX, { input: { path: '/nowhere' } }, service),
      () => app.rest('POST', '/api/index', { body: { path: '/nowhere' }, headers: service }),
    ],
    [
      'no service key',
      'UNAUTHENTICATED',
      401,
      () => app.graphql(INDEX, { input: { path: PATH } }),
      () => app.rest('POST', '/api/index', { body: { path: PATH } }),
    ],
    [
      'a wrong service key',
      'UNAUTHENTICATED',
      401,
      () => app.graphql(INDEX, { input: { path: PATH } }, wrong),
      () => app.rest('POST', '/api/index', { body: { path: PATH }, headers: wrong }),
    ],
    [
      'a wrong key where none is needed',
      'UNAUTHENTICATED',
      401,
      () => app.graphql('{ layers { level } }', {}, wrong),
      () => app.rest('GET', `/api/moments${PATH}`, { headers: wrong }),
    ],
    [
      'no admin key',
      'FORBIDDEN',
      403,
      () => app.graphql(BULK, { input: { queries } }, service),
      () => app.rest('POST', '/api/bulk-generate', { body: { queries }, headers: service }),
    ],
    [
      'a wrong admin key',
      'FORBIDDEN',
      403,
      () => app.graphql(BULK, { input: { queries } }, wrongAdmin),
      () => app.rest('POST', '/api/bulk-generate', { body: { queries }, headers: wrongAdmin }),
    ],
    [
      'the service key is asked for before the admin key, and both before the body',
      'UNAUTHENTICATED',
      401,
      () => app.graphql(BULK, { input: { queries: [] } }),
      () => app.rest('POST', '/api/bulk-generate', { body: { queries: [] } }),
    ],
    [
      'not there',
      'NOT_FOUND',
      404,
      () => app.graphql(VISIBILITY, { input: { path: `${PATH}-not`, visibility: 'PUBLIC' } }, service),
      () => app.rest('POST', `/api/moments${PATH}-not/publish`, { headers: service }),
    ],
    [
      'a moment stands there already',
      'CONFLICT',
      409,
      () => app.graphql(INDEX, { input: { path: PATH } }, service),
      () => app.rest('POST', '/api/index', { body: { path: PATH }, headers: service }),
    ],
    [
      'malformed JSON',
      'BAD_USER_INPUT',
      400,
      () =>
        app
          .rest('POST', '/graphql', { body: '{', headers: service })
          .then(({ status, body }) => ({ status, ...body })),
      () => app.rest('POST', '/api/index', { body: '{', headers: service }),
    ],
    [
      'a body over the limit',
      'PAYLOAD_TOO_LARGE',
      413,
      () =>
        app
          .rest('POST', '/graphql', { body: `"${'x'.repeat(1024 ** 2)}"`, headers: service })
          .then(({ status, body }) => ({ status, ...body })),
      () => app.rest('POST', '/api/index', { body: `"${'x'.repeat(1024 ** 2)}"`, headers: service }),
    ],
    [
      'a content type that is not read here',
      'UNSUPPORTED_MEDIA_TYPE',
      415,
      () =>
        app
          .rest('POST', '/graphql', {
            body: '<a/>',
            headers: { ...service, 'content-type': 'application/xml' },
          })
          .then(({ status, body }) => ({ status, ...body })),
      () =>
        app.rest('POST', '/api/index', {
          body: '<a/>',
          headers: { ...service, 'content-type': 'application/xml' },
        }),
    ],
  ])('%s: %s', async (_what, code, status, graphql, rest) => {
    refused({ graphql: await graphql(), rest: await rest() }, code, status);
  });

  test('too fast: RATE_LIMITED with the seconds to wait', async () => {
    await limited.rest('GET', '/api/moments/first');
    const graphql = await limited.graphql('{ layers { level } }');
    const rest = await limited.rest('GET', '/api/moments/second');
    refused({ graphql, rest }, 'RATE_LIMITED', 429);
    expect(graphql.errors![0]!.extensions.retryAfter).toBeGreaterThan(0);
    expect(Number(rest.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('a database that is away: SERVICE_UNAVAILABLE with the seconds to wait, in the header too', async () => {
    const away = new ClockchainError('SERVICE_UNAVAILABLE', 'away', { retryAfter: 2 });
    const spied = jest.spyOn(app.graph, 'read').mockRejectedValue(away);
    const graphql = await app.rest('POST', '/graphql', { body: { query: '{ layers { level } }' } });
    const rest = await app.rest('GET', `/api/moments${PATH}`, { headers: service });
    spied.mockRestore();
    refused({ graphql: graphql.body, rest }, 'SERVICE_UNAVAILABLE', 503);
    expect([graphql, rest].map(({ headers }) => headers.get('retry-after'))).toEqual(['2', '2']);
  });

  test('a method that an address does not take: 405 with Allow', async () => {
    const answer = await app.rest('DELETE', '/api/index', { headers: service });
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test('a fault of ours says an id and nothing else', async () => {
    const spied = jest
      .spyOn(app.graph, 'read')
      .mockRejectedValueOnce(new Error('MATCH secret'))
      .mockRejectedValueOnce(new Error('MATCH secret'));
    const graphql = await app.graphql('{ layers { level } }');
    const rest = await app.rest('GET', `/api/moments${PATH}`, { headers: service });
    refused({ graphql, rest }, 'INTERNAL_SERVER_ERROR', 500);
    expect(rest.body.error_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify([graphql, rest.body])).not.toContain('secret');
    spied.mockRestore();
  });

  test('jobs need the service key; batches too', async () => {
    for (const query of ['{ job(id: "x") { id } }', '{ jobs { totalCount } }', '{ batch(id: "x") { id } }']) {
      expect((await app.graphql(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    expect((await app.graphql('{ job(id: "x") { id } }', {}, service)).data).toEqual({ job: null });
    expect((await app.rest('GET', '/api/jobs/x', { headers: service })).status).toBe(404);
  });

  test('all keys open what they should', async () => {
    const { data } = await app.graphql(BULK, { input: { queries } }, admin);
    expect(data.bulkGenerate.jobs).toHaveLength(1);
    expect(testSettings().keys.service).toHaveLength(2);
  });
});
