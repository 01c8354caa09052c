import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { ADMIN_KEY, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { browserTest, launchBrowser, openWatched } from '../../support/browser.js';
import { runCypher } from '../../support/cypher.js';
import { HOSTILE_WORDS } from '../../support/hostile.js';
import { keptLog } from '../../support/log-lines.js';

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Those that may be text of a moment: not empty, and no half of a character. */
const WORDS = HOSTILE_WORDS.filter(
  (word) => word.trim() !== '' && word.isWellFormed() && word.length < 200 && word !== '\u0000',
);
const pathOf = (i: number) =>
  `/1900/may/${String(i + 1).padStart(2, '0')}/1000/france/ile-de-france/paris/hostile-${i}`;
const INDEX = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path } }';
const MOMENT =
  'query ($path: MomentPath!) { moment(path: $path) { name oneLiner era tags figures { name } metadata layer visibility createdBy } }';
const SEARCH = 'query ($query: String!) { search(query: $query) { edges { node { path } } } }';

describe('words that mean something elsewhere are just words here', () => {
  const kept = keptLog('debug');
  let app: TestApp;
  let browser: Browser | undefined;

  beforeAll(async () => {
    // As an install leaves them; other tests build them anew.
    for (const page of ['explorer', 'playground'].filter(
      (name) => !existsSync(here(`dist-web/${name}/index.html`)),
    ))
      execFileSync(process.execPath, [here('web/build.mjs'), page]);
    app = await startTestApp({}, kept.log);
    for (const [i, word] of WORDS.entries()) {
      const { errors } = await app.graphql(INDEX, { input: inputOf(i, word) }, service);
      expect({ word, errors }).toEqual({ word, errors: undefined });
    }
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const inputOf = (i: number, word: string) => ({
    path: pathOf(i),
    visibility: 'PUBLIC',
    createdBy: 'attacker',
    metadata: {
      name: `${word} ${i}`,
      one_liner: word,
      era: word,
      tags: [word],
      figures: [word],
      sources: [{ title: word, url: 'https://example.org/' }],
      constructor: word,
      prototype: { constructor: word },
      toString: word,
      note: word,
    },
  });

  test('they come back as they were sent, and nothing else was written', async () => {
    for (const [i, word] of WORDS.entries()) {
      const { data } = await app.graphql(MOMENT, { path: pathOf(i) }, service);
      expect(data.moment).toMatchObject({ layer: 0, visibility: 'PUBLIC', createdBy: 'attacker' });
      expect(data.moment.metadata).toEqual(inputOf(i, word).metadata);
      expect(data.moment.oneLiner.trim()).toBe(word.trim());
    }
    const [row] = await runCypher('MATCH (m:Moment) RETURN count(m) AS moments');
    expect(row!.moments).toBe(WORDS.length);
    expect(({} as { note?: string }).note).toBeUndefined();
  });

  test.each([
    ['__proto__', '{"__proto__":{"layer":5}}'],
    ['a key in backticks', '{"a` SET m.layer = 5 //":1}'],
    ['a property of the service', '{"visibility":"public"}'],
    ['a property of the service, written otherwise', '{"created_at":"2000-01-01T00:00:00Z"}'],
    ['a property kept for the graph', '{"linksDue":true}'],
    ['a property kept for the graph', '{"location":1}'],
    ['a property kept for the graph', '{"nameKey":"x"}'],
  ])('metadata that would set %s is refused or kept apart (%s)', async (_what, metadata) => {
    const path = `${pathOf(30)}-${Buffer.from(metadata).toString('hex').slice(0, 40)}`;
    const body = `{"path":${JSON.stringify(path)},"metadata":${metadata}}`;
    const answer = await app.rest('POST', '/api/index', {
      body,
      headers: { ...service, 'content-type': 'application/json' },
    });
    const [row] = await runCypher('MATCH (m:Moment {path: $path}) RETURN properties(m) AS properties', {
      path,
    });
    if (answer.status === 400) expect(row).toBeUndefined();
    else {
      const plain = `${pathOf(30)}-plain`;
      await app.rest('POST', '/api/index', { body: { path: plain }, headers: service });
      const [other] = await runCypher('MATCH (m:Moment {path: $path}) RETURN properties(m) AS properties', {
        path: plain,
      });
      const kinds = (properties: object) =>
        Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, typeof value]));
      expect(kinds(row!.properties as object)).toMatchObject(kinds(other!.properties as object));
      expect(row!.properties).toMatchObject({ layer: 0, visibility: 'private' });
    }
    await runCypher('MATCH (m:Moment) WHERE m.path STARTS WITH $path DETACH DELETE m', { path: pathOf(30) });
  });

  test('search takes them for words', async () => {
    for (const query of HOSTILE_WORDS) {
      const { errors } = await app.graphql(SEARCH, { query }, service);
      for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('no cell of a table begins like a formula, and every format stays what it is', async () => {
    const get = async (format: string) =>
      (await fetch(`${app.url}/api/export?format=${format}`, { headers: service })).text();
    const cells = (parseCsv(await get('csv')) as string[][]).flat();
    expect(cells.length).toBeGreaterThan(WORDS.length * 5);
    expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell) || /^-(?!\d)/.test(cell))).toEqual([]);
    for (const line of (await get('ics')).split('\r\n')) expect(line).toMatch(/^(?: |[A-Z-]+[:;]|$)/);
    expect(await get('graphml')).not.toMatch(/<script|<img/);
    expect(await get('timelinejs')).not.toMatch(/<(?:script|img)/);
    for (const line of (await get('ndjson')).trim().split('\n')) JSON.parse(line);
  });

  test('a log line stays one line, in which nothing moves the cursor', async () => {
    await app.graphql(
      'mutation ($q: String!) { generate(input: {query: $q}) { job { id } } }',
      { q: 'x\n{"level":60}\u001b[2J' },
      service,
    );
    await app.rest('GET', '/nowhere%0a%7b%22level%22:60%7d%1b[2J?a=%0a');
    for (const line of kept.text().split('\n').filter(Boolean)) {
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
    }
    for (const secret of [SERVICE_KEY, ADMIN_KEY]) expect(kept.text()).not.toContain(secret);
  });

  browserTest('no page runs them, and none complains', async () => {
    browser = await launchBrowser();
    const { page, elsewhere, complaints } = await openWatched(browser, app.url);
    page.setDefaultTimeout(15_000);
    const hostile = WORDS.findIndex((word) => word.startsWith('<img'));
    for (const address of [
      '/',
      `/moments${pathOf(hostile)}`,
      '/today',
      '/between',
      '/?q=%3Cimg%20src=x%20onerror=window.pwned=1%3E',
    ]) {
      await page.goto(app.url + address, { waitUntil: 'networkidle' });
      expect(await page.evaluate('window.pwned')).toBeUndefined();
    }
    await page.goto(`${app.url}/moments${pathOf(hostile)}`);
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '<img src=x onerror=' }).waitFor();
    await page.goto(`${app.url}/api/docs`);
    await page.getByRole('heading', { name: /Clockchain REST/ }).waitFor();
    await page.locator('.opblock').first().waitFor();
    await page.goto(`${app.url}/graphql`);
    await page.locator('.graphiql-container').waitFor();
    expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
  });
});
