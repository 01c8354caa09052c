import { readdirSync } from 'node:fs';
import neo4j, { type Driver } from 'neo4j-driver';
import { CYPHER_DIR, sourceOf, statement } from '../../../src/platform/graph/statement.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const names = readdirSync(CYPHER_DIR, { recursive: true })
  .map(String)
  .filter(
    (file) => file.endsWith('.cypher') && !file.startsWith('migrations') && !file.endsWith('.part.cypher'),
  )
  .map((file) => file.replace(/\.cypher$/, ''));

describe('every Cypher file', () => {
  let app: TestApp;
  let driver: Driver;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const { TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD } = process.env;
    driver = neo4j.driver(TEST_NEO4J_URI!, neo4j.auth.basic(TEST_NEO4J_USER!, TEST_NEO4J_PASSWORD!));
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });

  it.each(names)(
    '%s is planned by the server, says what it is for, and uses the parameters it names',
    async (name) => {
      const source = sourceOf(name);
      expect(source).toMatch(/^\/\/ [A-Z]/);
      const whole = statement(name);
      const variants = [whole, ...whole.parts.map((part) => whole.with(part))];
      const answers = await Promise.all(
        variants.map(({ text }) =>
          driver.executeQuery(`EXPLAIN ${text}`, parametersOf(source), { database: 'neo4j' }),
        ),
      );
      for (const { summary } of answers) expect(summary.plan).toBeTruthy();
      const header = source
        .split('\n')
        .filter((line) => line.startsWith('//') && !line.startsWith('//@'))
        .join('\n');
      const used = new Set([...source.matchAll(/\$([A-Za-z]\w*)/g)].map((match) => match[1]!));
      for (const parameter of used) expect(header).toMatch(new RegExp(`\\b${parameter}\\b`));
    },
  );

  /** What the plans of the leading statements must not hold: a walk over every moment. */
  const byKey = [
    'moment/by-paths',
    'moment/by-ids',
    'moment/set-visibility',
    'generation/by-job',
    'generation/by-moments',
  ];
  it.each(byKey)('%s finds what it needs by an index', async (name) => {
    const { summary } = await driver.executeQuery(
      `EXPLAIN ${statement(name).text}`,
      {},
      { database: 'neo4j' },
    );
    expect(operators(summary.plan)).not.toContainEqual(expect.stringMatching(/Scan/));
  });

  it('a page of moments is read in index order', async () => {
    const page = statement('moment/page').with('time-low', 'time-ascending');
    const parameters = { limit: neo4j.int(20), lowKey: neo4j.int(0), lowId: '' };
    const { summary } = await driver.executeQuery(`EXPLAIN ${page.text}`, parameters, { database: 'neo4j' });
    expect(operators(summary.plan)).toContainEqual(expect.stringMatching(/IndexSeek|IndexScan/));
    expect(operators(summary.plan)).not.toContainEqual(expect.stringMatching(/^(Sort|Top)@/));
  });

  it('what may be the same moment is sought between both bounds of its time', async () => {
    const { text } = statement('moment/alike');
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, parametersOf(text), {
      database: 'neo4j',
    });
    const seeks = details(summary.plan).filter((detail) => /INDEX c:Moment\(/.test(detail));
    expect(seeks).toHaveLength(2);
    for (const seek of seeks) expect(seek).toMatch(/sortKey >= .* AND sortKey <= /);
  });
});

function parametersOf(source: string): Record<string, null> {
  return Object.fromEntries([...source.matchAll(/\$([A-Za-z]\w*)/g)].map((match) => [match[1], null]));
}

// biome-ignore lint/suspicious/noExplicitAny: the driver's plan type has no name
function operators(plan: any): string[] {
  return [plan.operatorType, ...(plan.children ?? []).flatMap(operators)];
}

// biome-ignore lint/suspicious/noExplicitAny: the driver's plan type has no name
function details(plan: any): string[] {
  return [String(plan.arguments?.Details ?? ''), ...(plan.children ?? []).flatMap(details)];
}
