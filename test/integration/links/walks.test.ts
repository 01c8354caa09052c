import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, link, statementCount } from './linked-moments.js';

/*
  a1 ─CAUSES .9→ b ─CAUSES .8→ c ─PRECEDES .7→ d
  a2 ─INFLUENCES .4→ b ─THEMATIC .95─ t        c ─CAUSES .6→ e
  b ─CAUSES 1→ (private) ─CAUSES 1→ beyond      b ─CAUSES 1→ (unlisted)
*/
const M = Object.fromEntries(
  Object.entries({ a1: 1800, a2: 1810, b: 1850, t: 1860, c: 1900, d: 1910, e: 1920, beyond: 1930 }).map(
    ([slug, year]) => [slug, at(year, slug)],
  ),
) as Record<'a1' | 'a2' | 'b' | 't' | 'c' | 'd' | 'e' | 'beyond', string>;
const HIDDEN = { private: at(1925, 'hidden-private'), unlisted: at(1926, 'hidden-unlisted') };

const TRAVERSE = `query ($from: MomentPath!, $direction: TraverseDirection, $depth: Int, $types: [LinkType!], $limit: Int, $minWeight: Float) {
  traverse(from: $from, direction: $direction, depth: $depth, types: $types, limit: $limit, minWeight: $minWeight) {
    anchor { path } nodes { hop moment { path slug } } links { type weight from { slug } to { slug } } truncated } }`;
const SUBGRAPH = `query ($root: MomentPath!, $depth: Int, $cap: Int) { subgraph(root: $root, depth: $depth, cap: $cap) {
  root { path } nodes { hop moment { path slug } } links { type weight from { slug } to { slug } } truncated } }`;

interface Graph {
  nodes: { hop: number; moment: { slug: string } }[];
  links: { type: string; from: { slug: string }; to: { slug: string } }[];
}
const nodesOf = ({ nodes }: Graph) => nodes.map(({ hop, moment }) => `${hop} ${moment.slug}`);
const linksOf = ({ links }: Graph) => links.map(({ type, from, to }) => `${from.slug} ${type} ${to.slug}`);

describe('walks through the graph', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    await index(app, [
      ...Object.values(M).map((path) => ({ path })),
      { path: HIDDEN.private, visibility: 'PRIVATE' },
      { path: HIDDEN.unlisted, visibility: 'UNLISTED' },
    ]);
    await link(app, M.a1, M.b, 'CAUSES', { weight: 0.9 });
    await link(app, M.a2, M.b, 'INFLUENCES', { weight: 0.4 });
    await link(app, M.b, M.c, 'CAUSES', { weight: 0.8 });
    await link(app, M.t, M.b, 'THEMATIC', { weight: 0.95 });
    await link(app, M.c, M.d, 'PRECEDES', { weight: 0.7 });
    await link(app, M.c, M.e, 'CAUSES', { weight: 0.6 });
    await link(app, M.b, HIDDEN.private, 'CAUSES');
    await link(app, HIDDEN.private, M.beyond, 'CAUSES');
    await link(app, M.b, HIDDEN.unlisted, 'CAUSES');
    await link(app, HIDDEN.unlisted, M.beyond, 'CAUSES');
  });
  afterAll(() => app.stop());

  async function traverse(variables: object, headers = {}) {
    const { data, errors } = await app.graphql(TRAVERSE, { from: M.b, ...variables }, headers);
    return errors ? errors[0]!.extensions : data.traverse;
  }
  async function subgraph(variables: object, headers = {}) {
    const { data, errors } = await app.graphql(SUBGRAPH, { root: M.b, ...variables }, headers);
    return errors ? errors[0]!.extensions : data.subgraph;
  }

  test('forward to consequences, the strongest of each hop first', async () => {
    const found = await traverse({ direction: 'FUTURE' });
    expect(found.anchor.path).toBe(M.b);
    expect(nodesOf(found)).toEqual(['0 b', '1 c', '2 d', '2 e']);
    expect(linksOf(found)).toEqual(['b CAUSES c', 'c PRECEDES d', 'c CAUSES e']);
    expect(found.truncated).toBe(false);
  });

  test('backward to causes', async () => {
    const found = await traverse({ from: M.d, direction: 'PAST', depth: 4 });
    expect(nodesOf(found)).toEqual(['0 d', '1 c', '2 b', '3 a1', '3 a2']);
  });

  test.each([
    [{}, ['0 b', '1 a1', '1 c', '1 a2', '2 d', '2 e']],
    [{ depth: 1 }, ['0 b', '1 a1', '1 c', '1 a2']],
    [{ types: ['CAUSES'] }, ['0 b', '1 a1', '1 c', '2 e']],
    [{ types: ['CAUSED_BY'] }, ['0 b', '1 a1', '1 c', '2 e']],
    [{ minWeight: 0.7 }, ['0 b', '1 a1', '1 c', '2 d']],
    [{ types: ['THEMATIC'], direction: 'FUTURE' }, ['0 b', '1 t']],
    [{ types: ['THEMATIC'], direction: 'PAST' }, ['0 b']],
    [{ types: ['THEMATIC'], direction: 'PAST', from: M.t }, ['0 t', '1 b']],
  ])('%j', async (variables, expected) => {
    expect(nodesOf(await traverse(variables))).toEqual(expected);
  });

  test('the limit counts the first moment, keeps the strongest, and tells that it cut', async () => {
    const found = await traverse({ limit: 3 });
    expect(nodesOf(found)).toEqual(['0 b', '1 a1', '1 c']);
    expect(found.truncated).toBe(true);
    expect(await traverse({ limit: 6 })).toMatchObject({ truncated: false });
    const alone = await traverse({ limit: 1 });
    expect(nodesOf(alone)).toEqual(['0 b']);
    expect(alone).toMatchObject({ links: [], truncated: true });
  });

  test('a subgraph holds all links among its moments, of every type', async () => {
    const one = await subgraph({});
    expect(nodesOf(one)).toEqual(['0 b', '1 t', '1 a1', '1 c', '1 a2']);
    expect(linksOf(one)).toEqual(['b THEMATIC t', 'a1 CAUSES b', 'b CAUSES c', 'a2 INFLUENCES b']);
    const around = await subgraph({ root: M.c, depth: 2, cap: 4 });
    expect(nodesOf(around)).toEqual(['0 c', '1 b', '1 d', '1 e']);
    expect(around.truncated).toBe(true);
    await link(app, M.d, M.e, 'INFLUENCES', { weight: 0.3 });
    expect(linksOf(await subgraph({ root: M.c, cap: 4 }))).toContain('d INFLUENCES e');
    await runCypher('MATCH (:Moment {slug: "d"})-[r:INFLUENCES]->() DELETE r');
  });

  test('what is hidden is not returned, not walked through, not counted, and spends no limit', async () => {
    for (const found of [
      await traverse({ depth: 4, direction: 'FUTURE' }),
      await subgraph({ depth: 3 }),
      await traverse({ depth: 4, direction: 'PAST', from: M.beyond }),
    ]) {
      expect(JSON.stringify(found)).not.toContain('hidden');
    }
    expect(nodesOf(await traverse({ depth: 4, direction: 'FUTURE' }))).not.toContain(
      expect.stringContaining('beyond'),
    );
    expect(nodesOf(await traverse({ direction: 'PAST', from: M.beyond }))).toEqual(['0 beyond']);
    expect(await traverse({ direction: 'FUTURE', depth: 1, limit: 2 })).toMatchObject({ truncated: false });
    const all = await traverse({ depth: 4, direction: 'FUTURE' }, service);
    expect(nodesOf(all)).toEqual(
      expect.arrayContaining(['1 hidden-private', '1 hidden-unlisted', '2 beyond']),
    );
    expect(await traverse({ direction: 'FUTURE', depth: 1, limit: 2 }, service)).toMatchObject({
      truncated: true,
    });
  });

  test('an unlisted moment that is named can be begun from; a private one is not there', async () => {
    expect(nodesOf(await traverse({ from: HIDDEN.unlisted, depth: 1 }))).toEqual([
      '0 hidden-unlisted',
      '1 b',
      '1 beyond',
    ]);
    expect(await traverse({ from: HIDDEN.private })).toBeNull();
    expect(await subgraph({ root: HIDDEN.private })).toBeNull();
    expect(await traverse({ from: HIDDEN.private }, service)).toMatchObject({
      anchor: { path: HIDDEN.private },
    });
  });

  test('a path where nothing stands is null', async () => {
    expect(await traverse({ from: at(1999, 'nothing') })).toBeNull();
    expect(await subgraph({ root: at(1999, 'nothing') })).toBeNull();
  });

  test.each([
    [{ depth: 0 }, 'depth'],
    [{ depth: 5 }, 'depth'],
    [{ limit: 0 }, 'limit'],
    [{ limit: 501 }, 'limit'],
    [{ minWeight: -0.1 }, 'minWeight'],
    [{ types: [] }, 'types'],
    [{ from: 'nowhere' }, 'from'],
  ])('traverse with %j is refused, naming %s', async (variables, field) => {
    expect(await traverse(variables)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      rule: expect.any(String),
    });
  });

  test.each([
    [{ depth: 4 }, 'depth'],
    [{ cap: 501 }, 'cap'],
    [{ cap: 0 }, 'cap'],
    [{ root: 'nowhere' }, 'root'],
  ])('subgraph with %j is refused, naming %s', async (variables, field) => {
    expect(await subgraph(variables)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      rule: expect.any(String),
    });
  });

  test('a walk takes a statement a hop and two more', async () => {
    const before = await statementCount(app);
    await traverse({ depth: 4 });
    expect((await statementCount(app)) - before).toBeLessThanOrEqual(6);
    const then = await statementCount(app);
    await subgraph({ depth: 3 });
    expect((await statementCount(app)) - then).toBeLessThanOrEqual(5);
  });

  test('hubs and rings do not blow a walk up', async () => {
    await index(app, [{ path: at(1600, 'hub') }, { path: at(1601, 'second-hub') }]);
    await runCypher(
      `MATCH (hub:Moment {slug: 'hub'}), (second:Moment {slug: 'second-hub'})
       CREATE (hub)-[:CAUSES {id: randomUUID(), layer: 0, weight: 0.9, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(second)
       WITH hub, second UNWIND range(1, 10000) AS i
       CREATE (m:Moment:Public {id: 'spoke-' + i, path: '/spoke/' + i, slug: 'spoke-' + i, name: 'Spoke', sortKey: i, visibility: 'public'})
       CREATE (hub)-[:CAUSES {id: randomUUID(), layer: 0, weight: i / 20000.0, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(m)
       CREATE (m)-[:CAUSES {id: randomUUID(), layer: 0, weight: 0.5, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(second)`,
    );
    // A statement that takes too long is broken off, and the walk would end in an error.
    const found = await traverse({ from: at(1600, 'hub'), depth: 4, limit: 500 });
    expect(found.nodes).toHaveLength(500);
    expect(found.truncated).toBe(true);
    expect(nodesOf(found).slice(0, 3)).toEqual(['0 hub', '1 second-hub', '1 spoke-10000']);
    expect(found.links).toHaveLength(1 + 2 * 498);
    await runCypher('MATCH (m:Moment) WHERE m.slug STARTS WITH "spoke-" DETACH DELETE m');
  });
});
