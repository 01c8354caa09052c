import { admin, service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, LINK, link, UNLINK } from './linked-moments.js';

const CAUSE = at(1900, 'cause');
const EFFECT = at(1950, 'effect');
const TWIN = { a: at(1960, 'a-twin'), b: at(1960, 'b-twin') };

describe('linking moments', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const precision = { precision: 'DAY' };
    await index(app, [
      ...[CAUSE, EFFECT, TWIN.a, TWIN.b, at(1955, 'between')].map((path) => ({ path, metadata: precision })),
      { path: '/1950/march/02/1200/italy/lazio/rome/day-after' },
      { path: '/1950/march/02/1201/italy/lazio/rome/day-after-and-a-minute' },
      { path: '/1950/march/01/1000/italy/lazio/rome/morning' },
      { path: at(1920, 'vague'), metadata: { edtf: '192X' } },
      { path: at(1923, 'firm') },
      { path: at(1940, 'hidden'), visibility: 'PRIVATE' },
    ]);
  });
  afterAll(() => app.stop());
  beforeEach(() => runCypher('MATCH (:Moment)-[r]->(:Moment) DELETE r'));

  const stored = () =>
    runCypher(
      'MATCH (a:Moment)-[r]->(b:Moment) RETURN type(r) AS type, a.path AS from, b.path AS to, r {.*} AS properties',
    );

  test('a link says what it is, who made it, and why in words', async () => {
    const made = await link(app, CAUSE, EFFECT, 'CAUSES', {
      weight: 0.5,
      description: ' One thing led to another ',
      source: 'A history book',
    });
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'CAUSES',
      layer: 0,
      weight: 0.5,
      theme: null,
      description: 'One thing led to another',
      method: 'manual',
      confidence: null,
      source: 'A history book',
      createdBy: 'service',
      createdAt: expect.stringMatching(/Z$/),
      explanation:
        'Cause (1 March 1900) caused Effect (1 March 1950), entered by hand: One thing led to another.',
      from: { path: CAUSE },
      to: { path: EFFECT },
    });
    const { data } = await app.graphql(
      'query ($id: ID!) { node(id: $id) { __typename id ... on Link { type explanation from { name } } } }',
      { id: made.id },
    );
    expect(data.node).toMatchObject({ __typename: 'Link', id: made.id, from: { name: 'Cause' } });
  });

  test('weight is 1 where left out, and a number of its own kind in the graph', async () => {
    expect(await link(app, CAUSE, EFFECT, 'INFLUENCES')).toMatchObject({ weight: 1 });
    const [row] = await runCypher('MATCH (:Moment)-[r]->(:Moment) RETURN valueType(r.weight) AS kind');
    expect(row!.kind).toMatch(/^FLOAT/);
  });

  test('written again it is updated in what was given, and stays itself', async () => {
    const first = await link(app, CAUSE, EFFECT, 'CAUSES', {
      weight: 0.5,
      description: 'why',
      source: 'book',
    });
    const second = await link(app, CAUSE, EFFECT, 'CAUSES', { weight: 0.7, description: 'because' });
    expect(second).toEqual({
      ...first,
      weight: 0.7,
      description: 'because',
      explanation: expect.stringContaining('because'),
    });
    expect(await link(app, CAUSE, EFFECT, 'CAUSES')).toEqual(second);
    expect(await stored()).toHaveLength(1);
  });

  test.each([
    ['CAUSED_BY', 'CAUSES'],
    ['FOLLOWS', 'PRECEDES'],
  ])('%s is a %s the other way round, stored once', async (inverse, type) => {
    const made = await link(app, CAUSE, EFFECT, type);
    const again = await link(app, EFFECT, CAUSE, inverse, { weight: 0.2 });
    expect(again).toMatchObject({
      id: made.id,
      type,
      weight: 0.2,
      from: { path: CAUSE },
      to: { path: EFFECT },
    });
    expect(await stored()).toMatchObject([{ type, from: CAUSE, to: EFFECT }]);
  });

  test.each(['CONTEMPORANEOUS', 'SAME_ERA', 'SAME_LOCATION', 'SAME_CONFLICT', 'SAME_FIGURE', 'THEMATIC'])(
    '%s is stored once, the earlier first, those of one time in path order',
    async (type) => {
      const made = await link(app, EFFECT, CAUSE, type);
      expect(await link(app, CAUSE, EFFECT, type)).toMatchObject({ id: made.id });
      const twins = await link(app, TWIN.b, TWIN.a, type);
      expect(await link(app, TWIN.a, TWIN.b, type)).toMatchObject({ id: twins.id });
      expect(await stored()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type, from: CAUSE, to: EFFECT }),
          expect.objectContaining({ type, from: TWIN.a, to: TWIN.b }),
        ]),
      );
      expect(await stored()).toHaveLength(2);
    },
  );

  test('directed types that point both ways are two links', async () => {
    await link(app, TWIN.a, TWIN.b, 'CHALLENGES');
    await link(app, TWIN.b, TWIN.a, 'CHALLENGES');
    expect(await stored()).toHaveLength(2);
  });

  test.each(['CAUSES', 'THEMATIC'])('of many that arrive at once, one %s is made', async (type) => {
    const pairs = Array.from({ length: 32 }, (_, i) =>
      type === 'THEMATIC' && i % 2 ? [EFFECT, CAUSE] : [CAUSE, EFFECT],
    );
    const made = await Promise.all(
      pairs.map(([from, to], i) => link(app, from!, to!, type, { weight: i / 32 })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(new Set(made.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(await stored()).toHaveLength(1);
  });

  test('by hand a link of any layer becomes one of layer 0 and keeps id and theme', async () => {
    const made = await link(app, CAUSE, EFFECT, 'THEMATIC');
    await runCypher('MATCH ()-[r:THEMATIC]->() SET r.layer = 1, r.method = "shared-tag", r.theme = "war"');
    expect(await link(app, EFFECT, CAUSE, 'THEMATIC', { weight: 0.1 })).toMatchObject({
      id: made.id,
      layer: 0,
      method: 'manual',
      theme: 'war',
      weight: 0.1,
    });
  });

  test.each([
    ['a link to itself', { to: CAUSE }, 'to'],
    ['a link to itself, written otherwise', { to: CAUSE.slice(1).replace('/01/', '/1/') }, 'to'],
    ['a weight above 1', { weight: 1.01 }, 'weight'],
    ['a weight below 0', { weight: -0.01 }, 'weight'],
    ['a blank description', { description: '  ' }, 'description'],
    ['a description too long', { description: 'x'.repeat(5001) }, 'description'],
    ['a source with half a character', { source: '\ud800' }, 'source'],
    ['a source too long', { source: 'x'.repeat(2001) }, 'source'],
    ['a path that is none', { to: '/1999/smarch/01/0000/a/b/c/d' }, 'to'],
  ])('%s is refused, naming the field', async (_, change, field) => {
    const input = { from: CAUSE, to: EFFECT, type: 'CAUSES', ...change };
    const { errors } = await app.graphql(LINK, { input }, service);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      rule: expect.any(String),
    });
    expect(await stored()).toEqual([]);
  });

  test('a type that is none is refused', async () => {
    const { errors } = await app.graphql(
      LINK,
      { input: { from: CAUSE, to: EFFECT, type: 'HATES' } },
      service,
    );
    expect(errors![0]).toMatchObject({ message: expect.stringContaining('HATES') });
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  describe('no effect before its cause', () => {
    const MORNING = '/1950/march/01/1000/italy/lazio/rome/morning';
    test.each([
      ['CAUSES', EFFECT, CAUSE, 'from'],
      ['PRECEDES', EFFECT, CAUSE, 'from'],
      ['CAUSED_BY', CAUSE, EFFECT, 'to'],
      ['FOLLOWS', CAUSE, EFFECT, 'to'],
      ['CAUSES', '/1950/march/02/1201/italy/lazio/rome/day-after-and-a-minute', MORNING, 'from'],
    ])('%s from %s to %s is refused', async (type, from, to, field) => {
      expect(await link(app, from, to, type)).toMatchObject({
        code: 'BAD_USER_INPUT',
        field,
        rule: expect.stringContaining('26 hours'),
      });
      expect(await stored()).toEqual([]);
    });

    test.each([
      [
        'within 26 hours, since local times have no zone',
        '/1950/march/02/1200/italy/lazio/rome/day-after',
        MORNING,
        'CAUSES',
      ],
      ['where the date leaves it open', at(1923, 'firm'), at(1920, 'vague'), 'CAUSES'],
      ['for types that claim no order', EFFECT, CAUSE, 'INFLUENCES'],
      ['for a challenge', EFFECT, CAUSE, 'CHALLENGES'],
    ])('allowed %s', async (_, from, to, type) => {
      expect(await link(app, from, to, type)).toMatchObject({ from: { path: from }, to: { path: to } });
    });
  });

  test('a missing end is NOT_FOUND, whichever it is', async () => {
    const missing = at(1999, 'nothing');
    expect(await link(app, missing, EFFECT, 'CAUSES')).toMatchObject({
      code: 'NOT_FOUND',
      field: 'from',
      path: missing,
    });
    expect(await link(app, CAUSE, missing, 'CAUSES')).toMatchObject({
      code: 'NOT_FOUND',
      field: 'to',
      path: missing,
    });
  });

  test('unlinking answers with the link as it was; then there is none', async () => {
    const made = await link(app, CAUSE, EFFECT, 'CAUSES', { weight: 0.4 });
    await link(app, CAUSE, EFFECT, 'INFLUENCES');
    const unlink = (input: object) => app.graphql(UNLINK, { input }, service);
    const { data } = await unlink({ from: EFFECT, to: CAUSE, type: 'CAUSED_BY' });
    expect(data.unlinkMoments.link).toEqual({
      id: made.id,
      type: 'CAUSES',
      weight: 0.4,
      from: { path: CAUSE },
      to: { path: EFFECT },
    });
    expect(await stored()).toMatchObject([{ type: 'INFLUENCES' }]);
    const { errors } = await unlink({ from: CAUSE, to: EFFECT, type: 'CAUSES' });
    expect(errors![0]!.extensions.code).toBe('NOT_FOUND');
    const missing = await unlink({ from: CAUSE, to: at(1999, 'nothing'), type: 'CAUSES' });
    expect(missing.errors![0]!.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'to' });
  });

  test('a symmetric link is unlinked from either end', async () => {
    await link(app, CAUSE, EFFECT, 'SAME_ERA');
    const { data } = await app.graphql(
      UNLINK,
      { input: { from: EFFECT, to: CAUSE, type: 'SAME_ERA' } },
      service,
    );
    expect(data.unlinkMoments.link.from.path).toBe(CAUSE);
    expect(await stored()).toEqual([]);
  });

  test('both need a service key; an admin is named as the maker', async () => {
    const input = { from: CAUSE, to: EFFECT, type: 'CAUSES' };
    for (const mutation of [LINK, UNLINK]) {
      const { errors } = await app.graphql(mutation, { input });
      expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
    expect(await stored()).toEqual([]);
    const { data } = await app.graphql(LINK, { input }, admin);
    expect(data.linkMoments.link.createdBy).toBe('admin');
  });

  test('node(id) tells nobody of a link whose end is hidden from him', async () => {
    const made = await link(app, CAUSE, at(1940, 'hidden'), 'CAUSES');
    const NODE = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await app.graphql(NODE, { id: made.id })).data.node).toBeNull();
    expect((await app.graphql(NODE, { id: made.id }, service)).data.node).toEqual({ id: made.id });
  });
});
