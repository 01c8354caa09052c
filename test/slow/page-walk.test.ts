import { index, link } from '../integration/links/linked-moments.js';
import { service, startTestApp, type TestApp } from '../support/app.js';
import { runCypher } from '../support/cypher.js';
import { until } from '../support/until.js';

const at = (year: number, slug: string) => `/${year}/march/01/1030/italy/lazio/rome/${slug}`;
/** Three of each time, so that a page may end between them. */
const STANDING = Array.from({ length: 12 }, (_, i) => at(1500 + Math.floor(i / 3), `lantern-${i}`));
const ANCHOR = at(1490, 'anchor');
/** Before, among and behind what stands. */
const NEW = (round: number) =>
  [1491 + round, 1500, 1501, 1502, 1600 + round].map((year, i) => at(year, `lantern-new-${round}-${i}`));

interface Page {
  nodes: { path: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string; hasPreviousPage: boolean; startCursor: string };
}

interface List {
  query: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the query asks for
  pick(data: any): Page;
  insert(app: TestApp, round: number): Promise<void>;
}

const PAGE = 'first: $first, after: $after, last: $last, before: $before';
const INFO = 'pageInfo { hasNextPage endCursor hasPreviousPage startCursor }';
const insert: List['insert'] = (app, round) =>
  index(
    app,
    NEW(round).map((path) => ({ path })),
  );

const LISTS: Record<string, List> = {
  ...Object.fromEntries(
    ['TIME_ASC', 'TIME_DESC', 'CREATED_ASC', 'CREATED_DESC'].map((order): [string, List] => [
      `moments ${order}`,
      {
        query: `moments(orderBy: ${order}, filter: {yearFrom: 1491}, ${PAGE}) { nodes { path } ${INFO} }`,
        pick: ({ moments }) => moments,
        insert,
      },
    ]),
  ),
  search: {
    query: `search(query: "lantern", ${PAGE}) { nodes { path } ${INFO} }`,
    pick: ({ search }) => search,
    async insert(app, round) {
      await insert(app, round);
      await found(app, STANDING.length + NEW(0).length * (round + 1));
    },
  },
  'Moment.links': {
    query: `moment(path: "${ANCHOR}") { links(${PAGE}) { edges { moment { path } } ${INFO} } }`,
    pick: ({ moment: { links } }) => ({
      nodes: links.edges.map(({ moment }: { moment: Page['nodes'][number] }) => moment),
      pageInfo: links.pageInfo,
    }),
    async insert(app, round) {
      await insert(app, round);
      for (const [i, path] of NEW(round).entries()) {
        await link(app, ANCHOR, path, 'THEMATIC', { weight: i / 4 });
      }
    },
  },
};

/** What is written is searched for a moment later. */
async function found(app: TestApp, count: number): Promise<void> {
  await until(
    async () =>
      (await app.graphql('{ search(query: "lantern") { totalCount } }')).data.search.totalCount === count,
  );
}

describe('a walk by cursor while others write', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await runCypher('MATCH (n) WHERE NOT n:Migration DETACH DELETE n');
    for (const path of [ANCHOR, ...STANDING]) await index(app, [{ path }]);
    for (const [i, path] of STANDING.entries()) {
      await link(app, ANCHOR, path, 'INFLUENCES', { weight: (i % 3) / 2 });
    }
    await found(app, STANDING.length);
  });

  test.each(Object.entries(LISTS))('%s: what stood comes once and in order', async (_name, list) => {
    const text = `query ($first: Int, $after: String, $last: Int, $before: String) { ${list.query} }`;
    const ask = async (page: object) => list.pick((await app.graphql(text, page, service)).data);
    const order = (await ask({ first: 100 })).nodes.map(({ path }) => path);
    expect([...order].sort()).toEqual([...STANDING].sort());
    let written = 0;

    async function walk(
      step: (page: Page | null) => object,
      more: (page: Page) => boolean,
    ): Promise<string[]> {
      const walked: string[][] = [];
      for (let page: Page | null = null; page === null || more(page); ) {
        page = await ask(step(page));
        walked.push(page.nodes.map(({ path }) => path));
        if (walked.length <= 2) await list.insert(app, written++);
      }
      expect(walked.length).toBeGreaterThan(2);
      return (step(null) as { last?: number }).last ? walked.reverse().flat() : walked.flat();
    }
    const forward = await walk(
      (page) => ({ first: 4, after: page?.pageInfo.endCursor }),
      ({ pageInfo }) => pageInfo.hasNextPage,
    );
    const backward = await walk(
      (page) => ({ last: 4, before: page?.pageInfo.startCursor }),
      ({ pageInfo }) => pageInfo.hasPreviousPage,
    );
    for (const walked of [forward, backward]) {
      expect(walked.filter((path) => STANDING.includes(path))).toEqual(order);
      expect(new Set(walked).size).toBe(walked.length);
    }
  });
});
