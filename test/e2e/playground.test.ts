import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { createApollo } from '../../src/platform/graphql/server.js';
import { createKeyRing, requireAdmin, requireService, type Viewer } from '../../src/platform/http/keys.js';
import { registerPlayground } from '../../src/platform/http/playground.js';
import { createHttpServer } from '../../src/platform/http/server.js';
import { EXAMPLE_PATH, examples } from '../../web/playground/examples.js';

const CHROMIUM = '/usr/bin/chromium';
/** A machine without a browser skips, and says so; a CI run without one fails. */
const runnable = existsSync(CHROMIUM) || process.env.CI ? test : test.skip;
const browserTest = (name: string, body: () => Promise<void>) => runnable(name, body, 60_000);

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SERVICE_KEY = 'e2e-service-key';
const ADMIN_KEY = 'e2e-admin-key';
const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** One moment in memory: what is tested here is the page and its way to the API, not what the API finds. */
const moment = {
  id: 'b1f7a3de-6a2e-4b1c-8f00-0d1c2b3a4f55',
  path: '/1889/march/31/0000/france/ile-de-france/paris/opening-of-the-eiffel-tower',
  name: 'Opening of the Eiffel Tower',
  oneLiner: null,
  date: { text: '31 March 1889', edtf: '1889-03-31', precision: 'DAY', calendar: 'GREGORIAN' },
  place: {
    path: '/france/ile-de-france/paris',
    name: 'Paris',
    kind: 'city',
    parent: { name: 'Île-de-France' },
  },
  era: null,
  tags: ['engineering'],
  figures: [{ key: 'gustave-eiffel', name: 'Gustave Eiffel' }],
  layer: 0,
  visibility: 'PUBLIC',
  provenance: [],
  metadata: {},
  createdAt: '2026-01-01T00:00:00Z',
};
const job = { id: moment.id, query: 'Battle of Hastings', status: 'PENDING', stage: 'QUEUED', attempts: 0 };
const pageInfo = { hasNextPage: false, hasPreviousPage: false };

type Resolve = (args: { path?: string }, context: { viewer: Viewer }) => unknown;
const answers: Record<'Query' | 'Mutation', Record<string, Resolve>> = {
  Query: {
    moments: () => ({ totalCount: 1, edges: [{ node: moment, cursor: 'a' }], pageInfo }),
    moment: ({ path }) => (path === moment.path ? moment : null),
    layers: () => [{ level: 0, name: 'manual', description: 'By hand.', momentCount: 1 }],
    jobs: (_, { viewer }) => {
      requireService(viewer);
      return { totalCount: 1, edges: [{ node: job, cursor: 'a' }], pageInfo };
    },
  },
  Mutation: {
    indexMoment: (_, { viewer }) => {
      requireService(viewer);
      return { status: 'indexed', path: EXAMPLE_PATH, warnings: [], moment };
    },
    bulkGenerate: (_, { viewer }) => {
      requireAdmin(viewer);
      return { batch: { id: moment.id, total: 3 }, jobs: [job, job, job] };
    },
  },
};

function readSchema(): GraphQLSchema {
  return buildSchema(readFileSync(here('schema/schema.graphql'), 'utf8'));
}

async function startServer(options?: { root: string }): Promise<FastifyInstance> {
  const app = await createHttpServer({
    log: pino({ level: 'silent' }),
    keys: createKeyRing({ service: [SERVICE_KEY], admin: [ADMIN_KEY] }),
    bodyLimit: 100_000,
    rateLimit: { publicPerMinute: null, keyedPerMinute: null },
  });
  const schema = readSchema();
  for (const root of [schema.getQueryType()!, schema.getMutationType()!]) {
    for (const [name, answer] of Object.entries(answers[root.name as 'Query' | 'Mutation'])) {
      root.getFields()[name]!.resolve = (_source, args, context) => answer(args, context);
    }
  }
  const apollo = createApollo<{ viewer: Viewer }>(schema, app);
  await apollo.start();
  await registerPlayground(app, options);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, { context: async ({ viewer }) => ({ viewer }) }),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

const urlOf = (app: FastifyInstance) => `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;

let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  execFileSync(process.execPath, [here('web/playground/build.mjs')]);
  app = await startServer();
  url = urlOf(app);
}, 120_000);
afterAll(() => app?.close());

describe('who gets the page', () => {
  test('a browser does, under a policy that lets nothing in from elsewhere', async () => {
    const response = await fetch(`${url}/graphql`, { headers: HTML });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('vary')).toContain('Accept');
    const csp = response.headers.get('content-security-policy')!;
    expect(csp).toContain("default-src 'self'");
    expect(csp).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe/);
    expect(await response.text()).not.toMatch(
      /<script(?![^>]*\bsrc=)|https?:\/\/(?!www\.w3\.org\/2000\/svg)/,
    );
  });

  test.each([
    ['a client that takes anything', '', { accept: '*/*' }],
    ['a client that says nothing', '', {}],
    ['a client that likes JSON better', '', { accept: 'application/json, text/html;q=0.5' }],
    ['a browser that brings an operation', '?query={__typename}', HTML],
  ])('%s gets the API', async (_who, search, headers) => {
    const preflight = { 'apollo-require-preflight': '1' };
    const response = await fetch(`${url}/graphql${search}`, {
      headers: { ...headers, ...preflight } as Record<string, string>,
    });
    expect(response.headers.get('content-type')).not.toContain('text/html');
    if (search) expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('POST is always the API', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...HTML, 'content-type': 'application/json' },
      body: '{"query": "{ __typename }"}',
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('what the page loads may be kept for good and comes compressed', async () => {
    const page = await (await fetch(`${url}/graphql`, { headers: HTML })).text();
    const [, script] = /src="([^"]+\.js)"/.exec(page)!;
    const response = await fetch(url + script, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${url}/playground/assets/none.js`)).status).toBe(404);
  });

  test('without the built files the page says what to run, and the API works', async () => {
    const bare = await startServer({ root: here('dist-web/nothing-here') });
    const response = await fetch(`${urlOf(bare)}/graphql`, { headers: HTML });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build:web');
    const api = await fetch(`${urlOf(bare)}/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(api.status).toBe(200);
    await bare.close();
  });
});

test.each(examples(moment.path).map(({ query }) => [/(?:query|mutation) (\w+)/.exec(query)![1], query]))(
  'the example %s is right by the schema',
  (_name, query) => {
    expect(validate(readSchema(), parse(query!))).toEqual([]);
  },
);

describe('in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let elsewhere: string[];
  let complaints: string[];

  beforeEach(async () => {
    if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}: apt-get install chromium.`);
    browser ??= await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-sync',
      ],
    });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    elsewhere = [];
    complaints = [];
    page.on('request', (request) => {
      const address = request.url();
      if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address)) elsewhere.push(address);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${url}/graphql`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  }, 60_000);
  afterEach(async () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
    await context?.close();
  });
  afterAll(() => browser?.close());

  async function run(tab: string): Promise<string> {
    await page.getByRole('tab', { name: tab }).click();
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes(tab));
    await page.locator('.graphiql-execute-button').click();
    return (await answered).text();
  }

  browserTest('the first tab answers when run, without a key', async () => {
    expect(await run('ReadMoments')).toContain('Opening of the Eiffel Tower');
    await page.locator('.graphiql-response').getByText('Opening of the Eiffel Tower').first().waitFor();
  });

  browserTest('every tab works once the keys are typed in', async () => {
    await page.getByLabel(/Service key/).fill(SERVICE_KEY);
    await page.getByLabel(/Admin key/).fill(ADMIN_KEY);
    const titles = await page.getByRole('tab').allInnerTexts();
    expect(titles).toEqual(['ReadMoments', 'OneMoment', 'IndexMoment', 'BulkGenerate', 'Jobs', 'Layers']);
    for (const title of titles) {
      const answer = JSON.parse(await run(title)) as { data: Record<string, unknown>; errors?: unknown };
      expect({ title, errors: answer.errors }).toEqual({ title, errors: undefined });
      expect(Object.values(answer.data)).not.toContain(null);
    }
  });

  browserTest('without its key a tab is refused in words', async () => {
    expect(await run('IndexMoment')).toContain('X-Service-Key');
    await page.locator('.graphiql-response').getByText('UNAUTHENTICATED').first().waitFor();
  });

  browserTest('keys and headers last as long as the session and no longer', async () => {
    await page.getByLabel(/Service key/).fill(SERVICE_KEY);
    await page.reload();
    expect(await page.getByLabel(/Service key/).inputValue()).toBe(SERVICE_KEY);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(SERVICE_KEY);
    const later = await context.newPage();
    await later.goto(`${url}/graphql`);
    expect(await later.getByLabel(/Service key/).inputValue()).toBe('');
  });

  browserTest('the headers editor is on; its headers are sent, and kept for the session', async () => {
    await page.getByRole('button', { name: 'Headers' }).click();
    const editor = page.locator('[data-uri$="request-headers.json"]');
    await editor.click();
    await page.locator('[data-uri$="request-headers.json"].focused').waitFor();
    await page.keyboard.insertText(`{"X-Service-Key": "${SERVICE_KEY}"}`);
    await editor.getByText(SERVICE_KEY).waitFor();
    const answered = page.waitForRequest((request) => (request.postData() ?? '').includes('ReadMoments'));
    await page.locator('.graphiql-execute-button').click();
    expect((await answered).headers()['x-service-key']).toBe(SERVICE_KEY);
    while (!String(await page.evaluate('JSON.stringify(sessionStorage)')).includes(SERVICE_KEY));
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(SERVICE_KEY);
  });

  browserTest('the documentation of the schema is there', async () => {
    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Mutation', { exact: true }).first().waitFor();
  });
});
