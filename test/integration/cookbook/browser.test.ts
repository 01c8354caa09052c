import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { cookbook } from '../../../src/cli/cypher/question.js';
import { savedQueries } from '../../../src/cli/cypher/saved-queries.js';
import { browserTest, launchBrowser } from '../../support/browser.js';
import { runCypher } from '../../support/cypher.js';
import { loadStarterGraph } from './starter-graph.js';

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const file = readFileSync(here('docs/analysts/clockchain-cookbook.zip'));

describe('the saved queries for the Neo4j Browser', () => {
  const contents = (zip: Uint8Array) =>
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]);

  test('are those of the cookbook (else: npx clockchain cypher --saved-queries docs/analysts/clockchain-cookbook.zip)', () => {
    expect(contents(file)).toEqual(contents(savedQueries(cookbook())));
  });

  test('run as they are, with nothing to fill in', async () => {
    await loadStarterGraph();
    const queries = contents(file).filter(([name]) => name!.endsWith('.cypher'));
    expect(queries).toHaveLength(cookbook().length);
    for (const [name, text] of queries) {
      expect(text).not.toMatch(/\$\w/);
      expect([name, (await runCypher(text!)).length]).toEqual([name, expect.any(Number)]);
    }
  }, 180_000);

  let browser: Browser | undefined;
  afterAll(() => browser?.close());

  browserTest('dropped onto the Browser they are a folder of favourites', async () => {
    const [setting] = await runCypher("SHOW SETTINGS 'server.http.listen_address' YIELD value");
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(`http://${setting!.value}/browser/`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.filedrop');
    // As text, since the page's own names mean nothing to Node.
    const transfer = await page.evaluateHandle(`(() => {
        const bytes = Uint8Array.from(atob('${file.toString('base64')}'), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], 'clockchain-cookbook.zip'));
        return transfer;
      })()`);
    await page.dispatchEvent('.filedrop', 'drop', { dataTransfer: transfer });
    await page.getByTestId('navigationFavorites').click();
    await page.getByText('Clockchain', { exact: true }).click();
    for (const { question } of cookbook().slice(0, 3)) {
      await page.getByText(question!, { exact: true }).first().waitFor();
    }
  });
});
