import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { load } from 'js-yaml';
import { ADMIN_KEY, admin, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { type Family, readExposition, sumOf } from '../../support/exposition.js';
import { keptLog } from '../../support/log-lines.js';
import { namesInPromQl } from '../../support/promql.js';
import { until } from '../../support/until.js';

const path = '/1969/july/20/2017/space/moon/sea-of-tranquility/observed';
const BULK =
  'mutation Named($input: BulkGenerateInput!) { bulkGenerate(input: $input) { jobs { id } batch { id } } }';
const JOBS = 'query ($batch: ID!) { batch(id: $batch) { completedAt jobs { id status } } }';

describe('the service seen from outside', () => {
  const kept = keptLog();
  let app: TestApp;
  let families: Map<string, Family>;
  let batch: string;
  let requestId: string;

  const metrics = async () => readExposition((await app.rest('GET', '/metrics')).body);

  beforeAll(async () => {
    app = await startTestApp({ rateLimit: { publicPerMinute: 20, keyedPerMinute: null } }, kept.log);
    await app.rest('POST', '/api/index', { body: { path, visibility: 'public' }, headers: service });
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...admin },
      body: JSON.stringify({
        query: BULK,
        variables: {
          input: {
            queries: [{ query: 'Fall of the Berlin Wall November 9 1989' }, { query: 'nothing of the kind' }],
          },
        },
      }),
    });
    requestId = answer.headers.get('x-request-id')!;
    ({
      data: {
        bulkGenerate: {
          batch: { id: batch },
        },
      },
    } = (await answer.json()) as never);
    await until(async () => (await app.graphql(JOBS, { batch }, service)).data.batch.completedAt, {
      seconds: 60,
    });
    await app.graphql('query { nothing }', {}, service);
    await app.graphql('query Of_A_Client { a: layers { level } b: stats { momentCount } }', {}, service);
    await app.rest('GET', `/api/moments/not-a-route-${Date.now()}`, { headers: service });
    families = await metrics();
  }, 120_000);
  afterAll(() => app?.stop());

  test('every query of the dashboard and of the alerts asks for metrics and labels that the service has', () => {
    const dashboard = JSON.parse(readFileSync('docs/grafana/clockchain.json', 'utf8'));
    const rules = load(readFileSync('docs/prometheus/clockchain.rules.yaml', 'utf8')) as {
      groups: { rules: { alert: string; expr: string }[] }[];
    };
    const expressions = [
      ...dashboard.panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
        targets.map(({ expr }) => expr),
      ),
      ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(40);
    for (const variable of dashboard.templating.list)
      expressions.push(...(/^label_values\((\w+),/.exec(variable.query.query ?? '')?.slice(1) ?? []));

    const known = new Map(families);
    // What Prometheus itself adds to every scrape.
    known.set('up', { type: 'gauge', labels: new Set(), samples: [] });
    for (const expression of expressions) {
      const { metrics: names, labels } = namesInPromQl(expression);
      expect(names.length).toBeGreaterThan(0);
      const has = new Set(['job', 'instance']);
      for (const name of names) {
        const family = known.get(name) ?? known.get(name.replace(/_(?:bucket|sum|count)$/, ''));
        if (!family) throw new Error(`${name} is not exposed: ${expression}`);
        for (const label of family.labels) has.add(label);
      }
      // No attempt was refused by rate, no statement failed: labels without a sample yet.
      for (const name of ['statement', 'code', 'generator'])
        if (/failed_|failures_/.test(expression)) has.add(name);
      expect({ expression, unknown: labels.filter((label) => !has.has(label)) }).toEqual({
        expression,
        unknown: [],
      });
    }
  });

  test('what the service exposes is shown or alerted on', () => {
    const told =
      readFileSync('docs/grafana/clockchain.json', 'utf8') +
      readFileSync('docs/prometheus/clockchain.rules.yaml', 'utf8');
    const own = [...families.keys()].filter((name) => name.startsWith('clockchain_'));
    expect(own.filter((name) => !told.includes(name))).toEqual([]);
  });

  test('operations are told by root field and code, and no label is a word of a client', async () => {
    const count = (labels: object) =>
      sumOf(
        families,
        'clockchain_graphql_operation_duration_seconds_count',
        labels as Record<string, string>,
      );
    expect(count({ operation: 'bulkGenerate', code: 'OK' })).toBe(1);
    expect(count({ operation: 'several', code: 'OK' })).toBe(1);
    expect(count({ operation: 'invalid', code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
    expect((await app.rest('GET', '/metrics')).body).not.toMatch(/Named|Of_A_Client|not-a-route/);
  });

  test('jobs are told by generator and outcome', () => {
    const ended = (outcome: string) =>
      sumOf(families, 'clockchain_jobs_ended_total', { generator: 'local', outcome });
    expect([ended('COMPLETED'), ended('FAILED')]).toEqual([1, 1]);
    expect(sumOf(families, 'clockchain_job_duration_seconds_count')).toBe(2);
    expect(sumOf(families, 'clockchain_job_wait_seconds_count')).toBe(2);
    expect(sumOf(families, 'clockchain_job_attempts_failed_total', { code: 'UNRESOLVED' })).toBe(1);
    expect(sumOf(families, 'clockchain_jobs_accepted_total')).toBe(2);
    expect(sumOf(families, 'clockchain_queue_jobs', { state: 'failed' })).toBe(1);
  });

  test('requests that came too fast are counted', async () => {
    await until(async () => (await app.rest('GET', '/api/stats')).status === 429);
    expect(sumOf(await metrics(), 'clockchain_rate_limited_total', { viewer: 'public' })).toBeGreaterThan(0);
  });

  test('a line about a job names it, its batch and the request under which it was accepted', () => {
    const lines = kept.lines().filter(({ batchId }) => batchId === batch);
    expect(lines.map(({ msg }) => msg).sort()).toEqual(['a job completed', 'a job failed']);
    for (const line of lines)
      expect(line).toMatchObject({
        jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requestId,
        generator: 'local',
      });
  });

  test('a fault met under GraphQL is logged under the request that met it', async () => {
    const spied = jest.spyOn(app.graph, 'read').mockRejectedValueOnce(new Error('a fault'));
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...service },
      body: JSON.stringify({ query: '{ layers { level } }' }),
    });
    spied.mockRestore();
    const { errors } = (await answer.json()) as { errors: { extensions: { errorId: string } }[] };
    const line = kept.lines().find(({ errorId }) => errorId === errors[0]!.extensions.errorId);
    expect(line).toMatchObject({ reqId: answer.headers.get('x-request-id'), err: { message: 'a fault' } });
  });

  test('no key is in the logs or in the metrics', async () => {
    const told = kept.text() + (await app.rest('GET', '/metrics')).body;
    for (const secret of [SERVICE_KEY, ADMIN_KEY, process.env.TEST_NEO4J_PASSWORD!])
      expect(told).not.toContain(secret);
  });
});
