import { service, startTestApp, type TestApp } from '../../support/app.js';

const INDEX = `mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) {
  results { path status warnings error { message } } } }`;
const at = (day: string, place: string, slug: string) => `/${day}/${place}/${slug}`;
const DAY = '1815/june/18/0000';

describe('a moment that perhaps stands already', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  async function index(...moments: [path: string, metadata?: object][]): Promise<string[][]> {
    const { data } = await app.graphql(
      INDEX,
      { input: { moments: moments.map(([path, metadata = {}]) => ({ path, metadata })) } },
      service,
    );
    return data.indexMoments.results.map(
      (result: { status: string; warnings: string[]; error: { message: string } | null }) => {
        expect(result).toMatchObject({ status: 'indexed', error: null });
        return result.warnings;
      },
    );
  }

  test('of the same day and place and with a like name is told of, and stored', async () => {
    const place = 'belgium/wallonia/waterloo';
    expect(await index([at(DAY, place, 'battle-of-waterloo')])).toEqual([[]]);
    const warning = `Perhaps the same as /${DAY}/${place}/battle-of-waterloo: same day, same place, and the names are alike ("Battle of Waterloo").`;
    const { data } = await app.graphql(
      'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { status warnings } }',
      {
        input: {
          path: at('1815/june/18/1130', place, 'waterloo'),
          metadata: { name: 'The BATTLE at Wáterloo' },
        },
      },
      service,
    );
    expect(data.indexMoment).toEqual({ status: 'indexed', warnings: [warning] });
    const { body } = await app.rest('POST', '/api/index', {
      body: { path: at('1815/june/18/1131', place, 'waterloo-battle') },
      headers: service,
    });
    expect(body).toMatchObject({ status: 'indexed', warnings: expect.arrayContaining([warning]) });
  });

  test('another day, another place, another country or another name is another event', async () => {
    const name = { name: 'The great fire' };
    await index([at('1666/september/02/0000', 'united-kingdom/england/london', 'fire'), name]);
    const others = await index(
      [at('1666/september/03/0000', 'united-kingdom/england/london', 'fire'), name],
      [at('1666/september/02/0000', 'united-kingdom/england/york', 'fire'), name],
      [at('1666/september/02/0000', 'canada/ontario/london', 'fire'), name],
      [at('1666/september/02/0000', 'united-kingdom/england/london', 'plague'), { name: 'A birth' }],
    );
    expect(others).toEqual([[], [], [], []]);
  });

  test('where only the year is known, the same year will do, whichever of the two it is', async () => {
    const place = 'italy/lazio/rome';
    const year = { name: 'Sack of Rome', precision: 'YEAR' };
    await index([at('1527/may/06/0000', place, 'sack'), { name: 'The sack of Rome' }]);
    const [[first]] = (await index([at('1527/january/01/0000', place, 'sack-year'), year])) as [[string]];
    expect(first).toContain(`/1527/may/06/0000/${place}/sack: same year, same place`);
    const [told] = await index([at('1527/may/07/0000', place, 'sacked'), { name: 'Rome sacked' }]);
    expect(told).toEqual([expect.stringContaining(`/1527/january/01/0000/${place}/sack-year: same year`)]);
    const month = { name: 'Sack of Rome', precision: 'MONTH' };
    const [both] = await index([at('1527/may/01/0000', place, 'sack-month'), month]);
    expect(both).toHaveLength(3);
    expect(both!.join()).toContain('same month');
  });

  test('a city near by in the same region counts, one far off does not', async () => {
    const name = { name: 'Landing on the beaches' };
    await index([at('1944/june/06/0630', 'france/normandy/colleville-sur-mer', 'landing'), name]);
    const [near, far] = await index(
      [at('1944/june/06/0700', 'france/normandy/bayeux', 'landing'), name],
      [at('1944/june/06/0700', 'france/normandy/rouen', 'landing'), name],
    );
    expect(near).toEqual([expect.stringContaining('same neighbourhood')]);
    expect(far).toEqual([]);
  });

  test('it is told of however much else the region had before it on that day', async () => {
    const minute = (i: number) => `0${Math.floor(i / 60)}${String(i % 60).padStart(2, '0')}`;
    const elsewhere = (i: number): [string, object] => [
      at(`1944/august/25/${minute(i)}`, 'france/ile-de-france/versailles', `barricade-${i}`),
      { name: `Barricade ${i}` },
    ];
    await index(...Array.from({ length: 110 }, (_, i) => elsewhere(i)));
    const day = '1944/august/25/1500';
    const place = 'france/ile-de-france/paris';
    await index([at(day, place, 'liberation-of-paris')]);
    const [told] = await index([at('1944/august/25/1600', place, 'paris-liberated')]);
    expect(told).toEqual([expect.stringContaining('/liberation-of-paris: same day, same place')]);
  });

  test('of two in one call the later one is told of the earlier', async () => {
    const place = 'peru/lima/lima';
    const [first, second] = await index(
      [at('1821/july/28/1000', place, 'proclamation-of-independence')],
      [at('1821/july/28/0900', place, 'independence-proclamation')],
    );
    expect(first).toEqual([]);
    expect(second).toEqual([expect.stringContaining('/proclamation-of-independence: same day')]);
  });

  test('a retry that keeps what stands is no duplicate of itself', async () => {
    const path = at(DAY, 'belgium/wallonia/namur', 'kept');
    const send = () =>
      app.graphql(
        'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { warnings } }',
        { input: { path, onConflict: 'KEEP' } },
        service,
      );
    await send();
    expect((await send()).data.indexMoment.warnings).toEqual([]);
  });
});
