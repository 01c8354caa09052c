import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const MOMENTS: [string, object?, string?][] = [
  [
    '/-0044/march/15/1030/italy/lazio/rome/ides',
    { name: 'Ides of March', confidence: 0.5, source_type: 'corpus' },
  ],
  ['/-0753/april/21/0000/italy/lazio/rome/founding', { name: 'Founding of Rome', figures: ['Romulus'] }],
  ['/0080/january/01/0000/italy/lazio/rome/colosseum', { precision: 'YEAR', layer: 1 }],
  [
    '/1969/july/20/2017/space/moon/tranquility/landing',
    { name: 'Moon landing', figures: ['Neil Armstrong'], confidence: 1 },
  ],
  ['/1969/february/09/1200/united-states/washington/everett/jumbo', {}],
  ['/1969/july/20/0932/united-states/florida/cape-canaveral/other', {}],
];
const HIDDEN: [string, object, string][] = [
  [
    '/1969/july/20/2017/space/moon/tranquility/hidden-private',
    { figures: ['Neil Armstrong'], layer: 0, source_type: 'secret' },
    'PRIVATE',
  ],
  ['/2001/january/01/0000/space/moon/tranquility/hidden-unlisted', {}, 'UNLISTED'],
];

describe('browsing, stats and the REST reads', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const now = new Date();
    const months =
      'january february march april may june july august september october november december'.split(' ');
    const today = `/1900/${months[now.getUTCMonth()]}/${now.getUTCDate()}/0100/peru/lima/lima/on-this-day`;
    for (const [path, metadata = {}, visibility = 'PUBLIC'] of [...MOMENTS, ...HIDDEN, [today] as [string]]) {
      const { errors } = await app.graphql(
        'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { status } }',
        { input: { path, metadata, visibility } },
        service,
      );
      expect(errors).toBeUndefined();
    }
    const { errors } = await app.graphql(
      'mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link { id } } }',
      { input: { from: MOMENTS[1]![0], to: MOMENTS[0]![0], type: 'CAUSES' } },
      service,
    );
    expect(errors).toBeUndefined();
    await runCypher(`MATCH (b:Moment {slug: 'ides'}), (c:Moment {slug: 'hidden-private'})
      CREATE (b)-[:INFLUENCES {id: 'y', weight: 1.0, layer: 0}]->(c), (c)-[:CAUSES {id: 'z', weight: 1.0, layer: 0}]->(b)`);
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
  });
  afterAll(() => app.stop());

  const BROWSE = 'query ($path: String) { browse(path: $path) { path items { segment path label count } } }';
  const browse = async (path?: string, headers = {}) => {
    const { data, errors } = await app.graphql(BROWSE, { path }, headers);
    return errors ? errors[0]!.extensions : data.browse;
  };

  test('browse goes down every level in the order of time', async () => {
    const root = await browse();
    expect(root.path).toBe('/');
    expect(
      root.items.map(({ segment, label, count }: Record<string, unknown>) => [segment, label, count]),
    ).toEqual([
      ['-0753', '753 BCE', 1],
      ['-0044', '44 BCE', 1],
      ['0080', '80 CE', 1],
      ['1900', '1900', 1],
      ['1969', '1969', 3],
    ]);
    expect((await browse('/1969')).items.map(({ label }: { label: string }) => label)).toEqual([
      'February',
      'July',
    ]);
    const labels: unknown[] = [];
    for (let path = '/1969/july', level = 0; level < 6; level++) {
      const { items } = await browse(path);
      const item = items.at(-1);
      labels.push(item.label);
      path = item.path;
    }
    expect(labels).toEqual(['20', '20:17', 'Space', 'Moon', 'Tranquility', 'Moon landing']);
    expect((await browse('/1969/july/20')).items.map(({ segment }: { segment: string }) => segment)).toEqual([
      '0932',
      '2017',
    ]);
    expect(await browse('-44/march/15/1030/italy/lazio/rome/')).toEqual({
      path: '/-0044/march/15/1030/italy/lazio/rome',
      items: [{ segment: 'ides', path: MOMENTS[0]![0], label: 'Ides of March', count: 1 }],
    });
  });

  test('nothing below what is not there, nor below a moment', async () => {
    for (const path of ['/19', '/1969/smarch', '/1970', '/2001', '/x/y/z', MOMENTS[0]![0]]) {
      expect((await browse(path)).items).toEqual([]);
    }
    expect(await browse('/1/2/3/4/5/6/7/8/9')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'path' });
    expect((await browse('/2001', service)).items).toHaveLength(1);
    expect((await browse('/1969/july/20/2017/space/moon/tranquility', service)).items).toHaveLength(2);
    expect((await browse('/1969/july/20/2017/space/moon/tranquility')).items).toHaveLength(1);
  });

  const STATS = `{ stats { momentCount linkCount layers { level count } linkTypes { type count } sourceTypes { sourceType count }
    dateRange { from { year edtf } to { year } } averageConfidence lastUpdated } }`;

  test('stats count what the viewer may see', async () => {
    const open = (await app.graphql(STATS)).data.stats;
    expect(open).toMatchObject({
      momentCount: 7,
      linkCount: 1,
      layers: [
        { level: 0, count: 6 },
        { level: 1, count: 1 },
      ],
      linkTypes: [{ type: 'CAUSES', count: 1 }],
      sourceTypes: [
        { sourceType: null, count: 6 },
        { sourceType: 'corpus', count: 1 },
      ],
      dateRange: { from: { year: -753, edtf: '-0752-04-21T00:00:00' }, to: { year: 1969 } },
      averageConfidence: 0.75,
    });
    const keyed = (await app.graphql(STATS, {}, service)).data.stats;
    expect(keyed).toMatchObject({
      momentCount: 9,
      linkCount: 3,
      linkTypes: [
        { type: 'CAUSES', count: 2 },
        { type: 'INFLUENCES', count: 1 },
      ],
      dateRange: { to: { year: 2001 } },
    });
    const [row] = await runCypher('MATCH (m:Public) RETURN max(m.updatedAt) AS at');
    expect(Date.parse(open.lastUpdated)).toBe(Date.parse(row!.at as string));
  });

  describe.each(['/api', '/api/v1'])('%s', (base) => {
    const get = async (address: string, headers = {}) => app.rest('GET', `${base}${address}`, { headers });
    const names = (items: { path: string }[]) => items.map(({ path }) => path.split('/').at(-1));

    test('GET moments', async () => {
      const { status, body } = await get('/moments?sort=year&limit=2&offset=1');
      expect(status).toBe(200);
      expect(body).toMatchObject({ total: 7, limit: 2, offset: 1 });
      expect(body.items[0]).toEqual({
        path: MOMENTS[0]![0],
        name: 'Ides of March',
        one_liner: '',
        year: -44,
        month: 'march',
        day: 15,
        country: 'italy',
        region: 'lazio',
        city: 'rome',
        layer: 0,
        visibility: 'public',
        source_type: 'corpus',
        confidence: 0.5,
        image_url: null,
      });
      expect(names((await get('/moments')).body.items)[0]).toBe('on-this-day');
      expect(names((await get('/moments?year_from=-100&year_to=100&sort=year')).body.items)).toEqual([
        'ides',
        'colosseum',
      ]);
      expect((await get('/moments?entity=neil%20armstrong')).body).toMatchObject({
        total: 1,
        items: [{ name: 'Moon landing' }],
      });
      expect((await get('/moments?q=landing')).body.total).toBe(1);
      expect((await get('/moments?min_confidence=0.9')).body.total).toBe(1);
      expect((await get('/moments', service)).body.total).toBe(9);
    });

    test.each([
      ['/moments?limit=0', 'limit'],
      ['/moments?limit=101', 'limit'],
      ['/moments?limit=two', 'limit'],
      ['/moments?offset=-1', 'offset'],
      ['/moments?offset=10001', 'offset'],
      ['/moments?year_from=0', 'year_from'],
      ['/moments?year_from=5&year_to=4', 'year_to'],
      ['/moments?min_confidence=2', 'min_confidence'],
      ['/moments?sort=name', 'sort'],
      ['/search', 'q'],
      ['/search?q=', 'q'],
      ['/search?q=a&q=b', 'q'],
      ['/search?q=moon&limit=101', 'limit'],
      ['/browse/1/2/3/4/5/6/7/8/9', 'prefix'],
    ])('GET %s is refused, naming %s', async (address, field) => {
      const { status, body } = await get(address);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
    });

    test('GET browse, search, today, random, stats', async () => {
      expect((await get('/browse')).body).toMatchObject({
        prefix: '/',
        items: [{ segment: '-0753', count: 1, label: '753 BCE' }, {}, {}, {}, {}],
      });
      expect((await get('/browse/1969/july')).body).toEqual({
        prefix: '/1969/july',
        items: [{ segment: '20', count: 2, label: '20' }],
      });
      expect((await get('/browse/1970')).body).toEqual({ prefix: '/1970', items: [] });
      const found = await get('/search?q=moon&limit=1');
      expect(found.body).toEqual([
        {
          path: MOMENTS[3]![0],
          name: 'Moon landing',
          one_liner: '',
          score: expect.any(Number),
          image_url: null,
        },
      ]);
      expect((await get('/search?q=1969&limit=1')).headers.get('x-truncated')).toBe('true');
      const today = (await get('/today')).body;
      expect(today).toMatchObject({ month: new Date().getUTCMonth() + 1, day: new Date().getUTCDate() });
      expect(names(today.events)).toEqual(['on-this-day']);
      expect(today.events[0]).toMatchObject({
        month: today.month,
        year: 1900,
        visibility: 'public',
        image_url: null,
      });
      const random = (await get('/random')).body;
      expect(random).toMatchObject({
        path: expect.any(String),
        visibility: 'public',
        month: expect.any(Number),
      });
      expect((await get('/stats')).body).toMatchObject({
        total_nodes: 7,
        total_edges: 1,
        layer_counts: { 0: 6, 1: 1 },
        edge_type_counts: { causes: 1 },
        source_type_counts: { corpus: 1, unknown: 6 },
        date_range: { min_year: -753, max_year: 1969 },
        avg_confidence: 0.75,
      });
      expect((await get('/stats', service)).body).toMatchObject({ total_nodes: 9, total_edges: 3 });
    });

    test('a wrong key is refused where none is needed', async () => {
      for (const address of ['/moments', '/browse', '/search?q=moon', '/today', '/random', '/stats']) {
        expect((await get(address, { 'x-service-key': 'wrong' })).status).toBe(401);
        expect(JSON.stringify((await get(address)).body)).not.toContain('hidden');
      }
    });
  });

  test('stats follow a change within two seconds, and no random moment is there to be read is 404', async () => {
    await runCypher('MATCH (n:Moment|LinkTally) DETACH DELETE n');
    const started = Date.now();
    let seen = (await app.graphql(STATS)).data.stats;
    while (seen.momentCount > 0 && Date.now() - started < 5_000) seen = (await app.graphql(STATS)).data.stats;
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(seen).toEqual({
      momentCount: 0,
      linkCount: 0,
      layers: [],
      linkTypes: [],
      sourceTypes: [],
      dateRange: null,
      averageConfidence: null,
      lastUpdated: null,
    });
    expect((await app.rest('GET', '/api/random')).status).toBe(404);
  });
});
