import { once } from 'node:events';
import { connect } from 'node:net';
import { jest } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

const QUERY = '{ layers { level } }';
const MOST = 2;

describe('more at once than can be done', () => {
  let app: TestApp;
  let letGo: () => void;
  const atWork = async () => Number(/^clockchain_requests_at_work (\d+)/m.exec(await metrics())![1]);
  const metrics = async () => (await app.rest('GET', '/metrics')).body as string;

  beforeAll(async () => {
    app = await startTestApp({ role: 'api', maxAtWork: MOST });
  });
  afterEach(() => {
    letGo();
    jest.restoreAllMocks();
  });
  afterAll(() => app.stop());

  /** Every read of layers waits until it is let go. */
  function holdReads(): void {
    const { read } = app.graph;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    jest.spyOn(app.graph, 'read').mockImplementation(async (...args) => {
      if (args[0].name.startsWith('layer/')) await held;
      return read(...args) as never;
    });
  }

  const overSocket = (client: ReturnType<typeof createClient>) =>
    client.iterate({ query: QUERY }).next() as Promise<{ value: { data?: unknown } }>;

  test('is refused at once and told when to come again, on every transport; what was accepted is answered', async () => {
    const client = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
    });
    await overSocket(client);
    holdReads();
    const accepted = [app.graphql(QUERY), overSocket(client)];
    await until(async () => (await atWork()) === MOST);

    const away = { code: 'SERVICE_UNAVAILABLE', retryAfter: 1 };
    const [graphql, rest, stream] = await Promise.all([
      app.rest('POST', '/graphql', { body: { query: QUERY } }),
      app.rest('GET', '/api/moments/x'),
      app.rest('POST', '/graphql', { body: { query: QUERY }, headers: { accept: 'text/event-stream' } }),
    ]);
    for (const { status, headers } of [graphql, rest, stream])
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    for (const { body } of [graphql, stream]) expect(body.errors).toMatchObject([{ extensions: away }]);
    expect(rest.body).toMatchObject({ code: away.code, retry_after: 1 });
    await expect(overSocket(client)).rejects.toMatchObject([{ extensions: away }]);
    expect(await metrics()).toMatch(/^clockchain_overloaded_total 4$/m);
    for (const address of ['/health/live', '/health/ready', '/metrics'])
      expect((await app.rest('GET', address)).status).toBe(200);

    letGo();
    const [overHttp, streamed] = await Promise.all(accepted);
    expect(overHttp).toMatchObject({ status: 200, data: { layers: expect.anything() } });
    expect(streamed).toMatchObject({ value: { data: { layers: expect.anything() } } });
    await until(async () => (await atWork()) === 0);
    expect((await app.graphql(QUERY)).status).toBe(200);
    await client.dispose();
  });

  test('those who leave, or send slowly, take nobody the place', async () => {
    holdReads();
    const leaving = new AbortController();
    const left = fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
      signal: leaving.signal,
    });
    await until(async () => (await atWork()) === 1);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await until(async () => (await atWork()) === 0);
    letGo();

    const { hostname, port } = new URL(app.url);
    const slow = await Promise.all(
      Array.from({ length: MOST + 1 }, async () => {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        socket.write(
          'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
        );
        return socket;
      }),
    );
    expect((await app.graphql(QUERY)).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});
