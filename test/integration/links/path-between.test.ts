import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, link, statementCount } from './linked-moments.js';

const PATH = `query ($from: MomentPath!, $to: MomentPath!, $maxHops: Int, $types: [LinkType!]) {
  pathBetween(from: $from, to: $to, maxHops: $maxHops, types: $types) {
    found hops truncated moments { slug } links { type weight from { slug } to { slug } } } }`;

const M = (slug: string) => at(1800 + slug.charCodeAt(0), slug);
const HIDDEN = { private: at(1910, 'hidden-private'), unlisted: at(1911, 'hidden-unlisted') };

describe('the path between two moments', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    await index(app, [
      ...[...'abcdefghijklmnop', 'z'].map((slug) => ({ path: M(slug) })),
      { path: HIDDEN.private, visibility: 'PRIVATE' },
      { path: HIDDEN.unlisted, visibility: 'UNLISTED' },
    ]);
    // Two ways of two hops from a to d, one of three that is stronger in sum and longer.
    await link(app, M('a'), M('b'), 'CAUSES', { weight: 0.9 });
    await link(app, M('b'), M('d'), 'CAUSES', { weight: 0.2 });
    await link(app, M('a'), M('c'), 'INFLUENCES', { weight: 0.6 });
    await link(app, M('c'), M('d'), 'CAUSES', { weight: 0.7 });
    await link(app, M('c'), M('d'), 'PRECEDES', { weight: 0.8 });
    await link(app, M('b'), M('c'), 'CAUSES', { weight: 1 });
    // A chain of ten hops: d … n.
    for (const [i, slug] of [...'defghijklm'].entries()) {
      await link(app, M(slug), M(String.fromCharCode(slug.charCodeAt(0) + 1)), 'CAUSES', {
        weight: 0.5 + i / 100,
      });
    }
    await link(app, M('a'), M('z'), 'THEMATIC');
    await link(app, M('o'), HIDDEN.private, 'CAUSES');
    await link(app, HIDDEN.private, M('p'), 'CAUSES');
    await link(app, M('o'), HIDDEN.unlisted, 'CAUSES');
    await link(app, HIDDEN.unlisted, M('p'), 'CAUSES');
  });
  afterAll(() => app.stop());

  async function between(from: string, to: string, variables: object = {}, headers = {}) {
    const { data, errors } = await app.graphql(PATH, { from, to, ...variables }, headers);
    return errors ? errors[0]!.extensions : data.pathBetween;
  }
  const slugs = ({ moments }: { moments: { slug: string }[] }) => moments.map(({ slug }) => slug).join('');

  test('the shortest, and of the shortest the strongest, one link a hop', async () => {
    const found = await between(M('a'), M('d'));
    expect(found).toMatchObject({ found: true, hops: 2, truncated: false });
    expect(slugs(found)).toBe('acd');
    expect(found.links).toEqual([
      { type: 'INFLUENCES', weight: 0.6, from: { slug: 'a' }, to: { slug: 'c' } },
      { type: 'PRECEDES', weight: 0.8, from: { slug: 'c' }, to: { slug: 'd' } },
    ]);
  });

  test('along the types asked for alone', async () => {
    expect(slugs(await between(M('a'), M('d'), { types: ['CAUSES'] }))).toBe('abd');
    expect(slugs(await between(M('a'), M('d'), { types: ['CAUSED_BY'] }))).toBe('abd');
    expect(await between(M('a'), M('d'), { types: ['PRECEDES'] })).toMatchObject({ found: false });
    expect(await between(M('a'), M('z'))).toMatchObject({ found: false });
    expect(slugs(await between(M('a'), M('z'), { types: ['THEMATIC'] }))).toBe('az');
  });

  test('from earlier to later: there is no way back, and that is an answer', async () => {
    expect(await between(M('d'), M('a'))).toEqual({
      found: false,
      hops: null,
      truncated: false,
      moments: [],
      links: [],
    });
    expect(await between(M('z'), M('a'), { types: ['THEMATIC'] })).toMatchObject({ found: false });
  });

  test('as far as is asked, ten hops at most', async () => {
    const far = await between(M('d'), M('n'), { maxHops: 10 });
    expect(far).toMatchObject({ found: true, hops: 10 });
    expect(slugs(far)).toBe('defghijklmn');
    expect(
      far.links.map(({ from, to }: { from: { slug: string }; to: { slug: string } }) => from.slug + to.slug),
    ).toEqual(['de', 'ef', 'fg', 'gh', 'hi', 'ij', 'jk', 'kl', 'lm', 'mn']);
    expect(await between(M('d'), M('n'), { maxHops: 9 })).toMatchObject({ found: false });
    expect(await between(M('d'), M('k'))).toMatchObject({ found: false });
    expect(await between(M('d'), M('j'))).toMatchObject({ found: true, hops: 6 });
  });

  test('a moment is no hop away from itself', async () => {
    expect(await between(M('a'), M('a'))).toEqual({
      found: true,
      hops: 0,
      truncated: false,
      moments: [{ slug: 'a' }],
      links: [],
    });
  });

  test('not through what is hidden; to an unlisted moment that is named', async () => {
    expect(await between(M('o'), M('p'))).toMatchObject({ found: false, moments: [], links: [] });
    expect(await between(M('o'), M('p'), {}, service)).toMatchObject({ found: true, hops: 2 });
    expect(await between(M('o'), HIDDEN.unlisted)).toMatchObject({ found: true, hops: 1 });
    expect(await between(HIDDEN.unlisted, M('p'))).toMatchObject({ found: true, hops: 1 });
    expect(await between(M('o'), HIDDEN.private)).toBeNull();
    expect(await between(HIDDEN.private, M('p'))).toBeNull();
    expect(await between(HIDDEN.private, M('p'), {}, service)).toMatchObject({ found: true, hops: 1 });
  });

  test('an end that is missing is null', async () => {
    expect(await between(M('a'), at(1999, 'nothing'))).toBeNull();
    expect(await between(at(1999, 'nothing'), M('a'))).toBeNull();
  });

  test.each([
    [{ maxHops: 0 }, 'maxHops'],
    [{ maxHops: 11 }, 'maxHops'],
    [{ types: [] }, 'types'],
    [{ from: 'nowhere' }, 'from'],
    [{ to: 'nowhere' }, 'to'],
  ])('%j is refused, naming %s', async (variables, field) => {
    expect(await between(M('a'), M('b'), variables)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      rule: expect.any(String),
    });
  });

  test('a statement a hop and two more', async () => {
    const before = await statementCount(app);
    await between(M('d'), M('n'), { maxHops: 10 });
    expect((await statementCount(app)) - before).toBeLessThanOrEqual(12);
  });

  test('a wide graph is searched in a bounded time, and a cut is told', async () => {
    await index(app, [{ path: at(1500, 'wide-start') }, { path: at(1700, 'wide-end') }]);
    await runCypher(
      `MATCH (s:Moment {slug: 'wide-start'}), (e:Moment {slug: 'wide-end'})
       CALL (s) {
         UNWIND range(1, 5100) AS i
         CREATE (m:Moment:Public {id: 'left-' + i, path: '/left/' + i, slug: 'left', name: 'Left', sortKey: i, visibility: 'public'})
         CREATE (s)-[:CAUSES {id: 'sl-' + i, layer: 0, weight: i / 5100.0, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(m)
       }
       UNWIND range(1, 100) AS i
       CREATE (n:Moment:Public {id: 'right-' + i, path: '/right/' + i, slug: 'right', name: 'Right', sortKey: i, visibility: 'public'})
       CREATE (n)-[:CAUSES {id: 're-' + i, layer: 0, weight: i / 100.0, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(e)
       WITH n, i UNWIND range(0, 19) AS j
       MATCH (m:Moment {id: 'left-' + (1000 + i * 20 + j)})
       CREATE (m)-[:CAUSES {id: 'lr-' + i + '-' + j, layer: 0, weight: 0.5, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(n)`,
    );
    // A statement that takes too long is broken off, and the search would end in an error.
    const found = await between(at(1500, 'wide-start'), at(1700, 'wide-end'));
    expect(found).toMatchObject({ found: true, hops: 3, truncated: true });
    await runCypher('MATCH (m:Moment) WHERE m.slug IN ["left", "right"] CALL (m) { DETACH DELETE m }');
  });
});
