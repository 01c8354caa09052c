import { jest } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { COST_OF_A_POINT, LIMITS } from '../../../src/platform/graphql/limits.js';
import { service, startTestApp, type TestApp } from '../../support/app.js';

const A_MINUTE = 60;
const SMALL = '{ moment(path: "/1969/july/20/2017/space/moon/sea-of-tranquility/none") { name } }';
const page = (first: number, content: string) => `moments(first: ${first}) { nodes { id ${content} } }`;
/** 1 + 30 × (1 + 1 + 20 × 1): ten points. */
const TEN = `{ ${page(30, 'links { nodes { id } pageInfo { endCursor } }')} }`;
const INDEX_MANY = `mutation ($moments: [IndexMomentInput!]!) { indexMoments(input: { moments: $moments }) { results { status } } }`;

interface Told {
  status: number;
  remaining: number;
  retryAfter: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  body: any;
}

describe('a minute of points', () => {
  let app: TestApp;
  let addresses = 0;
  beforeAll(async () => {
    const rateLimit = { publicPerMinute: A_MINUTE, keyedPerMinute: A_MINUTE };
    app = await startTestApp({ role: 'api', rateLimit, trustProxy: ['127.0.0.1'] });
  });
  afterAll(() => app.stop());

  /** Somebody who has a whole minute yet. */
  const somebody = () => ({ 'x-forwarded-for': `192.0.2.${++addresses}` });

  async function ask(
    query: string,
    headers: Record<string, string>,
    variables: object = {},
    url = app.url,
  ): Promise<Told> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return {
      status: response.status,
      remaining: Number(response.headers.get('x-ratelimit-remaining')),
      retryAfter: Number(response.headers.get('retry-after')),
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  }

  test('a small query, a REST call and a wrong key take one point each; a larger query what it costs', async () => {
    const who = somebody();
    expect(await ask(SMALL, who)).toMatchObject({
      remaining: A_MINUTE - 1,
      body: { extensions: { cost: { points: 1 } } },
    });
    const { headers } = await app.rest('GET', '/api/moments/none', { headers: who });
    expect(headers.get('x-ratelimit-remaining')).toBe(String(A_MINUTE - 2));
    expect(await ask(SMALL, { ...who, 'x-service-key': 'not-the-key' })).toMatchObject({
      status: 401,
      remaining: A_MINUTE - 3,
    });

    const { remaining, body } = await ask(TEN, who);
    const { requested, limit, points } = body.extensions.cost;
    expect([points, limit / COST_OF_A_POINT]).toEqual([Math.ceil(requested / COST_OF_A_POINT), 100]);
    expect(points).toBeGreaterThan(5);
    expect(remaining).toBe(A_MINUTE - 3 - points);
  });

  test('a query that the rest of the minute cannot pay is refused before it runs, and takes nothing but its request', async () => {
    const who = somebody();
    let { remaining, body } = await ask(TEN, who);
    const { points } = body.extensions.cost;
    while (remaining >= points) ({ remaining } = await ask(TEN, who));

    const read = jest.spyOn(app.graph, 'read');
    const refused = await ask(TEN, who);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    expect(refused).toMatchObject({
      status: 429,
      remaining: remaining - 1,
      body: { errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: refused.retryAfter } }] },
    });
    expect(refused.retryAfter).toBeGreaterThan(0);
    expect(await ask(SMALL, who)).toMatchObject({ status: 200, remaining: remaining - 2 });
  });

  test('an event stream and a WebSocket take from the same minute', async () => {
    const who = somebody();
    const { body } = await ask(TEN, who);
    const { points } = body.extensions.cost;
    const streamed = await ask(TEN, { ...who, accept: 'text/event-stream' });
    expect(streamed).toMatchObject({ status: 200, remaining: A_MINUTE - 2 * points });

    class FromThere extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: who });
      }
    }
    const client = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: FromThere,
      retryAttempts: 0,
      lazy: false,
    });
    const answered = async () => {
      for await (const answer of client.iterate({ query: TEN })) return answer;
    };
    // The connection itself has taken one.
    const whole = Math.floor((A_MINUTE - 2 * points - 1) / points);
    for (let i = 0; i < whole; i++) expect(await answered()).toMatchObject({ data: expect.anything() });
    await expect(answered()).rejects.toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } },
    ]);
    await client.dispose();

    const stream = await ask(TEN, { ...who, accept: 'text/event-stream' });
    expect(stream).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    });
    expect(stream.retryAfter).toBeGreaterThan(0);
  });

  test('of many moments in one call, fifty are a point', async () => {
    const moments = Array.from({ length: 100 }, () => ({ path: 'none' }));
    const { remaining, body } = await ask(INDEX_MANY, { ...somebody(), ...service }, { moments });
    expect(body.data.indexMoments.results).toHaveLength(100);
    expect(remaining).toBe(A_MINUTE - 3);
  });

  test('what costs more than a whole minute has can be asked once a minute', async () => {
    const who = somebody();
    const large = `{ ${page(100, 'links(first: 90) { nodes { id } }')} }`;
    const { status, remaining, body } = await ask(large, who);
    expect({ status, remaining }).toEqual({ status: 200, remaining: 0 });
    expect(body.extensions.cost.points).toBeGreaterThan(A_MINUTE);
    expect(body.extensions.cost.requested).toBeLessThanOrEqual(LIMITS.cost);
    expect((await ask(SMALL, who)).status).toBe(429);
  });

  test('X-Forwarded-For is believed of a trusted proxy alone, and only what that has written', async () => {
    const remaining = async (url: string, from: string) =>
      (await ask(SMALL, { 'x-forwarded-for': from }, {}, url)).remaining;
    const { 'x-forwarded-for': near } = somebody();
    await remaining(app.url, near);
    expect(await remaining(app.url, `203.0.113.7, ${near}`)).toBe(A_MINUTE - 2);

    const bare = await startTestApp({ role: 'api', rateLimit: app.settings.rateLimit });
    expect(await remaining(bare.url, '192.0.2.1')).toBe(A_MINUTE - 1);
    expect(await remaining(bare.url, '192.0.2.2')).toBe(A_MINUTE - 2);
    await bare.stop();
  });
});
