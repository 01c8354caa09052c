import { admin, service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

const BULK = `mutation ($input: BulkGenerateInput!) {
  bulkGenerate(input: $input) { batch { id total counts { pending } } jobs { id status query preset visibility clientRef batch { id } } }
}`;
const query = 'Fall of the Berlin Wall November 9 1989';

describe('bulkGenerate over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    // Nothing generates here, so that what is accepted stays to be counted.
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const enqueued = async () =>
    (await app.graphql('{ jobs { totalCount } }', {}, service)).data.jobs.totalCount as number;

  test.each<[string, string, unknown]>([
    ['an empty query', 'queries.0.query', [{ query: '' }]],
    ['a blank query', 'queries.1.query', [{ query }, { query: ' \n ' }]],
    ['a query over 2,000 characters', 'queries.0.query', [{ query: 'x'.repeat(2001) }]],
    ['no queries', 'queries', []],
    ['501 queries', 'queries', Array.from({ length: 501 }, () => ({ query }))],
    ['no list', 'queries', 'all of them'],
    ['a query that is no text', 'queries.0.query', [{ query: 1989 }]],
    ['an empty preset', 'queries.0.preset', [{ query, preset: '' }]],
    ['an unknown visibility', 'queries.0.visibility', [{ query, visibility: 'secret' }]],
  ])('%s: refused naming %s, and nothing is enqueued', async (_what, field, queries) => {
    const before = await enqueued();
    const answer = await app.rest('POST', '/api/bulk-generate', { body: { queries }, headers: admin });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT', field } });
    expect(await enqueued()).toBe(before);
  });

  test('500 are accepted, in order, all pending; a custom preset passes through', async () => {
    const queries = Array.from({ length: 500 }, (_, i) => ({
      query: `${query} (${i})`,
      preset: 'house-style',
      clientRef: `row ${i}`,
    }));
    const { data, errors } = await app.graphql(BULK, { input: { queries } }, admin);
    expect(errors).toBeUndefined();
    const { batch, jobs } = data.bulkGenerate;
    expect(batch).toMatchObject({ total: 500, counts: { pending: 500 } });
    expect(jobs.map((job: { query: string }) => job.query)).toEqual(queries.map((one) => one.query));
    expect(jobs[499]).toMatchObject({
      status: 'PENDING',
      preset: 'house-style',
      visibility: 'PRIVATE',
      clientRef: 'row 499',
      batch: { id: batch.id },
    });
  });

  test('the same idempotency key with the same queries gives the same jobs; with others it is a conflict', async () => {
    const input = { queries: [{ query }], idempotencyKey: 'import-7' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.graphql(BULK, { input }, admin)));
    const ids = answers.map(({ data }) => data.bulkGenerate.jobs[0].id);
    expect(new Set(ids).size).toBe(1);
    const other = await app.graphql(BULK, { input: { ...input, queries: [{ query: 'Another' }] } }, admin);
    expect(other.errors![0]!.extensions.code).toBe('CONFLICT');
  });

  test('jobs pages through all, the latest first, without repeating one', async () => {
    const PAGE =
      'query ($after: String) { jobs(first: 100, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await app.graphql(PAGE, { after }, service);
      seen.push(...data.jobs.edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!data.jobs.pageInfo.hasNextPage) {
        expect(new Set(seen).size).toBe(data.jobs.totalCount);
        break;
      }
      after = data.jobs.pageInfo.endCursor;
    }
  });
});

describe('generate over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const END = `query ($id: ID!) { job(id: $id) { status path error errorCode attempts progress startedAt completedAt batch { id } moment {
    path layer visibility provenance { field origin confidence } job { id } } } }`;
  async function outcome(query: string, rest: object = {}) {
    const { data, errors } = await app.graphql(
      'mutation ($input: GenerateInput!) { generate(input: $input) { job { id status } } }',
      { input: { query, ...rest } },
      service,
    );
    expect(errors).toBeUndefined();
    const { id } = data.generate.job;
    return until(async () => {
      const { job } = (await app.graphql(END, { id }, service)).data;
      return ['COMPLETED', 'FAILED'].includes(job.status) && { id, ...job };
    });
  }

  test('a job ends with its moment, whose fields say where they came from', async () => {
    const job = await outcome('Battle of Hastings October 14 1066', { visibility: 'PUBLIC' });
    expect(job).toMatchObject({
      status: 'COMPLETED',
      error: null,
      errorCode: null,
      attempts: 1,
      progress: 1,
      batch: null,
    });
    expect(job.moment).toMatchObject({ path: job.path, layer: 2, visibility: 'PUBLIC', job: { id: job.id } });
    expect(job.moment.path).toMatch(/^\/1066\/october\/14\//);
    expect(job.moment.provenance).toContainEqual({
      field: expect.any(String),
      origin: 'CORPUS',
      confidence: expect.any(Number),
    });
  });

  test('a sentence that cannot be placed fails as UNRESOLVED, and says what is missing', async () => {
    expect(await outcome('lorem ipsum dolor sit amet')).toMatchObject({
      status: 'FAILED',
      errorCode: 'UNRESOLVED',
      path: null,
      error: expect.any(String),
      moment: null,
    });
  });

  test('a path that is taken keeps what people wrote, and gains what they did not', async () => {
    const first = await outcome('Magna Carta June 15 1215');
    await app.graphql(
      'mutation ($input: SetMomentVisibilityInput!) { setMomentVisibility(input: $input) { moment { id } } }',
      { input: { path: first.path, visibility: 'UNLISTED' } },
      service,
    );
    const again = await outcome('Magna Carta June 15 1215', { visibility: 'PUBLIC' });
    expect(again).toMatchObject({
      status: 'COMPLETED',
      path: first.path,
      moment: { visibility: 'UNLISTED', job: { id: first.id } },
    });
  });

  test('node finds a moment for all, a job for holders of a key', async () => {
    const job = await outcome('Fall of the Berlin Wall November 9 1989', { visibility: 'PUBLIC' });
    const { data } = await app.graphql('query ($path: MomentPath!) { moment(path: $path) { id } }', {
      path: job.path,
    });
    const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    expect((await app.graphql(NODE, { id: data.moment.id })).data.node).toEqual({
      __typename: 'Moment',
      id: data.moment.id,
    });
    expect((await app.graphql(NODE, { id: job.id })).data.node).toBeNull();
    expect((await app.graphql(NODE, { id: job.id }, service)).data.node).toEqual({
      __typename: 'Job',
      id: job.id,
    });
  });
});
