import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_KEY, admin, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { type CommandLineOptions, runCommandLine } from '../../support/command-line.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

const ROME = 'italy/lazio/rome';
const IDES = `/-0044/march/15/1030/${ROME}/assassination-of-julius-caesar`;
const ACTIUM = `/-0031/september/02/0000/greece/epirus/actium/battle-of-actium`;
const PLOT = `/-0044/march/14/0000/${ROME}/a-plot`;
const RUMOUR = `/-0044/march/16/0000/${ROME}/a-rumour`;
const POMPEII = '/0079/january/01/0000/italy/campania/pompeii/eruption-of-vesuvius';
const TOWER = '/1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower';

const MOMENTS = [
  {
    path: IDES,
    visibility: 'PUBLIC',
    createdBy: 'historian',
    metadata: {
      name: 'Assassination of Julius Caesar',
      one_liner: '=HYPERLINK("http://example.org") is no formula here; "quotes", commas\nand a second line',
      tags: ['politics', 'ides; of march'],
      figures: ['Julius Caesar', 'Marcus Junius Brutus'],
      country: 'Italy',
      year: -44,
      sources: ['Plutarch', { title: 'Suetonius', url: 'https://example.org/suetonius' }],
      same_as: 'https://example.org/ides',
      confidence: 0.9,
      wounds: 23,
      Senators: ['Brutus', 'Cassius'],
      weather: null,
      deep: { er: [1, { x: 'ü' }] },
    },
  },
  {
    path: ACTIUM,
    visibility: 'PUBLIC',
    metadata: { precision: 'DAY', layer: 2, latitude: 38.9, longitude: -20.5 },
  },
  { path: PLOT, visibility: 'PRIVATE', metadata: { name: "'=plot", precision: 'DAY' } },
  { path: RUMOUR, visibility: 'UNLISTED', metadata: { precision: 'DAY' } },
  {
    path: POMPEII,
    visibility: 'PUBLIC',
    createdBy: '-naturalist',
    metadata: { edtf: '0079', tags: ['volcano'] },
  },
  {
    path: TOWER,
    visibility: 'PUBLIC',
    flashTimepointId: 'flash-1',
    metadata: { oneLiner: 'It opens.', era: 'Belle Époque' },
  },
];
const LINKS = [
  {
    from: IDES,
    to: ACTIUM,
    type: 'CAUSES',
    weight: 0.8,
    description: 'It began a civil war.',
    source: '@Appian',
  },
  { from: PLOT, to: IDES, type: 'CAUSES', createdBy: 'historian' },
  { from: IDES, to: RUMOUR, type: 'INFLUENCES' },
  {
    from: ACTIUM,
    to: POMPEII,
    type: 'SAME_ERA',
    layer: 2,
    weight: 0.25,
    theme: 'empire',
    method: 'generated',
    confidence: 0.5,
    source: 'local',
    createdBy: 'generator:local',
  },
];

/** All that is not made anew by whoever stores it; of the words for ranking some are chosen by the id. */
const GRAPH = `
  MATCH (m:Moment)
  WITH m {.*, id: null, createdAt: null, updatedAt: null, publishedAt: null, linksDue: null, metadata: null, rankWords: null} AS moment ORDER BY m.path
  WITH collect(moment) AS moments
  OPTIONAL MATCH (a:Moment)-[r]->(b:Moment) WHERE r.layer <> 1
  WITH moments, r {.*, id: null, createdAt: null, type: type(r), from: a.path, to: b.path} AS link ORDER BY link.from, link.to, link.type
  RETURN moments, collect(link) AS links`;

describe('data in and out', () => {
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    folder = mkdtempSync(join(tmpdir(), 'clockchain-transfer-'));
    const { data } = await app.graphql(
      'mutation ($moments: [IndexMomentInput!]!) { indexMoments(input: {moments: $moments}) { results { status error { message } } } }',
      { moments: MOMENTS },
      admin,
    );
    expect(data.indexMoments.results.map(({ error }: { error: unknown }) => error)).toEqual(
      MOMENTS.map(() => null),
    );
    expect(await importLinks(LINKS)).toEqual(LINKS.map(() => 'linked'));
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  async function importLinks(links: object[], headers: Record<string, string> = admin) {
    const { data } = await app.graphql(
      'mutation ($links: [LinkImportInput!]!) { importLinks(input: {links: $links}) { results { status error { code field } } } }',
      { links },
      headers,
    );
    return data.importLinks.results.map(
      ({ status, error }: { status: string; error: { code: string } | null }) =>
        error ? error.code : status,
    );
  }

  const keys = { SERVICE_API_KEY: SERVICE_KEY, ADMIN_KEY };
  function run(args: string[], options: CommandLineOptions = {}) {
    return runCommandLine(args, {
      folder,
      ...options,
      environment: { CLOCKCHAIN_URL: app.url, ...(options.environment ?? keys) },
    });
  }

  /** Moments of the same minute come in no set order. */
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file), 'utf8').split('\n').sort().join('\n'))
      .digest('hex');
  const empty = () => runCypher('MATCH (n) WHERE NOT n:Migration DETACH DELETE n');
  const graph = async () => JSON.stringify(await runCypher(GRAPH));

  test('metadata comes back as it was sent', async () => {
    await run(['export', '-o', 'kept.ndjson']);
    await empty();
    await run(['import', 'kept.ndjson']);
    for (const { path, metadata } of MOMENTS) {
      const { data } = await app.graphql(`{ moment(path: "${path}") { metadata } }`, {}, service);
      expect(data.moment.metadata).toEqual(metadata);
    }
  });

  test.each([
    ['ndjson', ['first.ndjson']],
    ['csv', ['first.csv', 'first.links.csv']],
  ])(
    '%s: exported, imported into an empty graph and exported again, it is the same',
    async (_format, files) => {
      const stood = await graph();
      const [file] = files;
      const written = await run(['export', '-o', file!]);
      expect(written).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('6 moments') });
      await empty();
      for (const one of files) expect(await run(['import', one])).toMatchObject({ status: 0, stderr: '' });
      expect(await graph()).toBe(stood);
      await run(['export', '-o', file!.replace('first', 'second')]);
      for (const one of files) expect(digest(one.replace('first', 'second'))).toBe(digest(one));

      for (const one of files)
        expect((await run(['import', one])).stdout).toMatch(
          /^0 moments stored, [06] kept.*0 links stored, [04] kept/,
        );
      expect(await graph()).toBe(stood);
    },
  );

  test('no spreadsheet calculates a cell', async () => {
    const { stdout } = await run(['export', '--format', 'csv']);
    expect(stdout).toContain('"\'=HYPERLINK(""http');
    expect(stdout).toContain(",''=plot,");
    expect(stdout).toContain(",'-naturalist,");
    expect(stdout).toContain(`${IDES},Assassination of Julius Caesar,-44,march,15,1030,Italy,`);
    expect(stdout).toContain(`${POMPEII},Eruption of Vesuvius,79,,,,italy,`);
  });

  test('without a key only what is public, and only links among that', async () => {
    const { stdout, stderr } = await run(['export'], { environment: {} });
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const paths = rows.filter(({ kind }) => kind === 'moment').map(({ path }) => path);
    expect(paths).toEqual([IDES, ACTIUM, POMPEII, TOWER]);
    expect(rows.filter(({ kind }) => kind === 'link').map(({ type }) => type)).toEqual([
      'CAUSES',
      'SAME_ERA',
    ]);
    expect(rows.at(-1)).toEqual({ kind: 'end', moments: 4, links: 2 });
    expect(stdout).not.toMatch(/plot|rumour/);
    expect(stderr).toMatch(/4 moments and 2 links to standard output[\s\S]*not carried: ids/);
    const asked = await fetch(`${app.url}/api/export?visibility=private`);
    expect(await asked.text()).toBe(
      '{"kind":"header","format":"clockchain","version":1}\n{"kind":"end","moments":0,"links":0}\n',
    );
  });

  test('filtered, with the links among what the filter leaves', async () => {
    const only = async (...filter: string[]) => {
      const rows = (await run(['export', ...filter])).stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return rows.at(-1);
    };
    expect(await only('--year-to', '-1')).toEqual({ kind: 'end', moments: 4, links: 3 });
    expect(await only('--place', '/italy')).toMatchObject({ moments: 4, links: 2 });
    expect(await only('--tags-any', 'volcano', '--tags-any', 'politics')).toMatchObject({
      moments: 2,
      links: 0,
    });
    expect(await only('--text', 'actium')).toMatchObject({ moments: 1, links: 0 });
    expect(await only('--figures', 'Julius Caesar')).toMatchObject({ moments: 1 });
    expect(await run(['export', '--month', '13'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('month'),
    });
    expect(await app.rest('GET', '/api/export?years=1')).toMatchObject({
      status: 400,
      body: { field: 'years' },
    });
    expect(await app.rest('GET', '/api/export?format=xls')).toMatchObject({
      status: 400,
      body: { field: 'format' },
    });
  });

  test('a link that stands is kept, a derived one gives way, layers ask for the key', async () => {
    const link = { from: IDES, to: TOWER, type: 'THEMATIC', weight: 0.3 };
    await runCypher(
      `MATCH (a:Moment {path: '${IDES}'}), (b:Moment {path: '${TOWER}'})
       CREATE (a)-[:THEMATIC {id: 'x', layer: 1, weight: 0.1, source: 'derivation', createdBy: 'derivation', createdAt: '2026-01-01T00:00:00Z'}]->(b)`,
    );
    expect(
      await importLinks([link, { ...link, weight: 0.9 }, { ...link, type: 'causes', from: TOWER, to: IDES }]),
    ).toEqual(['linked', 'kept', 'BAD_USER_INPUT']);
    const [row] = await runCypher(
      'MATCH ()-[r:THEMATIC]->() RETURN count(r) AS n, max(r.weight) AS weight, max(r.layer) AS layer',
    );
    expect(row).toEqual({ n: 1, weight: 0.3, layer: 0 });
    expect(
      await importLinks(
        [
          { ...link, layer: 2 },
          { ...link, to: '/1/may/1/0000/a/b/c/nowhere' },
        ],
        service,
      ),
    ).toEqual(['BAD_USER_INPUT', 'NOT_FOUND']);
    await runCypher('MATCH ()-[r:THEMATIC]->() DELETE r');
  });

  describe('an import with bad rows', () => {
    const row = (i: number) => ({
      path: `/${1000 + i}/may/01/0000/france/normandy/rouen/day-${i}`,
      name: `Day ${i}`,
      precision: 'DAY',
    });

    test('line 300 of 500 is told with its reason, in a dry run too; all others are stored', async () => {
      const lines = Array.from({ length: 500 }, (_, i) => JSON.stringify(row(i)));
      lines[299] = '{"path": "/1500/may/41/0000/france/normandy/rouen/day", "name": "x"}';
      lines[399] = '{"path": ';
      writeFileSync(join(folder, 'days.ndjson'), lines.join('\n'));
      const dry = await run(['import', 'days.ndjson', '--dry-run', '--report', 'bad.ndjson']);
      expect(dry).toMatchObject({
        status: 5,
        stdout: expect.stringContaining('498 moments and 0 links are well formed; 2 faults'),
      });
      expect(dry.stderr).toMatch(/^line 300: .*day.*\nline 400: The row is no JSON/);
      const report = readFileSync(join(folder, 'bad.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(report).toMatchObject([{ line: 300, field: 'path', code: 'BAD_USER_INPUT' }, { line: 400 }]);

      expect(await run(['import', 'days.ndjson', '--check-first'])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('2 bad rows in days.ndjson. Nothing was stored.'),
      });
      const done = await run(['import', 'days.ndjson']);
      expect(done).toMatchObject({
        status: 5,
        stdout: expect.stringMatching(/^498 moments stored, 0 kept.*2 refused/),
      });
      const again = await run(['import', 'days.ndjson', '--json']);
      expect(JSON.parse(again.stdout)).toMatchObject({
        stored: 0,
        kept: 498,
        refused: 2,
        problems: [{ line: 300 }, { line: 400 }],
      });
    });

    test('what only the graph knows is told by line as well', async () => {
      const input = [
        row(1),
        { from: row(1).path, to: `${row(2).path}-nowhere`, type: 'PRECEDES' },
        { what: 'is this' },
      ];
      const done = await run(['import', '-'], { input: input.map((one) => JSON.stringify(one)).join('\n') });
      expect(done).toMatchObject({ status: 5, stdout: expect.stringContaining('2 refused') });
      expect(done.stderr).toMatch(/line 3: The row is no moment/);
      expect(done.stderr).toMatch(/line 2: No moment stands at .*nowhere/);
    });

    test('without the admin key layer 2 is refused, with it not', async () => {
      const input = JSON.stringify({ ...row(900), layer: 2 });
      const environment = { SERVICE_API_KEY: SERVICE_KEY };
      expect(await run(['import', '-'], { input, environment })).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('admin key'),
      });
      expect(await run(['import', '-'], { input })).toMatchObject({ status: 0 });
    });
  });

  test('a table of one’s own, its columns named', async () => {
    const table = [
      'Title;x,When,Country,Town,Tags,Height m,Notes',
      'Opening of the Suez Canal,1869-11-17,Egypt,Port Said,"canal; ships",007,left out',
      'Great Fire of Rome,0064,Italy,Rome,fire,12.5,',
      'A day that is none,1869-02-30,Egypt,,,,',
      'Too few,1870',
    ].join('\r\n');
    writeFileSync(join(folder, 'table.csv'), `\uFEFF${table}\r\n`);
    const map = ['Title;x=name', 'When=date', 'Town=city', 'Height m=height_m', 'Notes='].flatMap((one) => [
      '--map',
      one,
    ]);
    expect(await run(['import', 'table.csv'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--map'),
    });
    const done = await run(['import', 'table.csv', ...map, '--visibility', 'public']);
    expect(done).toMatchObject({ status: 5, stdout: expect.stringMatching(/^2 moments stored/) });
    expect(done.stderr).toMatch(/line 4: .*30[\s\S]*line 5: The row has 2 cells, the header 7/);
    const path = '/1869/november/17/0000/egypt/unknown/port-said/opening-of-the-suez-canal';
    const { data } = await app.graphql(
      `{ moment(path: "${path}") { name date { precision } tags metadata visibility place { name } } }`,
    );
    expect(data.moment).toEqual({
      name: 'Opening of the Suez Canal',
      date: { precision: 'DAY' },
      tags: ['canal', 'ships'],
      visibility: 'PUBLIC',
      place: { name: 'Port Said' },
      metadata: {
        country: 'Egypt',
        city: 'Port Said',
        tags: ['canal', 'ships'],
        height_m: '007',
        edtf: '1869-11-17',
      },
    });
  });

  test('a JSON list, and the records of the Python system with their edges', async () => {
    const [one, two] = [
      '/1969/july/16/1332/united-states/florida/merritt-island/launch',
      '/1969/july/20/2017/space/moon/tranquility/landing',
    ];
    writeFileSync(
      join(folder, 'list.json'),
      `[\n ${JSON.stringify({ path: one, metadata: { name: 'a, "b" ]' } })},\n {"path": 3},\n ${JSON.stringify({ path: two })} ]`,
    );
    const list = await run(['import', 'list.json']);
    expect(list).toMatchObject({ status: 5, stdout: expect.stringMatching(/^2 moments stored/) });
    expect(list.stderr).toMatch(/^line 3: /);

    const payload = {
      type: 'event',
      year: -753,
      month: 'april',
      month_num: 4,
      day: 21,
      time: '0000',
      layer: 1,
      visibility: 'public',
    };
    const founding = {
      id: `/-753/april/21/0000/${ROME}/founding-of-rome`,
      payload: { ...payload, created_by: 'system', schema_version: '0.2', text_model: '' },
    };
    const record = {
      ...founding,
      version: '1.0.0',
      source: 'clockchain',
      provenance: { generator: 'seed', confidence: 0.75, flash_id: null },
      payload: {
        ...founding.payload,
        edges: [{ target: IDES, type: 'precedes', weight: 0.4, theme: 'rome', description: 'Long before.' }],
      },
    };
    writeFileSync(join(folder, 'peer.jsonl'), `${JSON.stringify(record)}\n`);
    expect((await run(['import', 'peer.jsonl'])).stdout).toMatch(/^1 moment stored, 0 kept.* 1 link stored/);
    const { data } = await app.graphql(
      `{ moment(path: "${founding.id}") { visibility layer confidence metadata links { edges { node { type weight theme layer createdBy } moment { path } } } } }`,
    );
    expect(data.moment).toMatchObject({
      visibility: 'PUBLIC',
      layer: 1,
      confidence: 0.75,
      metadata: { schema_version: '0.2' },
    });
    expect(data.moment.links.edges).toContainEqual({
      node: { type: 'PRECEDES', weight: 0.4, theme: 'rome', layer: 0, createdBy: 'system' },
      moment: { path: IDES },
    });
  });

  test('what is broken off goes on where it was', async () => {
    const lines = Array.from({ length: 600 }, (_, i) =>
      JSON.stringify({
        path: `/${700 + i}/may/01/0000/france/brittany/brest/night-${i}`,
        name: `Night ${i}`,
        precision: 'DAY',
      }),
    );
    lines.push(
      JSON.stringify({ from: JSON.parse(lines[0]!).path, to: JSON.parse(lines[1]!).path, type: 'THEMATIC' }),
    );
    writeFileSync(join(folder, 'nights.ndjson'), lines.join('\n'));
    const stop = new AbortController();
    const count = () => runCypher("MATCH (m:Moment) WHERE m.city = 'brest' RETURN count(m) AS n");
    const broken = run(['import', 'nights.ndjson'], { interrupted: stop.signal });
    await until(async () => Number((await count())[0]!.n) > 0);
    stop.abort();
    const ended = await broken;
    expect(ended).toMatchObject({ status: 130, stderr: expect.stringContaining('goes on from there') });
    expect(existsSync(join(folder, 'nights.ndjson.import'))).toBe(true);
    const rest = await run(['import', 'nights.ndjson']);
    expect(rest).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 link stored/) });
    expect((await count())[0]!.n).toBe(600);
    expect(existsSync(join(folder, 'nights.ndjson.import'))).toBe(false);
  });

  test('an export that was cut off says so, there and here', async () => {
    await run(['export', '--year-to', '-1', '-o', 'whole.ndjson']);
    const lines = readFileSync(join(folder, 'whole.ndjson'), 'utf8').trim().split('\n');
    writeFileSync(join(folder, 'cut.ndjson'), lines.slice(0, -1).join('\n'));
    expect(await run(['import', 'cut.ndjson'])).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('cut off'),
    });
    expect(existsSync(join(folder, 'whole.ndjson.part'))).toBe(false);
    const nowhere = await run(['export', '-o', 'no/such/folder.ndjson']);
    expect(nowhere).toMatchObject({ status: 1, stderr: expect.stringContaining('ENOENT') });
  });
});
