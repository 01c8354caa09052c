import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

/** Fifteen moments that each differ from the rest by what some filter asks for. */
const ROME = 'italy/lazio/rome';
const MOMENTS: [string, object?, string?][] = [
  [`/-0753/january/01/0000/${ROME}/founding`, { precision: 'YEAR' }],
  [
    `/-0044/march/15/1030/${ROME}/ides`,
    { figures: ['Julius Cæsar', 'Brutus'], tags: ['Murder', 'Senate'], era: 'Roman Republic' },
  ],
  [`/0001/january/01/0000/${ROME}/year-one`, { precision: 'YEAR' }],
  [
    '/1066/october/14/0900/united-kingdom/england/hastings/battle',
    { tags: ['battle'], confidence: 0.9, latitude: 50.9, longitude: 0.5 },
  ],
  [
    '/1453/may/29/0000/turkey/istanbul/istanbul/siege',
    { precision: 'DAY', tags: ['siege', 'battle'], source_type: 'corpus' },
  ],
  ['/1969/july/01/0000/space/moon/tranquility/landing-month', { precision: 'MONTH' }],
  [
    '/1969/july/20/2017/space/moon/tranquility/landing',
    { tags: ['nasa'], figures: ['Neil Armstrong'], confidence: 1, layer: 1 },
  ],
  ['/1969/january/01/0000/united-states/florida/cape-canaveral/some-time', { precision: 'YEAR' }],
  ['/1960/august/25/1700/italy/lazio/ostia/olympics', { latitude: 41.73, longitude: 12.28 }],
  ['/1971/july/20/1200/fiji/western/nadi/far-east', { latitude: -17.8, longitude: 177.4 }],
  ['/1971/july/21/1200/samoa/upolu/apia/far-west', { latitude: -13.8, longitude: -171.8 }],
];
const HIDDEN: [string, object, string][] = [
  [`/-0044/march/16/0000/${ROME}/hidden-private`, { tags: ['murder'], figures: ['Brutus'] }, 'PRIVATE'],
  [
    `/1969/july/20/0100/space/moon/tranquility/hidden-unlisted`,
    { tags: ['nasa'], source_type: 'corpus' },
    'UNLISTED',
  ],
];

describe('moments by filter', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const moments = [...MOMENTS, ...HIDDEN].map(([path, metadata = {}, visibility = 'PUBLIC']) => ({
      path,
      metadata,
      visibility,
      createdBy: path.includes('landing') ? 'alice' : 'system',
    }));
    const { data } = await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { error { message } } } }',
      { input: { moments } },
      service,
    );
    expect(data.indexMoments.results.filter(({ error }: { error: unknown }) => error)).toEqual([]);
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
  });
  afterAll(() => app.stop());

  const LIST = `query ($filter: MomentFilter, $orderBy: MomentOrder, $first: Int, $after: String) {
    moments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount nodes { slug } pageInfo { hasNextPage endCursor } } }`;
  async function list(filter: object | null, more: object = {}, headers = {}) {
    const { data, errors } = await app.graphql(LIST, { filter, ...more }, headers);
    if (errors) return errors[0]!.extensions;
    const { nodes, ...rest } = data.moments;
    return { ...rest, slugs: nodes.map(({ slug }: { slug: string }) => slug) };
  }

  test.each<[object, string[]]>([
    [{ yearTo: -1 }, ['founding', 'ides']],
    [{ yearFrom: -44, yearTo: 1 }, ['ides', 'year-one']],
    [{ yearFrom: 1, yearTo: 1 }, ['year-one']],
    [{ from: '-0043-03-15', to: '-0043-03-15' }, ['ides']],
    [{ from: '1066-10-14', to: '1066-10-14' }, ['battle']],
    [{ from: '1969-07', to: '1969-07' }, ['landing-month', 'landing']],
    [{ from: '1969-01-01', to: '1969-01-01' }, []],
    [{ from: '196X', to: '196X' }, ['olympics', 'some-time', 'landing-month', 'landing']],
    [{ month: 1 }, []],
    [{ month: 7 }, ['landing-month', 'landing', 'far-east', 'far-west']],
    [{ month: 7, day: 20 }, ['landing', 'far-east']],
    [{ day: 1 }, []],
    [{ place: '/italy' }, ['founding', 'ides', 'year-one', 'olympics']],
    [{ place: 'italy/lazio' }, ['founding', 'ides', 'year-one', 'olympics']],
    [{ place: '/italy/lazio/rome' }, ['founding', 'ides', 'year-one']],
    [{ place: '/rome' }, []],
    [{ near: { latitude: 41.9, longitude: 12.5, km: 50 } }, ['founding', 'ides', 'year-one', 'olympics']],
    [{ near: { latitude: 41.7, longitude: 12.3, km: 5 } }, ['olympics']],
    [
      { within: { south: 40, west: -5, north: 52, east: 20 } },
      ['founding', 'ides', 'year-one', 'battle', 'olympics'],
    ],
    [{ within: { south: -20, west: 170, north: 0, east: -170 } }, ['far-east', 'far-west']],
    [{ tagsAny: ['NASA', 'siege'] }, ['siege', 'landing']],
    [{ tagsAll: ['battle', 'Siege'] }, ['siege']],
    [{ figures: ['julius caesar', 'BRUTUS'] }, ['ides']],
    [{ figures: ['Brutus', 'Neil Armstrong'] }, []],
    [{ era: 'roman republic' }, ['ides']],
    [{ layers: [1] }, ['landing']],
    [{ layers: [1, 7] }, ['landing']],
    [{ visibility: 'PRIVATE' }, []],
    [{ sourceType: 'corpus' }, ['siege']],
    [{ minConfidence: 0.95 }, ['landing']],
    [{ minConfidence: 0.5 }, ['battle', 'landing']],
    [{ createdBy: 'alice' }, ['landing-month', 'landing']],
    [{ text: 'landing' }, ['landing-month', 'landing']],
    [{ text: '%' }, []],
    [
      { place: '/space', month: 7, tagsAny: ['nasa'], createdBy: 'alice', yearFrom: 1900, text: 'land' },
      ['landing'],
    ],
  ])('%j', async (filter, slugs) => {
    const [given, ascending, descending, byCreation] = await Promise.all([
      list(filter),
      ...['TIME_ASC', 'TIME_DESC', 'CREATED_DESC'].map((orderBy) => list(filter, { orderBy })),
    ]);
    for (const { totalCount } of [given, ascending, descending, byCreation])
      expect(totalCount).toBe(slugs.length);
    expect(given.slugs).toEqual(slugs);
    expect(ascending.slugs).toEqual(slugs);
    expect(descending.slugs).toEqual(slugs.toReversed());
    expect(byCreation.slugs.toSorted()).toEqual(slugs.toSorted());
  });

  test('filters come before pages: a walk of two at a time sees each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await list({ place: '/italy' }, { first: 2, after });
      seen.push(...page.slugs);
      expect(page.totalCount).toBe(4);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(['founding', 'ides', 'year-one', 'olympics']);
  });

  test('a walk while others write neither repeats nor skips what stood before', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let i = 0; ; i++) {
      const page = await list({ yearFrom: 1960, yearTo: 1971 }, { first: 2, after });
      seen.push(...page.slugs);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
      for (const year of [1961, 1970]) {
        await app.graphql(
          'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { status } }',
          { input: { path: `/${year}/may/0${i + 1}/1200/peru/lima/lima/late-${i}`, visibility: 'PUBLIC' } },
          service,
        );
      }
    }
    const before = seen.filter((slug) => !slug.startsWith('late'));
    expect(before).toEqual(['olympics', 'some-time', 'landing-month', 'landing', 'far-east', 'far-west']);
    expect(new Set(seen).size).toBe(seen.length);
    await runCypher("MATCH (m:Moment) WHERE m.slug STARTS WITH 'late' DETACH DELETE m");
  });

  test.each<[object, string]>([
    [{ yearFrom: 0 }, 'filter.yearFrom'],
    [{ yearFrom: 10_000 }, 'filter.yearFrom'],
    [{ yearFrom: 2, yearTo: -2 }, 'filter.yearTo'],
    [{ from: '1969', to: '1968' }, 'filter.to'],
    [{ from: 'last summer' }, 'filter.from'],
    [{ month: 13 }, 'filter.month'],
    [{ month: 6, day: 31 }, 'filter.day'],
    [{ place: '/Italy' }, 'filter.place'],
    [{ place: '/a/b/c/d' }, 'filter.place'],
    [{ near: { latitude: 91, longitude: 0, km: 1 } }, 'filter.near.latitude'],
    [{ near: { latitude: 0, longitude: 0, km: 0 } }, 'filter.near.km'],
    [{ within: { south: 1, west: 0, north: 0, east: 0 } }, 'filter.within.north'],
    [{ tagsAny: [] }, 'filter.tagsAny'],
    [{ layers: [-1] }, 'filter.layers.0'],
    [{ minConfidence: 1.1 }, 'filter.minConfidence'],
    [{ createdBy: ' ' }, 'filter.createdBy'],
    [{ text: '' }, 'filter.text'],
  ])('%j is refused, naming %s and the rule', async (filter, field) => {
    expect(await list(filter)).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });

  test('a cursor of another filter is refused', async () => {
    const { pageInfo } = await list({ place: '/italy' }, { first: 1 });
    expect(await list({ place: '/space' }, { first: 1, after: pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });

  test('what is not public is found by no filter without a key, and by all with one', async () => {
    for (const [filter, hidden] of [
      [{ tagsAny: ['murder'] }, 'hidden-private'],
      [{ figures: ['Brutus'] }, 'hidden-private'],
      [{ month: 7, day: 20 }, 'hidden-unlisted'],
      [{ sourceType: 'corpus' }, 'hidden-unlisted'],
      [{ place: '/space/moon/tranquility' }, 'hidden-unlisted'],
      [{ text: 'hidden' }, null],
      [{}, 'hidden-private'],
    ] as const) {
      const [open, keyed] = [await list(filter), await list(filter, {}, service)];
      expect(open.slugs.join()).not.toContain('hidden');
      expect(open.totalCount).toBe(open.slugs.length);
      expect(keyed.slugs.join()).toContain(hidden ?? 'hidden-unlisted');
      expect(keyed.totalCount).toBe(keyed.slugs.length);
    }
    expect(await list({ visibility: 'PRIVATE' }, {}, service)).toMatchObject({ slugs: ['hidden-private'] });
  });

  test('a link to a moment that is not public is no link without a key', async () => {
    await runCypher(`MATCH (a:Moment {slug: 'founding'}), (b:Moment {slug: 'ides'}), (c:Moment {slug: 'hidden-private'})
      CREATE (a)-[:CAUSES {id: 'x', weight: 1.0, layer: 0}]->(b), (b)-[:INFLUENCES {id: 'y', weight: 1.0, layer: 0}]->(c)`);
    expect((await list({ hasLinkType: 'CAUSES' })).slugs).toEqual(['founding', 'ides']);
    expect((await list({ hasLinkType: 'CAUSED_BY' })).slugs).toEqual(['ides']);
    expect((await list({ hasLinkType: 'INFLUENCES' })).slugs).toEqual([]);
    expect((await list({ hasLinkType: 'INFLUENCES' }, {}, service)).slugs).toEqual([
      'ides',
      'hidden-private',
    ]);
  });

  const ask = async (query: string, headers = {}) => (await app.graphql(query, {}, headers)).data;

  test('on this day: by the written date, known days alone', async () => {
    const found = await ask('{ onThisDay(month: 7, day: 20) { totalCount nodes { slug } } }');
    expect(found.onThisDay).toEqual({ totalCount: 2, nodes: [{ slug: 'landing' }, { slug: 'far-east' }] });
    const january = await ask('{ onThisDay(month: 1, day: 1) { totalCount } }');
    expect(january.onThisDay.totalCount).toBe(0);
    const { errors } = await app.graphql('{ onThisDay(month: 2, day: 30) { totalCount } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'day' });
    expect(
      (await app.graphql('{ onThisDay(month: 2) { totalCount } }')).errors![0]!.extensions,
    ).toMatchObject({ field: 'day' });
    expect((await ask('{ onThisDay { totalCount } }')).onThisDay).toEqual({ totalCount: expect.any(Number) });
  });

  test('a random moment is one of those that fit, and in time each of them', async () => {
    const drawn = new Set<string>();
    for (let i = 0; i < 60; i++)
      drawn.add((await ask('{ randomMoment(filter: { place: "/italy" }) { slug } }')).randomMoment.slug);
    expect([...drawn].toSorted()).toEqual(['founding', 'ides', 'olympics', 'year-one']);
    for (let i = 0; i < 30; i++)
      expect((await ask('{ randomMoment { slug } }')).randomMoment.slug).not.toContain('hidden');
    expect(
      (await ask('{ randomMoment(filter: { tagsAny: ["nothing"] }) { slug } }')).randomMoment,
    ).toBeNull();
  });

  test('a timeline counts every moment once, in stretches without gaps that open as they say', async () => {
    const { timeline } = await ask('{ timeline(buckets: 7) { buckets { from to count top { slug } } } }');
    expect(timeline.buckets.length).toBeLessThanOrEqual(7);
    expect(timeline.buckets.slice(0, 2)).toEqual([
      { from: '-0752', to: '-0363', count: 1, top: { slug: 'founding' } },
      { from: '-0362', to: '0027', count: 2, top: { slug: 'ides' } },
    ]);
    expect(timeline.buckets.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
      MOMENTS.length,
    );
    for (const { from, to, count } of timeline.buckets) {
      const inside = await app.graphql(
        'query ($from: String, $to: String) { timeline(from: $from, to: $to, buckets: 3) { buckets { count } } }',
        { from, to },
      );
      const counts = inside.data.timeline.buckets.map((bucket: { count: number }) => bucket.count);
      expect(counts.reduce((sum: number, one: number) => sum + one, 0)).toBe(count);
    }
  });

  test('a timeline of days and of minutes', async () => {
    const days = await ask(
      '{ timeline(from: "1969-07-18", to: "1969-07-21", buckets: 4) { buckets { from to count } } }',
    );
    expect(days.timeline.buckets).toEqual([
      { from: '1969-07-18', to: '1969-07-18', count: 0 },
      { from: '1969-07-19', to: '1969-07-19', count: 0 },
      { from: '1969-07-20', to: '1969-07-20', count: 1 },
      { from: '1969-07-21', to: '1969-07-21', count: 0 },
    ]);
    const hours = await ask(
      '{ timeline(from: "1969-07-20", to: "1969-07-20", buckets: 2) { buckets { from to count } } }',
    );
    expect(hours.timeline.buckets).toEqual([
      { from: '1969-07-20T00:00:00', to: '1969-07-20T11:59:00', count: 0 },
      { from: '1969-07-20T12:00:00', to: '1969-07-20T23:59:00', count: 1 },
    ]);
    const keyed = await ask(
      '{ timeline(from: "1969-07-20", to: "1969-07-20", buckets: 1) { buckets { count } } }',
      service,
    );
    expect(keyed.timeline.buckets).toEqual([{ count: 2 }]);
    const { errors } = await app.graphql('{ timeline(buckets: 201) { buckets { count } } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'buckets' });
    expect(
      (await ask('{ timeline(filter: { tagsAny: ["nothing"] }) { buckets { count } } }')).timeline.buckets,
    ).toEqual([]);
  });

  test('clusters part as one zooms in', async () => {
    const of = async (args: string) =>
      (await ask(`{ clusters(${args}) { clusters { latitude longitude count top { slug } } } }`)).clusters
        .clusters;
    const near = await of('zoom: 0');
    expect(near.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(9);
    const far = await of('zoom: 8');
    expect(far).toHaveLength(7);
    expect(far).toContainEqual({ latitude: 41.73, longitude: 12.28, count: 1, top: { slug: 'olympics' } });
    expect(await of('zoom: 3, within: { south: 40, west: 10, north: 43, east: 14 }')).toHaveLength(1);
    const { errors } = await app.graphql('{ clusters(zoom: 21) { clusters { count } } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'zoom' });
  });
});
