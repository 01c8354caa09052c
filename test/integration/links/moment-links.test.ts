import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, link, statementCount } from './linked-moments.js';

const MIDDLE = at(1900, 'middle');
const WAY = {
  cause: at(1800, 'cause'),
  effect: at(1950, 'effect'),
  sooner: at(1890, 'sooner'),
  later: at(1980, 'later'),
};
const HIDDEN = { private: at(1990, 'hidden-private'), unlisted: at(1991, 'hidden-unlisted') };

const LINKS = `query ($path: MomentPath!, $types: [LinkType!], $direction: LinkDirection, $layers: [Int!], $minWeight: Float,
  $first: Int, $after: String, $last: Int, $before: String) {
  moment(path: $path) { links(types: $types, direction: $direction, layers: $layers, minWeight: $minWeight,
    first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor direction readAs moment { path } node { id type weight from { path } to { path } } } } } }`;

describe('links of a moment', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    await index(app, [
      ...[MIDDLE, ...Object.values(WAY)].map((path) => ({ path })),
      { path: HIDDEN.private, visibility: 'PRIVATE' },
      { path: HIDDEN.unlisted, visibility: 'UNLISTED' },
    ]);
    await link(app, WAY.cause, MIDDLE, 'CAUSES', { weight: 0.9 });
    await link(app, MIDDLE, WAY.effect, 'CAUSES', { weight: 0.5 });
    await link(app, WAY.sooner, MIDDLE, 'PRECEDES', { weight: 0.5 });
    await link(app, MIDDLE, WAY.later, 'THEMATIC', { weight: 0.2 });
    await link(app, WAY.cause, MIDDLE, 'THEMATIC', { weight: 0.1 });
    await link(app, MIDDLE, HIDDEN.private, 'CAUSES', { weight: 1 });
    await link(app, MIDDLE, HIDDEN.unlisted, 'CAUSES', { weight: 1 });
    await runCypher('MATCH (:Moment {slug: "middle"})-[r:THEMATIC]->() SET r.layer = 1');
  });
  afterAll(() => app.stop());

  async function ask(variables: object, headers = {}) {
    const { data, errors } = await app.graphql(LINKS, { path: MIDDLE, ...variables }, headers);
    return errors ? errors[0]!.extensions : data.moment?.links;
  }
  async function read(variables: object, headers = {}): Promise<string[]> {
    const { edges } = await ask(variables, headers);
    return edges.map(
      (edge: { readAs: string; moment: { path: string } }) => `${edge.readAs} ${edge.moment.path}`,
    );
  }

  test('the strongest first, then by time, each as it reads from here', async () => {
    const links = await ask({});
    expect(links.totalCount).toBe(5);
    expect(links.edges).toMatchObject([
      {
        direction: 'IN',
        readAs: 'CAUSED_BY',
        moment: { path: WAY.cause },
        node: { type: 'CAUSES', from: { path: WAY.cause }, to: { path: MIDDLE } },
      },
      {
        direction: 'IN',
        readAs: 'FOLLOWS',
        moment: { path: WAY.sooner },
        node: { type: 'PRECEDES', to: { path: MIDDLE } },
      },
      {
        direction: 'OUT',
        readAs: 'CAUSES',
        moment: { path: WAY.effect },
        node: { type: 'CAUSES', from: { path: MIDDLE } },
      },
      { direction: 'OUT', readAs: 'THEMATIC', moment: { path: WAY.later } },
      { direction: 'IN', readAs: 'THEMATIC', moment: { path: WAY.cause } },
    ]);
  });

  test.each([
    [{ types: ['CAUSES'] }, ['CAUSED_BY cause', 'CAUSES effect']],
    [{ types: ['CAUSED_BY'] }, ['CAUSED_BY cause']],
    [{ types: ['FOLLOWS', 'THEMATIC'] }, ['FOLLOWS sooner', 'THEMATIC later', 'THEMATIC cause']],
    [{ types: ['CAUSES'], direction: 'IN' }, ['CAUSED_BY cause']],
    [{ types: ['CAUSED_BY'], direction: 'OUT' }, []],
    [{ direction: 'OUT' }, ['CAUSES effect', 'THEMATIC later']],
    [{ direction: 'IN' }, ['CAUSED_BY cause', 'FOLLOWS sooner', 'THEMATIC cause']],
    [{ layers: [1] }, ['THEMATIC later']],
    [{ layers: [1, 2] }, ['THEMATIC later']],
    [{ minWeight: 0.5 }, ['CAUSED_BY cause', 'FOLLOWS sooner', 'CAUSES effect']],
    [{ minWeight: 0.5, direction: 'OUT', types: ['CAUSES', 'THEMATIC'], layers: [0] }, ['CAUSES effect']],
  ])('%j', async (variables, expected) => {
    const { edges, totalCount } = await ask(variables);
    const got = edges.map(
      (edge: { readAs: string; moment: { path: string } }) =>
        `${edge.readAs} ${edge.moment.path.split('/').at(-1)}`,
    );
    expect(got).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  test.each([
    [{ types: [] }, 'types'],
    [{ layers: [] }, 'layers'],
    [{ minWeight: 1.5 }, 'minWeight'],
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ first: 1, last: 1 }, 'last'],
    [{ after: 'nonsense' }, 'after'],
  ])('%j is refused, naming %s', async (variables, field) => {
    expect(await ask(variables)).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });

  test('a cursor holds for the links of its own moment alone', async () => {
    const { pageInfo } = await ask({ first: 1 });
    expect(await ask({ path: WAY.cause, first: 1, after: pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });

  test.each([{}, { minWeight: 0.2 }, { direction: 'IN' }])(
    'a walk by cursor sees each once, both ways, within %j, also while links are made',
    async (filter) => {
      const whole = await read(filter);
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { edges, pageInfo } = await ask({ ...filter, first: 2, after });
        forward.push(
          ...edges.map(
            (edge: { readAs: string; moment: { path: string } }) => `${edge.readAs} ${edge.moment.path}`,
          ),
        );
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
        await link(app, WAY.sooner, MIDDLE, 'INFLUENCES', { weight: 1 });
      }
      await runCypher('MATCH (:Moment)-[r:INFLUENCES]->(:Moment) DELETE r');
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const { edges, pageInfo } = await ask({ ...filter, last: 2, before });
        backward.unshift(
          ...edges.map(
            (edge: { readAs: string; moment: { path: string } }) => `${edge.readAs} ${edge.moment.path}`,
          ),
        );
        before = pageInfo.startCursor;
        more = pageInfo.hasPreviousPage;
      }
      expect(backward).toEqual(whole);
    },
  );

  test('a hidden other end does not exist for who has no key: no link, no count, no place on a page', async () => {
    expect(await read({ first: 1 })).toEqual([`CAUSED_BY ${WAY.cause}`]);
    expect((await ask({})).totalCount).toBe(5);
    expect(JSON.stringify(await ask({}))).not.toContain('hidden');
    expect((await ask({}, service)).totalCount).toBe(7);
    expect((await read({ first: 2 }, service)).sort()).toEqual([
      `CAUSES ${HIDDEN.private}`,
      `CAUSES ${HIDDEN.unlisted}`,
    ]);
  });

  test('who names an unlisted moment sees its links, and does not come back to it by them', async () => {
    const { data } = await app.graphql(
      `query ($path: MomentPath!) { moment(path: $path) { links { edges { readAs node { from { path } } moment { path
        links { edges { moment { path } } } } } } } }`,
      { path: HIDDEN.unlisted },
    );
    const [only, ...rest] = data.moment.links.edges;
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      readAs: 'CAUSED_BY',
      moment: { path: MIDDLE },
      node: { from: { path: MIDDLE } },
    });
    const beyond = only.moment.links.edges.map((edge: { moment: { path: string } }) => edge.moment.path);
    expect(beyond).toContain(WAY.effect);
    expect(beyond).not.toContain(HIDDEN.unlisted);
  });

  test('100 moments with their links and the moments there take one statement for the links', async () => {
    const ring = Array.from({ length: 100 }, (_, i) => `/1700/may/01/0000/spain/madrid/town-${i}/ring-${i}`);
    await index(
      app,
      ring.map((path) => ({ path })),
    );
    await runCypher(
      `UNWIND range(0, 99) AS i MATCH (a:Moment {slug: 'ring-' + i}), (b:Moment {slug: 'ring-' + ((i + 1) % 100)})
       CREATE (a)-[:INFLUENCES {id: randomUUID(), layer: 0, weight: 0.5, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(b)`,
    );
    const before = await statementCount(app);
    const { data, errors } = await app.graphql(
      `{ moments(first: 100) { nodes { name links(first: 5) { edges { readAs moment { name path figures { name } } }
         nodes { explanation to { name } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.moments.nodes).toHaveLength(100);
    expect(
      data.moments.nodes.filter(({ links }: { links: { edges: object[] } }) => links.edges.length === 2)
        .length,
    ).toBeGreaterThan(90);
    expect((await statementCount(app)) - before).toBe(2);
  });

  test('links are counted only when asked for, of all moments at once', async () => {
    const before = await statementCount(app);
    await app.graphql('{ moments(first: 20) { nodes { links(first: 1) { nodes { id } totalCount } } } }');
    expect((await statementCount(app)) - before).toBe(3);
  });
});
