import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { service, startTestApp, type TestApp } from '../../support/app.js';
import { browserTest, launchBrowser } from '../../support/browser.js';
import { runCypher } from '../../support/cypher.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const run = (command: string, args: string[], folder: string, environment: Record<string, string> = {}) =>
  promisify(execFile)(join(root, 'node_modules/.bin', command), args, {
    cwd: join(root, folder),
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  }).catch((error: { stdout: string; stderr: string }) => error);

const FOLDERS = ['examples/node', 'examples/react'];
const MOMENTS = [
  ['/1957/october/04/1928/kazakhstan/baikonur/baikonur/first-satellite', 'First satellite'],
  ['/1961/april/12/0907/kazakhstan/baikonur/baikonur/first-human-in-space', 'First human in space'],
  ['/1969/july/20/2017/space/moon/tranquility/moon-landing', 'Moon landing'],
] as const;

let app: TestApp;
let browser: Browser | undefined;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  const moments = MOMENTS.map(([path, name]) => ({ path, metadata: { name }, visibility: 'PUBLIC' }));
  await app.graphql(
    'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { status } } }',
    { input: { moments } },
    service,
  );
  for (const [from, to] of [
    [MOMENTS[0][0], MOMENTS[1][0]],
    [MOMENTS[1][0], MOMENTS[2][0]],
  ])
    await app.graphql(
      'mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link { id } } }',
      { input: { from, to, type: 'CAUSES' } },
      service,
    );
  await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
  await Promise.all(FOLDERS.map((folder) => run('graphql-codegen', ['--config', 'codegen.ts'], folder)));
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
});

test.each(FOLDERS)('%s: a field that the schema lacks is a type error, all else is none', async (folder) => {
  expect(await run('tsc', ['-p', '.'], folder)).toMatchObject({ stdout: '' });
  const wrong = join(root, folder, folder.endsWith('react') ? 'src/wrong.tsx' : 'wrong.ts');
  const right = readFileSync(
    join(root, folder, folder.endsWith('react') ? 'src/search.tsx' : 'led-to.ts'),
    'utf8',
  );
  writeFileSync(wrong, right.replace('date.text', 'date.txet'));
  try {
    const { stdout } = await run('tsc', ['-p', '.'], folder);
    expect(stdout).toContain("Property 'txet' does not exist");
  } finally {
    rmSync(wrong);
  }
});

test('the Node script tells what led to an event', async () => {
  const { stdout } = await run('tsx', ['examples/node/led-to.ts', 'moon', 'landing'], '.', {
    CLOCKCHAIN_URL: app.url,
  });
  expect(stdout).toBe(`Moon landing (20 July 1969, 20:17)
  First human in space (12 April 1961, 09:07): CAUSES Moon landing
    First satellite (4 October 1957, 19:28): CAUSES First human in space
`);
});

browserTest(
  'the React page searches and shows consequences, and sends each operation by its hash',
  async () => {
    const dist = join(root, 'examples/react/dist');
    await run('vite', ['build', '--logLevel', 'warn'], 'examples/react', {
      VITE_CLOCKCHAIN_URL: `${app.url}/graphql`,
      NODE_ENV: 'production',
    });
    const server = createServer((request, response) => {
      const file = join(dist, request.url === '/' ? 'index.html' : request.url!);
      response.setHeader('content-type', file.endsWith('.html') ? 'text/html' : 'text/javascript');
      response.end(existsSync(file) ? readFileSync(file) : undefined);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      browser = await launchBrowser();
      const sent: string[] = [];
      const story = async () => {
        const tab = await browser!.newPage();
        tab.on('request', (request) => {
          if (request.method() === 'POST') sent.push(request.postData() ?? '');
        });
        await tab.goto(address);
        await tab.getByLabel('An event').fill('satellite');
        await tab.getByRole('button', { name: 'First satellite' }).click();
        const consequences = tab.getByRole('region', { name: 'Consequences' }).getByRole('listitem');
        await consequences.nth(1).waitFor();
        expect(await consequences.allTextContents()).toEqual([
          'First human in space, 12 April 1961, 09:07',
          'Moon landing, 20 July 1969, 20:17',
        ]);
        await tab.close();
      };
      await story();
      sent.length = 0;
      await story();
      expect(sent.length).toBeGreaterThan(1);
      for (const body of sent) {
        expect(JSON.parse(body)).not.toHaveProperty('query');
        expect(JSON.parse(body).extensions.persistedQuery.sha256Hash).toMatch(/^[0-9a-f]{64}$/);
      }
    } finally {
      server.close();
      rmSync(dist, { recursive: true, force: true });
    }
  },
);
