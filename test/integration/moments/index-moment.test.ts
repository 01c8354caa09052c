import { admin, service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const PATH = '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing';
const INDEX = `mutation ($input: IndexMomentInput!) {
  indexMoment(input: $input) { path status warnings moment { id path type name layer visibility createdBy createdAt metadata } }
}`;

describe('indexMoment', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const index = (input: object, headers = service) => app.graphql(INDEX, { input }, headers);
  const post = (body: unknown, headers = service) => app.rest('POST', '/api/index', { body, headers });
  async function count(match: string): Promise<number> {
    const [row] = await runCypher(`${match} AS n`);
    return row!.n as number;
  }

  test('stores what was sent and reads back the same', async () => {
    const metadata = {
      name: 'Apollo 11 lands',
      tags: ['space', 'nasa'],
      figures: ['Neil Armstrong'],
      crew: { lander: 2, orbit: 1 },
    };
    const { data, errors } = await index({ path: PATH, metadata, visibility: 'PUBLIC', createdBy: 'a-test' });
    expect(errors).toBeUndefined();
    expect(data.indexMoment).toMatchObject({ path: PATH, status: 'indexed', warnings: [] });
    expect(data.indexMoment.moment).toMatchObject({
      path: PATH,
      type: 'event',
      name: 'Apollo 11 lands',
      layer: 0,
      visibility: 'PUBLIC',
      createdBy: 'a-test',
      metadata,
    });
    expect(data.indexMoment.moment.createdAt).toMatch(/Z$/);
  });

  test('joins layer, place tree, figures and tags', async () => {
    const path = '/1815/june/18/1130/belgium/wallonia/waterloo/battle-of-waterloo';
    await index({ path, metadata: { tags: ['War', 'war'], figures: ['Napoleon', 'Wellington'] } });
    expect(
      await count(`MATCH (:Moment {path: '${path}'})-[:IN_LAYER]->(:Layer {level: 0}) RETURN count(*)`),
    ).toBe(1);
    expect(
      await count(
        `MATCH (:Moment {path: '${path}'})-[:AT]->(:Place {kind: 'city'})-[:WITHIN]->(:Place {kind: 'region'})-[:WITHIN]->(:Place {path: '/belgium'}) RETURN count(*)`,
      ),
    ).toBe(1);
    expect(await count(`MATCH (:Moment {path: '${path}'})-[:FEATURES]->(:Figure) RETURN count(*)`)).toBe(2);
    expect(
      await count(`MATCH (:Moment {path: '${path}'})-[:TAGGED]->(:Tag {name: 'war'}) RETURN count(*)`),
    ).toBe(1);
  });

  test('custom metadata reads back deep-equal, and what Neo4j can hold is a property', async () => {
    const path = '/2001/january/01/0000/nowhere/at/all/custom';
    const metadata = {
      nested: { a: [1, { b: null }], ünï: 'ключ' },
      mixed: [1, 'two', null, [3]],
      largest: Number.MAX_SAFE_INTEGER,
      least: Number.MIN_SAFE_INTEGER,
      empty_list: [],
      nothing: null,
      zero: 0,
      no: false,
      emoji: '🌍 日本語',
      half: 0.5,
      whole_numbers: [1, 2],
    };
    const { data, errors } = await index({ path, metadata });
    expect(errors).toBeUndefined();
    expect(data.indexMoment.moment.metadata).toEqual(metadata);
    const read = await app.graphql(
      'query ($path: MomentPath!) { moment(path: $path) { metadata } }',
      { path },
      service,
    );
    expect(read.data.moment.metadata).toEqual(metadata);
    expect(
      await count(
        `MATCH (m:Moment {path: '${path}'}) WHERE m.largest = 9007199254740991 AND m.largest IS :: INTEGER AND m.zero = 0 AND m.no = false AND m.half = 0.5 AND m.whole_numbers = [1, 2] RETURN count(*)`,
      ),
    ).toBe(1);
  });

  test('32 at once for one path, with and without zero-padding: one is stored, 31 are told of the conflict', async () => {
    const spellings = [
      '/-44/march/5/0900/italy/lazio/rome/a-race',
      '/-0044/march/05/0900/italy/lazio/rome/a-race',
      '-44/march/05/0900/italy/lazio/rome/a-race',
    ];
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        index({ path: spellings[i % 3], metadata: { tags: ['race'], figures: ['Someone'] } }),
      ),
    );
    expect(answers.filter(({ data }) => data?.indexMoment?.status === 'indexed')).toHaveLength(1);
    const conflicts = answers.filter(({ errors }) => errors?.[0]?.extensions.code === 'CONFLICT');
    expect(conflicts).toHaveLength(31);
    expect(conflicts[0]!.errors![0]!.extensions.path).toBe('/-0044/march/05/0900/italy/lazio/rome/a-race');
    const moment = "(m:Moment {path: '/-0044/march/05/0900/italy/lazio/rome/a-race'})";
    expect(await count(`MATCH ${moment} RETURN count(*)`)).toBe(1);
    expect(await count(`MATCH ${moment}-[r]->() RETURN count(r)`)).toBe(5);
    expect(await count("MATCH (p:Place) WHERE p.path STARTS WITH '/italy' RETURN count(p)")).toBe(3);
    expect(await count("MATCH (:Place {path: '/italy/lazio/rome'})-[w:WITHIN]->() RETURN count(w)")).toBe(1);
  });

  test('KEEP answers with what stands', async () => {
    const { data } = await index({ path: PATH, metadata: { name: 'Another name' }, onConflict: 'KEEP' });
    expect(data.indexMoment).toMatchObject({
      path: PATH,
      status: 'indexed',
      moment: { name: 'Apollo 11 lands' },
    });
  });

  test('a flash id makes the layer at least 2; a higher one stays', async () => {
    const at = (slug: string) => `/1945/august/06/0815/japan/chugoku/hiroshima/${slug}`;
    const layerOf = async (slug: string, rest: object, headers = service) => {
      const { data, errors } = await index({ path: at(slug), ...rest }, headers);
      return errors?.[0]?.extensions.field ?? data.indexMoment.moment.layer;
    };
    expect(await layerOf('a', { flashTimepointId: 'tp_1' })).toBe(2);
    expect(await layerOf('b', { flashTimepointId: 'tp_2', metadata: { layer: 3 } })).toBe(3);
    expect(await layerOf('c', { metadata: { layer: 1 } })).toBe(1);
    expect(await layerOf('d', { metadata: { layer: -1 } })).toBe('metadata.layer');
    expect(await layerOf('e', { metadata: { layer: 0.5 } })).toBe('metadata.layer');
    expect(await layerOf('f', { metadata: { layer: 2 } })).toBe('metadata.layer');
    expect(await layerOf('g', { metadata: { layer: 2 } }, admin)).toBe(2);
  });

  test.each([
    ['path', { path: 1969 }],
    ['path', {}],
    ['path', { path: '/1969/july/20' }],
    ['metadata', { path: PATH, metadata: [] }],
    ['metadata', { path: PATH, metadata: null }],
    ['metadata.confidence', { path: PATH, metadata: { confidence: 1.5 } }],
    ['metadata.year', { path: PATH, metadata: { year: 1970 } }],
    ['visibility', { path: PATH, visibility: 'bogus' }],
    ['metadata.created_at', { path: PATH, metadata: { created_at: 'now' } }],
  ])('REST names %s as the field at fault', async (field, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      field,
      detail: expect.any(String),
      rule: expect.any(String),
    });
  });

  test('nothing is left behind by what was refused', async () => {
    await post({
      path: '/1900/may/01/0000/atlantis/deep/town/refused',
      metadata: { confidence: 2, tags: ['left-behind'] },
    });
    expect(await count("MATCH (p:Place {path: '/atlantis'}) RETURN count(p)")).toBe(0);
    expect(await count("MATCH (t:Tag {name: 'left-behind'}) RETURN count(t)")).toBe(0);
  });

  test('indexMoments answers in order, and one bad item spoils no other', async () => {
    const moments = [
      { path: '/1776/july/04/1200/united-states/pennsylvania/philadelphia/declaration' },
      { path: '/1776/juli/04/1200/united-states/pennsylvania/philadelphia/declaration' },
      { path: '1776/july/4/1200/united-states/pennsylvania/philadelphia/declaration' },
    ];
    const { data, errors } = await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { path status moment { slug } error { code message field rule } } } }',
      { input: { moments } },
      service,
    );
    expect(errors).toBeUndefined();
    const [first, second, third] = data.indexMoments.results;
    expect(first).toMatchObject({ status: 'indexed', moment: { slug: 'declaration' }, error: null });
    expect(second).toMatchObject({
      status: 'refused',
      moment: null,
      error: { code: 'BAD_USER_INPUT', field: 'moments.1.path' },
    });
    expect(third).toMatchObject({ status: 'refused', path: first.path, error: { code: 'CONFLICT' } });
  });

  test('publishing and hiding: GraphQL and REST', async () => {
    const path = '/1900/may/01/0000/france/paris/paris/to-publish';
    await index({ path });
    const seen = () => app.rest('GET', `/api/moments${path}`);
    expect((await seen()).status).toBe(404);
    const published = await app.rest('POST', `/api/moments${path}/publish`, { headers: service });
    expect(published).toMatchObject({ status: 200, body: { path, visibility: 'public' } });
    expect((await seen()).body).toMatchObject({
      path,
      visibility: 'public',
      published_at: expect.stringMatching(/Z$/),
    });
    expect(await count(`MATCH (m:Public {path: '${path}'}) RETURN count(m)`)).toBe(1);

    const hidden = await app.graphql(
      'mutation ($input: SetMomentVisibilityInput!) { setMomentVisibility(input: $input) { moment { visibility } } }',
      { input: { path, visibility: 'PRIVATE' } },
      service,
    );
    expect(hidden.data.setMomentVisibility.moment.visibility).toBe('PRIVATE');
    expect((await seen()).status).toBe(404);
    const patched = await app.rest('PATCH', `/api/v1/moments${path}/visibility`, {
      body: { visibility: 'unlisted' },
      headers: service,
    });
    expect(patched.body).toEqual({ path, visibility: 'unlisted' });
    expect((await seen()).status).toBe(200);
    expect(await count(`MATCH (m:Public {path: '${path}'}) RETURN count(m)`)).toBe(0);
    const nowhere = await app.rest(
      'PATCH',
      '/api/moments/1900/may/01/0000/france/paris/paris/nothing/visibility',
      {
        body: { visibility: 'public' },
        headers: service,
      },
    );
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});
