import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ADMIN_KEY, SERVICE_KEY, startTestApp, type TestApp } from '../../support/app.js';
import { type CommandLineOptions, runCommandLine } from '../../support/command-line.js';

const TOWER = '/1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower';
const FAIR = '/1889/may/06/0000/france/ile-de-france/paris/exposition-universelle-opens';
const SECRET = '/1888/may/06/0000/france/ile-de-france/paris/a-plan-nobody-knows';

describe('clockchain', () => {
  let app: TestApp;
  let folder: string;
  const keys = { SERVICE_API_KEY: SERVICE_KEY, ADMIN_KEY };
  beforeAll(async () => {
    app = await startTestApp();
    folder = mkdtempSync(join(tmpdir(), 'clockchain-command-'));
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  function run(args: string[], options: CommandLineOptions = {}) {
    const environment = { CLOCKCHAIN_URL: app.url, ...(options.environment ?? keys) };
    return runCommandLine(args, { folder, ...options, environment });
  }

  test('index, show, search, path and stats, for people and for machines', async () => {
    const indexed = await run([
      'index',
      TOWER,
      '--name',
      'Opening of the Eiffel Tower',
      '--figure',
      'Gustave Eiffel',
      '--tag',
      'engineering',
      '--set',
      'height_m=312',
      '--set',
      'precision=DAY',
      '--visibility',
      'public',
    ]);
    expect(indexed).toEqual({
      status: 0,
      stdout: `${TOWER}\n`,
      stderr: 'Opening of the Eiffel Tower, 31 March 1889, public\n',
    });
    await run(['index', FAIR, '--set', 'precision=DAY', '--visibility', 'public']);
    await run(['index', SECRET]);
    await app.graphql(
      `mutation { linkMoments(input: {from: "${TOWER}", to: "${FAIR}", type: PRECEDES}) { link { id } } }`,
      {},
      { 'x-service-key': SERVICE_KEY },
    );

    const shown = await run(['show', TOWER]);
    expect(shown.stdout).toMatch(/^Opening of the Eiffel Tower\n[\s\S]*figures {3}Gustave Eiffel\n/);
    expect(shown.stdout).toMatch(/PRECEDES +Exposition Universelle Opens \(6 May 1889\)/);
    const machine = JSON.parse((await run(['show', TOWER, '--json'])).stdout);
    expect(machine.metadata).toMatchObject({ height_m: 312, precision: 'DAY' });

    const found = await run(['search', 'eifel', 'tower', '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject([{ path: TOWER, score: expect.any(Number) }]);
    expect((await run(['search', 'eiffel'])).stdout).toMatch(/31 March 1889 +Opening of the Eiffel Tower/);

    const way = await run(['path', TOWER, FAIR]);
    expect(way.stdout).toMatch(
      /^Opening of the Eiffel Tower [\s\S]*precedes: [\s\S]*\nExposition Universelle Opens/,
    );
    expect(await run(['path', FAIR, TOWER])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No way'),
    });

    expect(JSON.parse((await run(['stats', '--json'])).stdout)).toMatchObject({ momentCount: 3 });
    expect((await run(['stats'], { environment: {} })).stdout).toMatch(/^moments +2\n/);
    expect(await run(['show', SECRET], { environment: {} })).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('No moment that can be read without a key'),
    });
  });

  test('generate watches to the end and tells how each job ended', async () => {
    const file = join(folder, 'sentences.txt');
    writeFileSync(
      file,
      'Battle of Hastings October 14 1066\n\n{"query": "Zorblatt festival of Quux", "clientRef": "row 2"}\n',
    );
    const done = await run(['generate', '--file', file, '--json']);
    expect(done.status).toBe(5);
    expect(JSON.parse(done.stdout)).toMatchObject([
      { status: 'COMPLETED', path: expect.stringContaining('/1066/october/14/') },
      { status: 'FAILED', errorCode: 'UNRESOLVED', clientRef: 'row 2' },
    ]);
    const [batch] = /jobs watch (\S+)/.exec(done.stderr)!.slice(1);
    expect(done.stderr).toContain(`clockchain jobs retry ${batch} --batch`);

    const piped = await run(['generate', '-'], { input: 'Magna Carta June 15 1215\n' });
    expect(piped).toMatchObject({ status: 0, stdout: expect.stringContaining('/1215/june/15/') });
    const { ADMIN_KEY: _, ...serviceOnly } = keys;
    const alone = await run(['generate', 'Apollo 11 moon landing July 20 1969'], {
      environment: serviceOnly,
    });
    expect(alone).toMatchObject({ status: 0, stdout: expect.stringContaining('/1969/july/20/') });

    const again = await run(['jobs', 'watch', batch!]);
    expect(again).toMatchObject({ status: 5, stderr: expect.stringContaining('1 completed, 1 failed') });
    const listed = await run(['jobs', 'list', '--status', 'failed', '--json']);
    const [failed] = JSON.parse(listed.stdout);
    expect((await run(['jobs', 'show', failed.id])).stdout).toMatch(/status +FAILED\n[\s\S]*UNRESOLVED/);
    expect(await run(['jobs', 'cancel', failed.id])).toMatchObject({ status: 1, stdout: '' });
    expect(await run(['jobs', 'retry', failed.id])).toMatchObject({ status: 0 });
  });

  test.each<[string, string[], Record<string, string>, number, RegExp]>([
    [
      'a wrong key',
      ['stats'],
      { SERVICE_API_KEY: 'not-the-key' },
      4,
      /refuses the service key from SERVICE_API_KEY/,
    ],
    ['no key for a write', ['index', TOWER], {}, 4, /needs the service key[\s\S]*--service-key/],
    ['no admin key', ['generate', 'a', 'b'], { SERVICE_API_KEY: SERVICE_KEY }, 4, /needs the admin key/],
    [
      'a service away',
      ['stats', '--url', 'http://127.0.0.1:9'],
      keys,
      3,
      /No answer from the service at .*:9 \(/,
    ],
    ['no address', ['stats', '--url', 'here'], keys, 2, /"here" \(from --url\)/],
    ['what stands already', ['index', TOWER], keys, 1, /already stands at/],
    ['a path that is none', ['index', '/1889/march/31'], keys, 1, /path/],
    ['an unknown option', ['stats', '--fast'], keys, 2, /--fast/],
    ['an unknown command', ['statz'], keys, 2, /stats/],
    ['a missing argument', ['show'], keys, 2, /path/],
    ['too many', ['search', 'x', '--first', '1000'], keys, 2, /1 to 100/],
    ['nothing to generate', ['generate'], keys, 2, /Nothing is asked/],
    [
      'no such job',
      ['jobs', 'watch', 'a0000000-0000-4000-8000-000000000000'],
      keys,
      1,
      /no batch and no job/,
    ],
  ])('%s: told plainly', async (_what, args, environment, status, message) => {
    const ended = await run(args, { environment });
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('errors in JSON for machines, help everywhere', async () => {
    const { stderr } = await run(['index', TOWER, '--json']);
    expect(JSON.parse(stderr)).toEqual({
      error: { message: expect.stringContaining(TOWER), code: 'CONFLICT', exit: 1 },
    });
    for (const words of [[], ['start'], ['generate'], ['jobs'], ['jobs', 'retry'], ['doctor'], ['cypher']]) {
      expect(await run([...words, '--help'])).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('what answers is something else', async () => {
    const other: Server = createServer((_request, response) => response.end('<html>hello</html>'));
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as { port: number };
    const ended = await run(['stats', '--url', `http://127.0.0.1:${port}`]);
    other.close();
    expect(ended).toMatchObject({ status: 3, stderr: expect.stringContaining('no Clockchain') });
  });

  test('doctor names what is missing and how to get it', async () => {
    const well = await run(['doctor', '--json'], { environment: { ...keys, PATH: process.env.PATH! } });
    const state = Object.fromEntries(
      JSON.parse(well.stdout).map(({ what, state }: { what: string; state: string }) => [what, state]),
    );
    expect(state).toMatchObject({ Node: 'ok', settings: 'ok', 'data folder': 'ok', service: 'ok' });
    const ill = await run(['doctor', '--url', 'http://127.0.0.1:9'], {
      environment: { PATH: '', PORT: 'x' },
    });
    expect(ill.status).toBe(1);
    expect(ill.stdout).toMatch(/MISSING settings: [\s\S]*PORT/);
    expect(ill.stdout).toMatch(/MISSING Java[\s\S]*→ Either install both/);
  });

  test('the program itself, as npm links it', async () => {
    const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        here('node_modules/tsx/dist/cli.mjs'),
        here('src/cli/clockchain.ts'),
        'stats',
        '--json',
        '--url',
        app.url,
      ],
      { cwd: folder, env: { PATH: process.env.PATH } },
    );
    expect(JSON.parse(stdout).momentCount).toBeGreaterThan(0);
  });
});
