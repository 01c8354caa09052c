import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_KEY, admin, SERVICE_KEY, startTestApp, type TestApp } from '../../support/app.js';
import { type CommandLineOptions, runCommandLine } from '../../support/command-line.js';
import { runCypher } from '../../support/cypher.js';
import { Line } from '../../support/line.js';
import { until } from '../../support/until.js';

describe('a connection that is lost', () => {
  let app: TestApp;
  let line: Line;
  let folder: string;
  beforeAll(async () => {
    app = await startTestApp();
    line = new Line(app.url);
    await line.open();
    folder = mkdtempSync(join(tmpdir(), 'clockchain-lost-'));
  });
  afterAll(async () => {
    line.cut();
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  /** A command by way of the line, and what it has written so far. */
  function begin(args: string[], options: CommandLineOptions = {}) {
    let written = '';
    const ended = runCommandLine(args, {
      folder,
      ...options,
      environment: { CLOCKCHAIN_URL: line.uri, SERVICE_API_KEY: SERVICE_KEY, ADMIN_KEY },
      onOutput: (text) => {
        written += text;
      },
    });
    return {
      ended,
      says: (words: string) => until(() => written.includes(words), { what: `"${words}" in ${written}` }),
    };
  }

  const queue = (state: 'pauseQueue' | 'resumeQueue') =>
    app.graphql(`mutation { ${state} { paused } }`, {}, admin);

  test('in the middle of a watch is made again, and the watch goes on to the end', async () => {
    await queue('pauseQueue');
    const { ended, says } = begin([
      'generate',
      'Battle of Hastings October 14 1066',
      'Magna Carta June 15 1215',
    ]);
    await says('jobs watch');
    line.cut();
    await says('is lost; trying again');
    await line.open();
    await says('Connected again');
    await queue('resumeQueue');
    const { status, stdout } = await ended;
    expect(status).toBe(0);
    expect(stdout).toMatch(/completed .*Hastings[\s\S]*completed .*Magna Carta/);
  });

  test('for good, or by Ctrl-C: it is told how to take the watch up again', async () => {
    await queue('pauseQueue');
    const stop = new AbortController();
    const stopped = begin(['generate', 'Fall of the Berlin Wall November 9 1989'], {
      interrupted: stop.signal,
    });
    await stopped.says('jobs watch');
    stop.abort();
    const { status, stderr } = await stopped.ended;
    expect(status).toBe(130);
    const [, batch] = /"clockchain jobs watch (\S+)" takes the watch up again/.exec(stderr)!;

    const lost = begin(['jobs', 'watch', batch!, '--patience', '1']);
    await lost.says('Watching');
    line.cut();
    expect(await lost.ended).toMatchObject({
      status: 3,
      stderr: expect.stringContaining(`jobs watch ${batch}" takes the watch up again`),
    });
    await line.open();
    const again = begin(['jobs', 'watch', batch!]);
    await queue('resumeQueue');
    expect(await again.ended).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('/1989/november/09/'),
    });
  });

  test('in the middle of an import: it waits, and stops with its state kept when patience ends', async () => {
    const rows = Array.from({ length: 900 }, (_, i) => ({
      path: `/${900 + i}/may/01/0000/spain/aragon/teruel/day-${i}`,
      metadata: { precision: 'DAY' },
    }));
    writeFileSync(join(folder, 'days.ndjson'), rows.map((row) => JSON.stringify(row)).join('\n'));
    const count = async () => {
      const [row] = await runCypher("MATCH (m:Moment) WHERE m.city = 'teruel' RETURN count(m) AS n");
      return Number(row!.n);
    };
    const lost = begin(['import', 'days.ndjson', '--patience', '0']);
    await until(async () => (await count()) > 0);
    line.cut();
    expect(await lost.ended).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('The same command goes on from there.'),
    });
    const waiting = begin(['import', 'days.ndjson']);
    await line.open();
    expect(await waiting.ended).toMatchObject({ status: 0, stdout: expect.stringContaining('0 refused') });
    expect(await count()).toBe(900);
  });

  test('in the middle of an export: no file appears', async () => {
    const dying = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"kind":"header"}\n', () => response.destroy());
    });
    await new Promise<void>((listening) => dying.listen(0, '127.0.0.1', listening));
    const { port } = dying.address() as { port: number };
    const ended = await begin(['export', '-o', 'half.ndjson', '--url', `http://127.0.0.1:${port}`]).ended;
    dying.close();
    expect(ended).toMatchObject({ status: 3, stderr: expect.stringContaining('half.ndjson is not whole') });
    expect(existsSync(join(folder, 'half.ndjson'))).toBe(false);
  });
});
