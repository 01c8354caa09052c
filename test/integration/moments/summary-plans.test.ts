import neo4j, { type Driver } from 'neo4j-driver';
import { statement } from '../../../src/platform/graph/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';

interface Plan {
  operatorType: string;
  arguments: { Details?: string };
  children: Plan[];
}

describe('a timeline or a map of everything', () => {
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

  test.each([
    ['by-time', 'years'],
    ['by-time', 'minutes'],
    ['by-map', 'clusters'],
  ])('%s, %s: is read from an index alone, no moment but the first of each', async (beginning, cells) => {
    const text = statement('moment/summary').with(
      beginning,
      cells,
      'sort-from',
      'sort-to',
      'public',
      'top',
    ).text;
    const names = ['sortFrom', 'sortTo', 'first', 'width', 'cellSize', 'cells'];
    const parameters = Object.fromEntries(names.map((name) => [name, neo4j.int(1)]));
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, parameters);
    const details = detailsOf(summary.plan as Plan);
    const read = details.flatMap((detail) => detail.match(/(?<!cache\[)\bm\.\w+/g) ?? []);
    expect(details.filter((detail) => /^RANGE INDEX m:Moment\(/.test(detail))).toHaveLength(1);
    expect(read.filter((property) => property !== 'm.id')).toEqual([]);
  });
});

function detailsOf({ operatorType, arguments: { Details = '' }, children }: Plan): string[] {
  const own = /^NodeIndex/.test(operatorType) ? Details.split(', cache[')[0]!.split(' WHERE ')[0]! : Details;
  return [own, ...children.flatMap(detailsOf)];
}
