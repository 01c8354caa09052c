import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { createKeyRing } from '../../../src/platform/http/keys.js';
import { createHttpServer } from '../../../src/platform/http/server.js';
import { admin, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

const INDEX =
  'mutation { indexMoment(input: {path: "/1969/july/20/2017/space/moon/sea-of-tranquility/csrf"}) { path } }';
const WRONG = { 'x-service-key': 'not-the-key' };

describe('what comes in by the wrong door', () => {
  let app: TestApp;
  let limited: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    limited = await startTestApp({ role: 'api', rateLimit: { publicPerMinute: 5, keyedPerMinute: null } });
  });
  afterAll(async () => {
    await Promise.all([app?.stop(), limited?.stop()]);
  });

  const post = (body: string | Buffer, headers: Record<string, string> = {}, address = '/graphql') =>
    fetch(app.url + address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  test.each<[string, string | Buffer, Record<string, string>, number]>([
    ['a batch of operations', JSON.stringify([{ query: '{ __typename }' }]), {}, 400],
    [
      'fragments in a circle',
      JSON.stringify({ query: '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }' }),
      {},
      400,
    ],
    ['more tokens than are read', JSON.stringify({ query: `{ ${'__typename '.repeat(6_000)} }` }), {}, 400],
    ['a document of brackets', JSON.stringify({ query: '{a'.repeat(2_000) }), {}, 400],
    [
      'variables nested without end',
      `{"query":"query ($m: JSONObject) { __typename }","variables":{"m":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
      {},
      400,
    ],
    [
      'a variable nobody asks for, as __proto__',
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}',
      {},
      400,
    ],
    [
      'a compressed body',
      gzipSync(JSON.stringify({ query: '{ __typename }' })),
      { 'content-encoding': 'gzip' },
      415,
    ],
    [
      'a form, as another site may send it',
      `query=${encodeURIComponent(INDEX)}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    [
      'plain text, as another site may send it',
      JSON.stringify({ query: INDEX }),
      { 'content-type': 'text/plain' },
      400,
    ],
  ])('%s is refused', async (_what, body, headers, status) => {
    const answer = await post(body, { ...service, ...headers });
    const text = await answer.text();
    expect({ status: answer.status, text }).toEqual({
      status,
      text: expect.stringMatching(/"code":"[A-Z_]+"/),
    });
    expect(text).not.toMatch(/node_modules|\.[tj]s:\d|stacktrace/);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each(['application/json', 'text/event-stream'])(
    'a mutation by GET is refused (%s)',
    async (accept) => {
      const answer = await fetch(`${app.url}/graphql?${new URLSearchParams({ query: INDEX })}`, {
        headers: { accept, 'apollo-require-preflight': '1', ...service },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      const { data } = await app.graphql('{ moments { totalCount } }', {}, service);
      expect(data.moments.totalCount).toBe(0);
    },
  );

  test.each([
    ['malformed', '/api/moments/%zz'],
    ['too long', `/api/jobs/${'x'.repeat(3_000)}`],
    ['of a null byte', '/api/moments/%00'],
  ])('an address that is %s is refused as anything else', async (_what, address) => {
    const answer = await app.rest('GET', address, { headers: service });
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toMatch(/^[A-Z_]+$/);
  });

  test.each([
    ['repeated', `x-service-key: ${SERVICE_KEY}\r\nx-service-key: ${SERVICE_KEY}`],
    ['empty', 'x-service-key:'],
    ['of other letters', 'x-service-key: \u00fc\u00e9\u00ff'],
    ['in another case', `x-service-key: ${SERVICE_KEY.toUpperCase()}`],
    ['with something behind it', `x-service-key: ${SERVICE_KEY}x`],
    ['of many thousand letters', `x-service-key: ${'k'.repeat(12_000)}`],
  ])('a key that is %s opens nothing', async (_what, header) => {
    const answer = await raw(
      app.url,
      `GET /api/stats HTTP/1.1\r\nhost: x\r\n${header}\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    expect(answer).toContain('"UNAUTHENTICATED"');
  });

  test('keys are not guessed faster than the limit, not where nothing stands either, and not over WebSocket', async () => {
    const statuses: number[] = [];
    for (const address of ['/api/stats', '/api/stats', '/nowhere', '/graphql', '/nowhere'])
      statuses.push((await limited.rest('GET', address, { headers: WRONG })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    expect((await limited.rest('GET', '/nowhere', { headers: WRONG })).status).toBe(429);
    expect((await limited.rest('GET', '/healthy', { headers: WRONG })).status).toBe(429);
    expect((await limited.rest('GET', '/health/ready')).status).toBe(200);

    const socket = new WebSocket(
      limited.url.replace('http', 'ws').concat('/graphql'),
      'graphql-transport-ws',
    );
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: WRONG }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(4429);
  });

  test('operations over WebSocket are counted as requests are', async () => {
    const few = await startTestApp({ role: 'api', rateLimit: { publicPerMinute: 3, keyedPerMinute: null } });
    const socket = new WebSocket(few.url.replace('http', 'ws').concat('/graphql'), 'graphql-transport-ws');
    await once(socket, 'open');
    const told: { type: string; id?: string; payload?: unknown }[] = [];
    socket.on('message', (data) => told.push(JSON.parse(String(data))));
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    for (const id of ['1', '2', '3']) {
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: '{ __typename }' } }));
      await until(() => told.some((message) => message.id === id));
    }
    expect(told.filter(({ type }) => type === 'next').map(({ id }) => id)).toEqual(['1', '2']);
    expect(told.find(({ type }) => type === 'error')).toMatchObject({
      id: '3',
      payload: [{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } }],
    });
    socket.close();
    await few.stop();
  });

  test('other sites may ask with keys of their own, and get no credentials of a browser', async () => {
    const preflight = await fetch(`${app.url}/api/moments/x/visibility`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'x-service-key,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-service-key');
    const refused = await fetch(`${app.url}/api/stats`, {
      headers: { origin: 'https://elsewhere.example', ...WRONG },
    });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each(['/', '/graphql', '/api/docs/', '/api/stats', '/metrics', '/nowhere', '/api/export'])(
    'every answer says what a browser may do with it: %s',
    async (address) => {
      const { headers } = await fetch(app.url + address, { headers: { accept: 'text/html' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBeTruthy();
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      const policy = headers.get('content-security-policy')!;
      expect(policy).toMatch(/default-src 'self'/);
      expect(policy).toMatch(/object-src 'none'/);
      expect(policy).toMatch(/frame-ancestors/);
      expect(policy).not.toMatch(/script-src[^;]*'unsafe|\*|https?:/);
    },
  );

  test('a request that does not come to its end is cut off, in its head or in its body', async () => {
    const server = await createHttpServer({
      log: pino({ level: 'silent' }),
      keys: createKeyRing({ service: [], admin: [] }),
      bodyLimit: 1024,
      rateLimit: { publicPerMinute: null, keyedPerMinute: null },
      requestTimeoutMs: 400,
    });
    server.post('/', async () => 'ok');
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const answers = await Promise.all([
      raw(url, 'POST / HTTP/1.1\r\nhost: x\r\nx-slow: '),
      raw(
        url,
        'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      ),
    ]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /);
    await server.close();
  });

  test('the embedded servers listen on loopback alone, and no password is in the arguments of a process', () => {
    for (const uri of [process.env.TEST_NEO4J_URI!, process.env.TEST_MONGODB_URI!]) {
      const { pid, addresses } = listenerOn(Number(new URL(uri).port));
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses)
        expect(address).toMatch(
          /^(?:0100007F|0000000000000000FFFF00000100007F|00000000000000000000000001000000):/,
        );
      const told =
        readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
      expect(told).not.toContain(process.env.TEST_NEO4J_PASSWORD!);
    }
  });

  test('admin and service keys stay apart', async () => {
    const key = { 'x-service-key': admin['x-admin-key'] };
    expect((await app.rest('GET', '/api/stats', { headers: key })).status).toBe(401);
  });
});

/** Sends bytes as they are and gives what came until the other side closed. */
async function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(text, 'latin1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'close');
  return answer;
}

/** The process that listens on a port, and every address it listens on, as the kernel writes them. */
function listenerOn(port: number): { pid: string; addresses: string[] } {
  const LISTEN = '0A';
  const listening = new Map(
    ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((columns) => columns[3] === LISTEN)
        .map((columns) => [columns[9]!, columns[1]!] as const),
    ),
  );
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const addresses = socketsOf(pid).flatMap((inode) => listening.get(inode) ?? []);
    if (addresses.some((address) => address.endsWith(suffix))) return { pid, addresses };
  }
  throw new Error(`nobody listens on ${port}`);
}

function socketsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
