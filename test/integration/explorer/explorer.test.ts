import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { registerExplorer } from '../../../src/platform/http/explorer.js';
import { ADMIN_KEY, SERVICE_KEY, startTestApp, type TestApp } from '../../support/app.js';
import { browserTest, launchBrowser, openWatched, type WatchedPage } from '../../support/browser.js';
import { until } from '../../support/until.js';
import { ARMISTICE, BERLIN_TREATY, SARAJEVO, tellHistory } from './history.js';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, colorScheme: 'light' };
const DARK: BrowserContextOptions = { colorScheme: 'dark' };
/** Two queries that the local generator knows, and one that nobody could place. */
const PASTED = 'Fall of the Berlin Wall\nNobody could say when or where\nApollo 11 Moon landing';

let app: TestApp;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  execFileSync(process.execPath, [root('web/build.mjs'), 'explorer']);
  app = await startTestApp();
  await tellHistory(app);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
afterEach(async () => {
  if (!watched) return;
  expect(watched.elsewhere).toEqual([]);
  expect(watched.complaints).toEqual([]);
  await page.context().close();
});

async function open(address: string, options: BrowserContextOptions = {}, keys = false): Promise<void> {
  browser ??= await launchBrowser();
  watched = await openWatched(browser, app.url, options);
  page = watched.page;
  page.setDefaultTimeout(15_000);
  if (keys) {
    const held = { 'clockchain:service-key': SERVICE_KEY, 'clockchain:admin-key': ADMIN_KEY };
    await page.addInitScript(`Object.assign(sessionStorage, ${JSON.stringify(held)})`);
  }
  await page.goto(app.url + address);
}

const link = (name: string) => page.getByRole('link', { name });
const leading = (name: string) => page.locator('.timeline').getByRole('link', { name });

browserTest('what one types is found, and the keyboard alone opens it', async () => {
  await open('/');
  await leading('Assassination of Caesar').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('sarajevo');
  await page.getByRole('option', { name: /Assassination at Sarajevo/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Assassination at Sarajevo' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/moments${SARAJEVO}`);
  await page.goBack();
  await leading('Assassination of Caesar').waitFor();
});

browserTest('the timeline reaches from the deepest BCE to the minute, and the map follows', async () => {
  await open('/');
  await page.getByText(/^31\d\d BCE/).waitFor();
  await page.getByText('32 moments', { exact: true }).waitFor();
  await until(async () => (await page.locator('.marker').count()) > 1);

  await page.goto(`${app.url}/?from=1914-06-28T10:00&to=1914-06-28T11:29`);
  await leading('A bomb at the quay').waitFor();
  await page.getByText('2 moments', { exact: true }).waitFor();
  await page.getByText('10:30', { exact: true }).waitFor();
  await until(async () => (await page.locator('.marker').count()) === 1);
  await page.getByRole('button', { name: '2 moments around Sarajevo' }).click();
  await page
    .locator('.there')
    .getByRole('link', { name: /Assassination at Sarajevo/ })
    .waitFor();

  await page.locator('.timeline').focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  await until(() => /from=1914-06-28T10:3\d&to=1914-06-28T1\d:/.test(page.url()));
  const shared = page.url();
  await page.reload();
  await page.getByText('1 moment', { exact: true }).waitFor();
  await leading('Assassination at Sarajevo').waitFor();
  expect(page.url()).toBe(shared);
  await page.locator('.timeline').focus();
  await page.keyboard.press('Home');
  await page.getByText('32 moments', { exact: true }).waitFor();
});

browserTest('a drag and a wheel move it, and each stop asks once', async () => {
  await open('/');
  await leading('Assassination of Caesar').waitFor();
  let asked = 0;
  page.on('request', (request) => {
    if ((request.postData() ?? '').includes('query Timeline')) asked++;
  });
  const box = (await page.locator('.timeline').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.9, box.y + 40);
  for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -80);
  await until(() => page.url().includes('from='));
  const before = page.url();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 8 });
  await page.mouse.up();
  await until(() => page.url() !== before);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(8);
});

browserTest('filters narrow time and map alike, and stand in the address', async () => {
  await open('/', PHONE);
  await page.getByPlaceholder('Tag…').fill('Murder');
  await page.keyboard.press('Enter');
  await page.getByText('2 moments', { exact: true }).waitFor();
  await page.getByPlaceholder('Place…').fill('Italy');
  await page.keyboard.press('Enter');
  await page.getByText('1 moment', { exact: true }).waitFor();
  expect(page.url()).toContain('tags=murder&place=/italy');
  await until(async () => (await page.locator('.marker').count()) === 1);
  await page.getByRole('button', { name: 'Remove the tag murder' }).click();
  await page.getByRole('button', { name: 'Remove the place italy' }).click();
  await page.getByText('32 moments', { exact: true }).waitFor();
});

browserTest(
  'a moment says all that is known; its graph has causes left, consequences right, and grows',
  async () => {
    await open(`/moments${SARAJEVO}`, DARK);
    await page.getByText('A student shoots the heir to the throne.').waitFor();
    await page.getByRole('cell', { name: 'K 17' }).waitFor();
    await page
      .locator('.links')
      .getByText(/It made the grievance/)
      .waitFor();

    const graph = page.locator('.graph-frame');
    const left = async (name: string) =>
      (await graph.locator('.node').filter({ hasText: name }).boundingBox())!.x;
    await graph.getByRole('link', { name: 'War on Serbia' }).waitFor();
    expect(await left('Annexation of Bosnia')).toBeLessThan(await left('Assassination at Sarajevo'));
    expect(await left('War on Serbia')).toBeGreaterThan(await left('Assassination at Sarajevo'));
    expect(await graph.getByText('Treaty of Berlin').count()).toBe(0);

    await graph.getByRole('button', { name: 'Walk on from Annexation of Bosnia' }).click();
    await graph.getByRole('link', { name: 'Treaty of Berlin' }).waitFor();
    expect(await left('Treaty of Berlin')).toBeLessThan(await left('Annexation of Bosnia'));
    await page.reload();
    await graph.getByRole('link', { name: 'Treaty of Berlin' }).waitFor();

    await page
      .getByRole('group', { name: 'Kinds of links' })
      .getByRole('button', { name: 'Influences' })
      .click();
    await until(async () => (await graph.getByText('Treaty of Berlin').count()) === 0);
    await page
      .getByRole('group', { name: 'Layers of links' })
      .getByRole('button', { name: 'generated' })
      .click();
    await page.getByText('No links of these kinds are known').waitFor();
  },
);

browserTest('the way between two moments is told step by step', async () => {
  await open('/between');
  await page.getByLabel('From the moment').fill('Treaty of Berlin');
  await page.getByRole('option', { name: /Treaty of Berlin/ }).click();
  await page.getByLabel('To the moment').fill('armistice');
  await page.getByRole('option', { name: /The Armistice/ }).click();
  await page.getByText('4 steps').waitFor();
  await page.getByText(/It gave the pretext/).waitFor();
  expect(page.url()).toContain(`from=${BERLIN_TREATY}&to=${ARMISTICE}`);
  await page.getByRole('button', { name: 'Turn the two round' }).click();
  await page.getByText(/No way of at most ten steps is known/).waitFor();
});

browserTest('on this day, and the day after', async () => {
  await open('/today?month=6&day=27', PHONE);
  await page.getByText('Nothing is known to have happened on this day.').waitFor();
  await page.getByRole('button', { name: /The day after/ }).click();
  await page.getByRole('heading', { name: '28 June' }).waitFor();
  await link('A bomb at the quay').waitFor();
});

browserTest(
  'with a key a moment is stored and published; the path is explained while it is typed',
  async () => {
    await open('/desk');
    await page.getByText('The desk needs a key').waitFor();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel('Service key').fill(SERVICE_KEY);
    await page.getByRole('button', { name: 'Use these keys' }).click();

    const path = page.getByLabel('Path', { exact: true });
    await path.fill('/-44/february/30/1030/italy/lazio/rome/no-such-day');
    await page.getByText('44 BCE', { exact: true }).waitFor();
    await page.getByText(/there is no 30 February 44 BCE/).waitFor();
    await path.fill('/-44/march/15/1030/italy/lazio/rome/assassination-of-caesar');
    await page.getByText('A moment stands there already').waitFor();
    await path.fill('/1812/september/7/600/russia/moscow-oblast/borodino/battle-of-borodino');
    await page.getByText(/four digits, 0000 to 2359/).waitFor();
    await path.fill('/1812/september/7/0600/russia/moscow-oblast/borodino/battle-of-borodino');
    await page.getByLabel('In one sentence').fill('Two armies bleed each other white.');
    await page.getByRole('button', { name: 'Store the moment' }).click();
    await page.locator('.done').getByRole('link').click();
    await page.getByText('Two armies bleed each other white.').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Make private' }).waitFor();
  },
);

browserTest('a pasted list is generated, watched live, retried and published', async () => {
  await open('/desk/generate', DARK, true);
  await page.getByLabel(/Events in plain language/).fill(PASTED);
  await page.getByText('3 events').waitFor();
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByText('3 of 3').waitFor();
  await page.getByText('ended: 2 completed, 1 failed').waitFor();
  await page.getByText(/The date is missing/).waitFor();
  await page.getByRole('button', { name: 'Publish' }).first().click();
  await until(async () => (await page.getByRole('button', { name: 'Publish' }).count()) === 1);
  await page.getByRole('button', { name: 'Retry what failed' }).click();
  await page.getByText('3 of 3').waitFor();
  await link('Fall of the Berlin Wall').click();
  await page
    .getByText(/from the corpus/)
    .first()
    .waitFor();
});

browserTest('the queue is paused, a job that waits is cancelled, and the queue goes on', async () => {
  await open('/desk/queue', {}, true);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('what runs finishes, nothing is begun').waitFor();
  await link('Generate').click();
  await page.getByLabel(/Events in plain language/).fill('Battle of Hastings');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByText('Waits for its turn.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('cancelled', { exact: true }).waitFor();
  await link('Queue').click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Running', { exact: true }).waitFor();
});

browserTest('a wrong key is told in words, and so is a service that is away', async () => {
  await open('/today?month=6&day=28');
  await link('A bomb at the quay').waitFor();
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByLabel('Service key').fill('a-wrong-key');
  await page.getByRole('button', { name: 'Use these keys' }).click();
  await page.getByText('The X-Service-Key is wrong. Set it under “Keys”.').waitFor();
  await page.route('**/graphql', (route) => route.abort());
  await page.getByRole('button', { name: /The day after/ }).click();
  await page.getByText('The service does not answer.').waitFor();
  watched.complaints.length = 0;
});

test('without the built files the page says what to run', async () => {
  const bare = Fastify();
  await registerExplorer(bare, root('dist-web/nothing-here'));
  const response = await bare.inject({ url: '/today' });
  expect(response.statusCode).toBe(503);
  expect(response.body).toContain('npm run build:web');
  await bare.close();
});
