import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { parse, validate } from 'graphql';
import type { Browser, Page } from 'playwright-core';
import { registerPlayground } from '../../src/platform/http/playground.js';
import { createSchema } from '../../src/schema.js';
import { examples } from '../../web/playground/examples.js';
import { ADMIN_KEY, SERVICE_KEY, service, startTestApp, type TestApp } from '../support/app.js';
import { browserTest, launchBrowser, openWatched, type WatchedPage } from '../support/browser.js';
import { until } from '../support/until.js';

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const NAME = 'Opening of the Eiffel Tower';
const PATH = '/1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower';

let app: TestApp;
let url: string;
beforeAll(async () => {
  execFileSync(process.execPath, [here('web/build.mjs'), 'playground']);
  app = await startTestApp();
  url = app.url;
  const body = { path: PATH, metadata: { name: NAME }, visibility: 'public' };
  expect((await app.rest('POST', '/api/index', { body, headers: service })).status).toBe(200);
}, 120_000);
afterAll(() => app?.stop());

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
    const bare = Fastify();
    await registerPlayground(bare, { root: here('dist-web/nothing-here') });
    bare.get('/graphql', async () => ({ from: 'the API' }));
    const response = await bare.inject({ url: '/graphql', headers: HTML });
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('npm run build:web');
    expect((await bare.inject({ url: '/graphql?query={__typename}', headers: HTML })).json()).toEqual({
      from: 'the API',
    });
    await bare.close();
  });
});

test.each(
  examples(PATH).map(({ query }) => [/(?:query|mutation|subscription) (\w+)/.exec(query)![1], query]),
)('the example %s is right by the schema', async (_name, query) => {
  expect(validate(await createSchema(), parse(query!))).toEqual([]);
});

describe('in a browser', () => {
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeEach(async () => {
    browser ??= await launchBrowser();
    watched = await openWatched(browser, url);
    page = watched.page;
    await page.goto(`${url}/graphql`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  }, 60_000);
  afterEach(async () => {
    expect(watched.elsewhere).toEqual([]);
    expect(watched.complaints).toEqual([]);
    await page?.context().close();
  });
  afterAll(() => browser?.close());

  async function run(tab: string): Promise<string> {
    await page.getByRole('tab', { name: tab }).click();
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes(tab));
    await page.locator('.graphiql-execute-button').click();
    return (await answered).text();
  }

  browserTest('the first tab answers when run, without a key', async () => {
    expect(await run('ReadMoments')).toContain(NAME);
    await page.locator('.graphiql-response').getByText(NAME).first().waitFor();
  });

  browserTest('every tab works once the keys are typed in', async () => {
    await page.getByLabel(/Service key/).fill(SERVICE_KEY);
    await page.getByLabel(/Admin key/).fill(ADMIN_KEY);
    const titles = await page.getByRole('tab').allInnerTexts();
    const followed = 'FollowJob';
    expect(titles).toEqual([
      'ReadMoments',
      'OneMoment',
      'IndexMoment',
      'BulkGenerate',
      'Jobs',
      followed,
      'Layers',
    ]);
    for (const title of titles.filter((one) => one !== followed)) {
      const answer = JSON.parse(await run(title)) as { data: Record<string, unknown>; errors?: unknown };
      expect({ title, errors: answer.errors }).toEqual({ title, errors: undefined });
      expect(Object.values(answer.data)).not.toContain(null);
    }
  });

  browserTest('a job is followed to its end', async () => {
    await page.getByLabel(/Service key/).fill(SERVICE_KEY);
    const { body } = await app.rest('POST', '/api/generate', {
      body: { query: 'The Moon landing' },
      headers: service,
    });
    await page.getByRole('tab', { name: 'FollowJob' }).click();
    const editor = page.locator('[data-uri$="variables.json"]');
    await editor.getByText('"id"').click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.insertText(body.job_id);
    await editor.getByText(body.job_id).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response').getByText('COMPLETED').first().waitFor();
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
    const later = await page.context().newPage();
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
    await until(async () =>
      String(await page.evaluate('JSON.stringify(sessionStorage)')).includes(SERVICE_KEY),
    );
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(SERVICE_KEY);
  });

  browserTest('the documentation of the schema is there', async () => {
    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Mutation', { exact: true }).first().waitFor();
  });
});
