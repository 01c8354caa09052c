import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing } from '../../../src/platform/observing/tracing.js';
import { admin, service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

const GENERATE = 'mutation ($input: GenerateInput!) { generate(input: $input) { job { id } } }';
const JOB = 'query ($id: ID!) { job(id: $id) { status } }';
const TRACE = '0af7651916cd43dd8448eb211c80319c';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}

describe('a trace', () => {
  const spans: Span[] = [];
  let received = '';
  let collector: Server;
  let endTracing: () => Promise<void>;
  let app: TestApp;

  beforeAll(async () => {
    collector = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received += body;
      for (const { scopeSpans } of JSON.parse(body).resourceSpans)
        for (const scope of scopeSpans) spans.push(...scope.spans);
      response.setHeader('content-type', 'application/json').end('{}');
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    endTracing = await startTracing({ endpoint, version: '0' });
    app = await startTestApp();
  });
  afterAll(async () => {
    await app?.stop();
    collector?.close();
  });

  test('goes from the request by the queue and the worker to the statement, and says nothing of what was asked', async () => {
    const answer = await app.graphql(
      GENERATE,
      { input: { query: 'Fall of the Berlin Wall November 9 1989' } },
      { ...admin, traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    );
    const { id } = answer.data.generate.job;
    await until(async () => (await app.graphql(JOB, { id }, service)).data.job.status === 'COMPLETED', {
      seconds: 60,
    });
    await endTracing();

    const own = spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string) => own.find((span) => span.name === name);
    const request = named('POST /graphql')!;
    const run = named('run job')!;
    expect(request.parentSpanId).toBe('b7ad6b7169203331');
    expect(run.parentSpanId).toBe(request.spanId);
    expect(named('ask generator')!.parentSpanId).toBe(run.spanId);
    const statements = own.filter(({ name }) => /^moment\//.test(name));
    expect(statements.map(({ parentSpanId }) => parentSpanId)).toContain(run.spanId);
    expect(received).not.toMatch(/Berlin|MATCH|test-service-key/);
  }, 90_000);
});
