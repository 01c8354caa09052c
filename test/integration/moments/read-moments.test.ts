import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { statementCount } from '../links/linked-moments.js';

const at = (year: string, slug: string, day = '01') => `/${year}/march/${day}/1030/italy/lazio/rome/${slug}`;
const PUBLIC = [
  at('-0753', 'founding'),
  at('-0044', 'ides', '15'),
  at('0080', 'colosseum'),
  at('1960', 'olympics'),
  at('1960', 'olympics-too'),
];
const HIDDEN = { private: at('1111', 'hidden-private'), unlisted: at('1112', 'hidden-unlisted') };

describe('reading moments', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const moments = [
      ...PUBLIC.map((path) => ({
        path,
        visibility: 'PUBLIC',
        metadata: { figures: ['Julius Cæsar', 'Brutus'], precision: 'DAY' },
      })).reverse(),
      { path: HIDDEN.private, visibility: 'PRIVATE' },
      { path: HIDDEN.unlisted, visibility: 'UNLISTED' },
    ];
    const { data } = await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { error { message } } } }',
      { input: { moments } },
      service,
    );
    expect(data.indexMoments.results.map(({ error }: { error: unknown }) => error)).toEqual(
      moments.map(() => null),
    );
  });
  afterAll(() => app.stop());

  const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: MomentOrder) {
    moments(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      totalCount edges { cursor node { path } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`;
  async function page(variables: object, headers = {}) {
    const { data, errors } = await app.graphql(PAGE, variables, headers);
    if (errors) return errors[0]!.extensions;
    const { edges, ...rest } = data.moments;
    return { ...rest, paths: edges.map((edge: { node: { path: string } }) => edge.node.path) };
  }

  test('in the order of time, BCE first', async () => {
    expect(await page({})).toMatchObject({ totalCount: 5, paths: expect.arrayContaining(PUBLIC) });
    expect((await page({})).paths.slice(0, 3)).toEqual(PUBLIC.slice(0, 3));
    const years = (await page({ orderBy: 'TIME_DESC' })).paths.map((path: string) => path.split('/')[1]);
    expect(years).toEqual(['1960', '1960', '0080', '-0044', '-0753']);
  });

  test.each(['TIME_ASC', 'TIME_DESC', 'CREATED_ASC', 'CREATED_DESC'])(
    '%s: a walk by cursor sees each once, both ways',
    async (orderBy) => {
      const whole = (await page({ orderBy })).paths;
      const forward: string[] = [];
      let after: string | null = null;
      do {
        const { paths, pageInfo } = await page({ orderBy, first: 2, after });
        forward.push(...paths);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      let before: string | null = null;
      do {
        const { paths, pageInfo } = await page({ orderBy, last: 2, before });
        backward.unshift(...paths);
        before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
      } while (before);
      expect(backward).toEqual(whole);
    },
  );

  test.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ after: 'nonsense' }, 'after'],
  ])('%j is refused, naming %s', async (variables, field) => {
    expect(await page(variables)).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });

  test('a cursor holds for its own order alone', async () => {
    const { pageInfo } = await page({ orderBy: 'TIME_ASC', first: 1 });
    expect(await page({ orderBy: 'CREATED_ASC', first: 1, after: pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });

  const ONE = 'query ($path: MomentPath!) { moment(path: $path) { path name } }';
  const read = async (path: string, headers = {}) =>
    (await app.graphql(ONE, { path }, headers)).data.moment?.path ?? null;

  test('who sees what: listed, named, with a key', async () => {
    expect((await page({})).paths).not.toEqual(expect.arrayContaining([expect.stringContaining('hidden')]));
    expect(await page({}, service)).toMatchObject({ totalCount: 7 });
    expect(await read(HIDDEN.private)).toBeNull();
    expect(await read(HIDDEN.private, service)).toBe(HIDDEN.private);
    expect(await read(HIDDEN.unlisted)).toBe(HIDDEN.unlisted);
    const { data } = await app.graphql(
      'query ($path: MomentPath!) { moment(path: $path) { id } }',
      { path: HIDDEN.private },
      service,
    );
    const node = await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id: data.moment.id });
    expect(node.data.node).toBeNull();
  });

  test('a path that is not there is null, one that is no path is told', async () => {
    expect(await read(at('1999', 'nothing'))).toBeNull();
    const { errors } = await app.graphql(ONE, { path: '/1999/smarch/01/0000/a/b/c/d' });
    expect(errors![0]).toMatchObject({
      message: expect.stringContaining('smarch'),
      extensions: { code: 'BAD_USER_INPUT', field: 'path' },
    });
  });

  test('place, date and figures of one moment', async () => {
    const { data } = await app.graphql(
      `query ($path: MomentPath!) { moment(path: $path) {
        year month monthNum day time date { edtf precision calendar earliest latest text }
        place { path kind name parent { path parent { path parent { path } } } } figures { key name } provenance { field } job { id } sources { title }
      } }`,
      { path: at('-44', 'ides', '15') },
    );
    expect(data.moment).toMatchObject({
      year: -44,
      month: 'march',
      monthNum: 3,
      day: 15,
      date: {
        edtf: '-0043-03-15',
        precision: 'DAY',
        calendar: 'JULIAN',
        earliest: '-0043-03-13T00:00',
        latest: '-0043-03-13T23:59',
      },
      place: {
        path: '/italy/lazio/rome',
        kind: 'city',
        name: 'Rome',
        parent: { path: '/italy/lazio', parent: { path: '/italy', parent: null } },
      },
      figures: [
        { key: 'julius-caesar', name: 'Julius Cæsar' },
        { key: 'brutus', name: 'Brutus' },
      ],
      provenance: [{ field: 'latitude' }, { field: 'longitude' }],
      job: null,
      sources: [],
    });
    expect(data.moment.date.text).toBe('15 March 44 BCE (Julian calendar)');
  });

  test('layers count what the viewer may see', async () => {
    const LAYERS = '{ layers { level name momentCount } }';
    expect((await app.graphql(LAYERS)).data.layers).toEqual([{ level: 0, name: 'manual', momentCount: 5 }]);
    expect((await app.graphql(LAYERS, {}, service)).data.layers).toEqual([
      { level: 0, name: 'manual', momentCount: 7 },
    ]);
    const [row] = await runCypher(
      'MATCH (m:Moment)-[:IN_LAYER]->(l:Layer) RETURN l.level AS level, count(m) AS count',
    );
    expect(row).toEqual({ level: 0, count: 7 });
  });

  test('100 moments with place, figures and provenance take a handful of statements', async () => {
    const moments = Array.from({ length: 100 }, (_, i) => ({
      path: `/1700/may/01/0000/spain/madrid/town-${i}/many-${i}`,
      visibility: 'PUBLIC',
    }));
    await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { status } } }',
      { input: { moments } },
      service,
    );
    const before = await statementCount(app);
    await app.graphql(
      '{ moments(first: 100) { nodes { name place { name parent { name parent { name } } } figures { name } provenance { field } } } }',
    );
    expect((await statementCount(app)) - before).toBeLessThanOrEqual(5);
  });
});
