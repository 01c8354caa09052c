import { readFileSync } from 'node:fs';
import neo4j, { type Driver } from 'neo4j-driver';
import { CYPHER_DIR, statement } from '../../../src/platform/graph/statement.js';
import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

describe('what filters cost', () => {
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

  /** The operators of a plan, each with its details. */
  // biome-ignore lint/suspicious/noExplicitAny: the driver's plan type has no name
  const operators = (plan: any): string[] => [
    `${plan.operatorType} ${plan.arguments.Details}`,
    ...(plan.children ?? []).flatMap(operators),
  ];
  async function planOf(name: string, parts: string[]): Promise<string[]> {
    const source = readFileSync(`${CYPHER_DIR}${name}.cypher`, 'utf8');
    const parameters = Object.fromEntries(
      [...source.matchAll(/\$([A-Za-z]\w*)/g)].map((match) => [match[1], null]),
    );
    const { summary } = await driver.executeQuery(
      `EXPLAIN ${statement(name).with(...parts).text}`,
      parameters,
    );
    return operators(summary.plan);
  }

  test.each([
    ['by-city', ['country', 'region', 'city'], 'city, sortKey'],
    ['by-region', ['country', 'region'], 'region, sortKey'],
    ['by-country', ['country'], 'country, sortKey'],
    ['by-day', ['month', 'day'], 'monthNum, day, sortKey'],
    ['by-near', ['near'], 'location'],
    ['by-within', ['within'], 'location'],
    ['by-era', ['era'], 'era, sortKey'],
    ['by-source-type', ['source-type'], 'sourceType, sortKey'],
    ['by-created-by', ['created-by'], 'createdBy, sortKey'],
    ['by-layers', ['layers'], 'layer, sortKey'],
  ])('%s seeks in the index of its own', async (beginning, parts, index) => {
    for (const [name, order] of [
      ['moment/page', 'time-ascending'],
      ['moment/page', 'created-descending'],
      ['moment/summary', 'top'],
    ] as const) {
      const plan = await planOf(name, ['public', beginning, ...parts, order]);
      expect(plan).toContainEqual(
        expect.stringMatching(new RegExp(`^NodeIndexSeek.*m:Moment\\(${index}\\)`)),
      );
      expect(plan.filter((operator) => /Scan/.test(operator))).toEqual([]);
    }
  });

  test.each(['by-city', 'by-region', 'by-country', 'by-source-type', 'by-created-by', 'by-layers'])(
    '%s reads a page in the order of the index, without sorting all it leaves',
    async (beginning) => {
      for (const direction of ['ascending', 'descending']) {
        const plan = await planOf('moment/page', [
          beginning,
          beginning.slice(3),
          `${beginning}-${direction}`,
        ]);
        expect(plan.filter((operator) => /^(Sort|Top)@/.test(operator))).toEqual([]);
      }
    },
  );

  test.each([
    ['tags-any'],
    ['tags-all'],
    ['figures'],
    ['text'],
    // Without an order an empty graph's planner takes either of two indexes.
    ['sort-from', 'time-ascending'],
    ['sample'],
    ['sample-public'],
  ])('%s seeks as well', async (...parts) => {
    const plan = await planOf('moment/page', parts);
    expect(plan.filter((operator) => /Scan/.test(operator))).toEqual([]);
  });

  test('the migration gives moments that stood before the same words of their date as the code', async () => {
    const paths = [
      '/-0044/march/15/1030',
      '/0079/january/01/0000',
      '/1969/july/20/2017',
      '/1969/july/01/0000',
    ];
    const moments = paths.flatMap((date, i) =>
      ['YEAR', 'MONTH', 'DAY', 'MINUTE']
        .slice(date.includes('january') ? 0 : i === 3 ? 1 : 3)
        .map((precision) => ({
          path: `${date}/italy/lazio/rome/words-${precision.toLowerCase()}-${i}`,
          metadata: { precision },
        })),
    );
    const { data } = await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { status error { message } } } }',
      { input: { moments } },
      service,
    );
    expect(data.indexMoments.results).toEqual(moments.map(() => ({ status: 'indexed', error: null })));
    const words = () =>
      runCypher('MATCH (m:Moment) RETURN m.slug AS slug, m.dateWords AS words ORDER BY slug');
    const written = await words();
    expect(written).toContainEqual({ slug: 'words-minute-0', words: '44bce march march15' });
    await runCypher('MATCH (m:Moment) REMOVE m.dateWords');
    const migration = readFileSync(`${CYPHER_DIR}migrations/0003-search-and-filters.cypher`, 'utf8');
    await runCypher(/^MATCH \(m:Moment\)[\s\S]*?\n\}/m.exec(migration)![0]);
    expect(await words()).toEqual(written);
  });
});
