import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ADMIN_KEY, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { browserTest, launchBrowser, openWatched, type WatchedPage } from '../../support/browser.js';
import { ARMISTICE, BERLIN_TREATY, SARAJEVO, tellHistory } from './history.js';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const AXE = readFileSync(root('node_modules/axe-core/axe.min.js'), 'utf8');
/** What axe holds against the page as it stands: the rule, and where. */
const SERIOUS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`;
/** A page that is wider than the screen can be scrolled sideways, which nobody expects. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

interface View {
  address: string;
  /** What is there once it is drawn. */
  drawn: string;
  /** Opens what a press or a word opens. */
  open?(page: Page): Promise<void>;
}

const OPEN: Record<string, View> = {
  'the timeline and the map': { address: '/', drawn: '.marker' },
  'a narrow stretch of time, filtered': {
    address: '/?from=1914-06-28T10:00&to=1914-06-28T11:29&tags=empire',
    drawn: '.timeline li',
    open: (page) => page.locator('.marker').first().click(),
  },
  'a stretch of nothing': { address: '/?from=-2500&to=-2400', drawn: '.nothing' },
  'words in the search': {
    address: '/',
    drawn: '.timeline li',
    async open(page) {
      await page.getByLabel('Search moments').fill('sarajevo');
      await page.getByRole('option').first().waitFor();
    },
  },
  'the window for keys': {
    address: '/today?month=6&day=27',
    drawn: 'h1',
    open: (page) => page.getByRole('button', { name: /^Keys/ }).click(),
  },
  'a moment': { address: `/moments${SARAJEVO}`, drawn: '.node' },
  'a moment that is not there': { address: '/moments/1/may/1/0000/a/b/c/nowhere', drawn: '.problem' },
  'a day': { address: '/today?month=6&day=28', drawn: '.year' },
  'a way between two': { address: `/between?from=${BERLIN_TREATY}&to=${ARMISTICE}`, drawn: '.stop' },
  'no way between two': { address: `/between?from=${ARMISTICE}&to=${BERLIN_TREATY}`, drawn: '.verdict' },
  'the desk without a key': { address: '/desk', drawn: 'h1' },
  'an address of nothing': { address: '/desk/nowhere', drawn: 'h1' },
};

const WITH_KEYS: Record<string, View> = {
  'a moment that can be published': { address: `/moments${ARMISTICE}`, drawn: '.node' },
  'the desk: a moment': {
    address: '/desk',
    drawn: '.segments',
    open: (page) => page.getByLabel('Path', { exact: true }).fill('/-44/march/41/1030/italy/lazio/rome/x'),
  },
  'the desk: generate': {
    address: '/desk/generate',
    drawn: 'textarea',
    open: (page) => page.getByLabel(/Events in plain language/).fill('Battle of Hastings'),
  },
  'the desk: jobs': { address: '/desk/jobs', drawn: '.job' },
  'the desk: queue': { address: '/desk/queue', drawn: '.figures' },
};

let app: TestApp;
let browser: Browser;
let watched: WatchedPage | undefined;
let withKeys: boolean;

beforeAll(async () => {
  execFileSync(process.execPath, [root('web/build.mjs'), 'explorer']);
  app = await startTestApp();
  await tellHistory(app);
  for (const query of ['Fall of the Berlin Wall', 'Nobody could say when or where']) {
    await app.graphql(
      'mutation ($query: String!) { generate(input: {query: $query}) { job { id } } }',
      { query },
      service,
    );
  }
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

describe('on a desktop and a phone, light and dark: nothing serious by axe, no request elsewhere, no complaint', () => {
  for (const [name, view] of Object.entries(OPEN)) browserTest(name, () => examine(view));
  for (const [name, view] of Object.entries(WITH_KEYS)) browserTest(name, () => examine(view, true));

  /** The same page in all four, so that each view is loaded once. */
  async function examine({ address, drawn, open }: View, keys = false) {
    const { page, elsewhere, complaints } = await session(keys);
    await page.setViewportSize(SCREENS.desktop);
    await page.goto(app.url + address);
    await page.locator(drawn).first().waitFor();
    await open?.(page);
    await page.evaluate(AXE);
    for (const [screen, size] of Object.entries(SCREENS)) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate(SERIOUS);
        const sideways = await page.evaluate(SIDEWAYS);
        const seen = { screen, colorScheme };
        expect({ ...seen, found, sideways }).toEqual({ ...seen, found: [], sideways: 0 });
      }
    }
    expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
  }

  /** One browser and one page for all views without keys, then one for all with. */
  async function session(keys: boolean): Promise<WatchedPage> {
    browser ??= await launchBrowser();
    if (watched && withKeys === keys) return watched;
    withKeys = keys;
    await watched?.page.context().close();
    watched = await openWatched(browser, app.url);
    watched.page.setDefaultTimeout(15_000);
    const held = { 'clockchain:service-key': SERVICE_KEY, 'clockchain:admin-key': ADMIN_KEY };
    if (keys) await watched.page.addInitScript(`Object.assign(sessionStorage, ${JSON.stringify(held)})`);
    return watched;
  }
});
