import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../support/command-line.js';
import { runCypher } from '../../support/cypher.js';
import { loadStarterGraph } from './starter-graph.js';

const FRANZ = 'assassination-of-archduke-franz-ferdinand';

describe('clockchain cypher', () => {
  let dataDir: string;
  beforeAll(async () => {
    await loadStarterGraph();
    // What the service leaves in its data folder.
    dataDir = mkdtempSync(join(tmpdir(), 'clockchain-analyst-'));
    const { port } = new URL(process.env.TEST_NEO4J_URI!);
    writeFileSync(join(dataDir, 'ports.json'), JSON.stringify({ bolt: Number(port) }));
    writeFileSync(join(dataDir, 'neo4j-password'), `${process.env.TEST_NEO4J_PASSWORD}\n`);
  }, 180_000);
  afterAll(() => rmSync(dataDir, { recursive: true }));

  async function cypher(
    args: string[],
    environment: Record<string, string> = { DATA_DIR: dataDir },
    input = '',
  ) {
    return runCommandLine(['cypher', ...args], { environment, input, folder: tmpdir() });
  }

  test('a question of the cookbook by its name, in an aligned table', async () => {
    const { status, stdout, stderr } = await cypher(['road-between']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '(13 rows)\n' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(14);
    expect(lines[0]).toMatch(/^step {2}year {2}month +name +because$/);
    const column = lines[0]!.indexOf('name');
    for (const line of lines.slice(1)) expect(line.slice(column - 2, column + 1)).toMatch(/^ {2}\S/);
  });

  test('parameters, JSON, rows in time order across the turn of the era', async () => {
    const text =
      'MATCH (m:Moment) WHERE m.year < $before RETURN m.year AS year, m.edtf AS edtf ORDER BY m.sortKey';
    const { stdout } = await cypher([text, '--param', 'before=763', '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual([
      { year: -2560, edtf: '-2559~' },
      { year: -221, edtf: '-0220' },
      { year: -44, edtf: '-0043-03-15' },
      { year: 762, edtf: '0762-07-30' },
    ]);
  });

  test('CSV holds lists and years below 0 as they are', async () => {
    const { stdout } = await cypher(['eras', '-f', 'csv']);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '"era","moments","firstYear","lastYear","countries","commonestTags"',
      '"Ancient World",1,-2560,-2560,1,"[""architecture"",""egypt"",""pyramid""]"',
    ]);
  });

  test('a file of one’s own, standard input, a row limit', async () => {
    const file = join(dataDir, 'own.cypher');
    writeFileSync(
      file,
      '// How many since then?\n// params: year INTEGER (first year)\n// returns: n INTEGER\nMATCH (m:Moment) WHERE m.year >= $year RETURN count(m) AS n;\n',
    );
    expect((await cypher([file, '--param', 'year=1950'])).stdout).toMatch(/^ ?n\n ?\d+\n$/);
    const missing = await cypher([file]);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('--param year=…   INTEGER: first year');
    const { stdout, stderr } = await cypher(
      ['-', '--max-rows', '2'],
      undefined,
      'UNWIND range(1, 9) AS n RETURN n',
    );
    expect(stdout).toBe('n\n1\n2\n');
    expect(stderr).toContain('--max-rows');
  });

  test.each([
    ['CREATE (x:Vandal) RETURN x', /only reads/],
    ['MATCH (m:Moment) SET m.name = "x"', /only reads/],
    ['MATCH (m:Moment) DETACH DELETE m', /only reads/],
    ["CALL db.createLabel('Vandal')", /only reads/],
    ['CREATE INDEX vandal FOR (m:Moment) ON (m.vandal)', /only reads/],
    ["CREATE USER vandal SET PASSWORD 'vandalism'", /only reads/],
    ["LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", /only reads.*LOAD CSV/],
    ["// x\nPROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", /only reads.*LOAD CSV/],
    ["TERMINATE TRANSACTIONS 'neo4j-transaction-1'", /only reads.*TERMINATE/],
  ])('%s is refused, and nothing has changed', async (statement, message) => {
    const { status, stdout, stderr } = await cypher([statement]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    const [row] = await runCypher(
      "MATCH (m:Moment) WHERE m.name <> 'x' RETURN count(m) AS moments, COUNT { (:Vandal) } AS vandals",
    );
    expect(row).toEqual({ moments: 42, vandals: 0 });
    expect(await runCypher("SHOW INDEXES YIELD name WHERE name = 'vandal'")).toEqual([]);
  });

  test.each<[string, string[], number, RegExp]>([
    ['an unknown question', ['raod-between'], 2, /Did you mean .*road-between/],
    ['an unknown parameter', ['road-between', '--param', 'via=x'], 2, /no parameter via.*from, to/],
    ['a wrong type', ['roots', '--param', 'limit=many'], 2, /limit=many: must be a whole number/],
    ['a parameter nobody gave', ['RETURN $a + $b AS c'], 2, /--param a=[\s\S]*--param b=/],
    ['an unknown option', ['eras', '--fromat', 'csv'], 2, /--fromat/],
    ['an unknown format', ['eras', '--format', 'xml'], 2, /table, csv or json/],
    ['two statements', ['RETURN 1 AS a; RETURN 2 AS b'], 1, /one statement/],
    ['a wrong name, at its line', ['MATCH (m:Moment)\nRETURN n'], 1, /`n` not defined \(line 2, column 8/],
    ['a wrong password', ['eras', '--password', 'not-this-one'], 3, /refuses the password of neo4j/],
    ['no server', ['eras', '--uri', 'bolt://127.0.0.1:9', '--password', 'x'], 3, /No Neo4j answers at bolt:/],
    ['nothing asked', [], 2, /clockchain cypher/],
  ])('%s: told plainly', async (_what, args, code, message) => {
    const { status, stdout, stderr } = await cypher(args);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a folder where no service has run, a URI without a password', async () => {
    expect(await cypher(['eras'], { DATA_DIR: join(dataDir, 'none') })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('npm start'),
    });
    expect(await cypher(['eras'], { NEO4J_URI: process.env.TEST_NEO4J_URI! })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('NEO4J_PASSWORD'),
    });
    const given = {
      NEO4J_URI: process.env.TEST_NEO4J_URI!,
      NEO4J_PASSWORD: process.env.TEST_NEO4J_PASSWORD!,
    };
    expect((await cypher(['eras'], given)).status).toBe(0);
  });

  test('--list and --help', async () => {
    const { stdout } = await cypher(['--list'], {});
    expect(stdout).toMatch(/^road-between {2,}By which chain of causes/m);
    expect(await cypher(['--help'], {})).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--param'),
    });
    const help = (await cypher(['road-between', '--help'], {})).stdout;
    expect(help).toContain(`--param from=…   STRING: slug of the moment at the start [${FRANZ}]`);
  });
});
