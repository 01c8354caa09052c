import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openWatched } from '../test/support/browser.js';
import { until } from '../test/support/until.js';
import { type Measured, median } from './figures.js';
import type { World } from './world.js';

const ROUNDS = 7;
const WARM_UP = 2;
/** What the browser calls a long task: below it there is nothing to tell. */
const LONG = 50;

/** Run in the page: the moment at which names stand on the timeline and markers on the map, and what kept it busy. */
const WATCH = `
  window.drawnAt = 0;
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('.timeline li') && document.querySelector('.marker')) window.drawnAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

/** What a page asks for as it is moved about: how many questions, and the longest answer. */
interface Traffic {
  asked: number;
  kib: number;
}

/**
 * The explorer in Chromium, on the largest graph: how long until it shows history, in a browser that has never seen it; then
 * the longest task while it is panned and zoomed in time and in space, and what it asks for meanwhile.
 */
export async function measureExplorer(world: World, say: (text: string) => void): Promise<Measured[]> {
  say('the explorer in a browser');
  const browser = await launchBrowser();
  try {
    const drawn: number[] = [];
    const tasks: number[] = [];
    const asked: number[] = [];
    const sizes: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const seen = await once(browser, world);
      if (round < 0) continue;
      drawn.push(seen.drawn);
      tasks.push(seen.longest);
      asked.push(seen.asked);
      sizes.push(seen.kib);
    }
    say(
      `  ${median(asked)} questions while it was moved about, the longest answer ${Math.round(median(sizes))} KiB`,
    );
    const of = (app: number[]) => new Map([[world.size, { app, raw: [] }]]);
    return [
      {
        name: 'explorer, first picture',
        unit: 'ms',
        bySize: of(drawn),
        promised: { of: 'app', most: 1_500 },
      },
      {
        name: 'explorer, longest task in pan and zoom',
        unit: 'ms',
        bySize: of(tasks),
        promised: { of: 'app', most: 200 },
      },
    ];
  } finally {
    await browser.close();
  }
}

/** One visit of somebody new. */
async function once(browser: Browser, { url }: World): Promise<{ drawn: number; longest: number } & Traffic> {
  const { page, complaints } = await openWatched(browser, url);
  try {
    await page.addInitScript(WATCH);
    await page.goto(url, { waitUntil: 'commit' });
    const drawn = await until(() => page.evaluate<number>('window.drawnAt'), { what: 'the first picture' });
    await page.evaluate('window.longest = 0');
    const traffic = await moveAbout(page);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    return { drawn, longest: Math.max(LONG, await page.evaluate<number>('window.longest')), ...traffic };
  } finally {
    await page.context().close();
  }
}

async function moveAbout(page: Page): Promise<Traffic> {
  const traffic = { asked: 0, kib: 0 };
  const open = new Set<object>();
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) open.add(request);
  });
  page.on('requestfinished', async (request) => {
    if (!open.delete(request)) return;
    traffic.asked += 1;
    traffic.kib = Math.max(traffic.kib, (await request.sizes()).responseBodySize / 1024);
  });
  // One that is overtaken by the next is given up.
  page.on('requestfailed', (request) => open.delete(request));
  for (const where of ['.timeline', '.map-frame']) {
    const { x, y, width, height } = (await page.locator(where).boundingBox())!;
    const [middle, level] = [x + width * 0.6, y + height * 0.4];
    await page.mouse.move(middle, level);
    for (const by of [-90, 90, -90]) {
      for (let step = 0; step < 6; step++) await page.mouse.wheel(0, by);
      await still(page, open);
    }
    await page.mouse.down();
    await page.mouse.move(middle - width * 0.3, level, { steps: 30 });
    await page.mouse.move(middle, level + height * 0.1, { steps: 30 });
    await page.mouse.up();
    await still(page, open);
  }
  return traffic;
}

/** Until the address holds what is looked at and every question about it is answered. */
async function still(page: Page, open: Set<object>): Promise<void> {
  let address = '';
  let quietSince = Date.now();
  await until(
    () => {
      if (page.url() !== address || open.size > 0) quietSince = Date.now();
      address = page.url();
      return Date.now() - quietSince > 500;
    },
    { what: 'the page stands still' },
  );
}
