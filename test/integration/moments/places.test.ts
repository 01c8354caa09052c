import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

const FIELDS =
  'path latitude longitude provenance { field origin confidence } place { path latitude longitude parent { latitude } }';
const GAZETTEER = ['latitude', 'longitude'].map((field) => ({
  field,
  origin: 'GAZETTEER',
  confidence: null,
}));
const ISTANBUL = { latitude: expect.closeTo(41.01, 1), longitude: expect.closeTo(28.96, 1) };

describe('places', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  async function call(mutation: string, input: object) {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await app.graphql(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { moment { ${FIELDS} } } }`,
      { input },
      service,
    );
    expect(errors).toBeUndefined();
    return data[mutation].moment;
  }
  const index = (path: string, metadata: object = {}) =>
    call('indexMoment', { path, metadata, visibility: 'PUBLIC' });
  const slugs = async (query: string, variables: object = {}) =>
    (await app.graphql(query, variables)).data.found.nodes.map(({ slug }: { slug: string }) => slug);

  test('a moment at a known city has its coordinates, and says where they are from', async () => {
    const moment = await index('/1453/may/29/0000/turkey/istanbul/istanbul/the-fall');
    expect(moment).toMatchObject({ ...ISTANBUL, provenance: GAZETTEER });
    expect(moment.place).toMatchObject({ ...ISTANBUL, parent: { latitude: null } });
    const near =
      '{ found: moments(filter: { near: { latitude: 41, longitude: 29, km: 30 } }) { nodes { slug } } }';
    expect(await slugs(near)).toContain('the-fall');
    const { data } = await app.graphql(
      '{ clusters(within: { south: 40, west: 28, north: 42, east: 30 }, zoom: 8) { clusters { count } } }',
    );
    expect(data.clusters.clusters).toEqual([{ count: 1 }]);
    const { body } = await app.rest('GET', `/api/moments${moment.path}`);
    expect(body).toMatchObject(ISTANBUL);
  });

  test('what the indexer wrote stands, and of a city that nobody knows nothing is made up', async () => {
    const given = { latitude: 41.5, longitude: 29.5 };
    const stated = await index('/1454/may/29/0000/turkey/istanbul/istanbul/stated', given);
    expect(stated).toMatchObject({ ...given, provenance: [], place: ISTANBUL });
    const unknown = { latitude: null, longitude: null };
    expect(await index('/1455/may/29/0000/turkey/istanbul/nonesuch/unknown')).toMatchObject({
      ...unknown,
      provenance: [],
      place: unknown,
    });
  });

  test('coordinates follow a moment that moves, and give way to what an update says', async () => {
    const { path } = await index('/1456/may/29/0000/turkey/istanbul/istanbul/moving');
    const to = '/1456/may/29/0000/austria/vienna/vienna/moving';
    const moved = await call('moveMoment', { from: path, to });
    const vienna = { latitude: expect.closeTo(48.2, 1), longitude: expect.closeTo(16.37, 1) };
    expect(moved).toMatchObject({ ...vienna, provenance: GAZETTEER, place: vienna });
    const given = { latitude: 48.5, longitude: 16.5 };
    const updated = await call('updateMoment', { path: to, metadata: given });
    expect(updated).toMatchObject({ ...given, provenance: [] });
    const back = await call('updateMoment', { path: to, metadata: { latitude: null, longitude: null } });
    expect(back).toMatchObject({ ...vienna, provenance: GAZETTEER });
  });

  test('historical names of a place find what people indexed there', async () => {
    await index('/1203/july/17/0000/turkey/istanbul/istanbul/crusaders', { name: 'The crusaders enter' });
    await index('/0330/may/11/0000/roman-empire/thrace/byzantium/dedication', {
      name: 'The city is dedicated',
    });
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
    const search = 'query ($query: String!) { found: search(query: $query) { nodes { slug } } }';
    expect(await slugs(search, { query: 'crusaders constantinople' })).toEqual(['crusaders']);
    expect(await slugs(search, { query: 'crusaders Constantinopel' })).toEqual(['crusaders']);
    expect(await slugs(search, { query: 'dedicated istanbul' })).toEqual(['dedication']);
    expect(await slugs(search, { query: 'crusaders nicaea' })).toEqual([]);
    expect(await slugs(search, { query: 'crusaders' })).toEqual(['crusaders']);
  });

  test('what a generator makes is found by the name that its place had', async () => {
    const { data } = await app.graphql(
      'mutation { generate(input: { query: "Fall of Constantinople 1453", visibility: PUBLIC }) { job { id } } }',
      {},
      service,
    );
    await until(async () => {
      const { data: now } = await app.graphql(
        'query ($id: ID!) { job(id: $id) { status error } }',
        { id: data.generate.job.id },
        service,
      );
      return now.job.status === 'COMPLETED' || (now.job.status === 'FAILED' && Promise.reject(now.job.error));
    });
    const [row] = await runCypher(
      'MATCH (m:Moment)-[:AT]->(p:Place) WHERE m.jobId IS NOT NULL RETURN m.placeWords AS words, p.location.y AS latitude, m.locationOrigin AS origin',
    );
    expect(row).toEqual({
      words: expect.stringContaining('Constantinople'),
      latitude: ISTANBUL.latitude,
      origin: null,
    });
  });
});
