import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, link } from './linked-moments.js';

const CAUSE = at(1800, 'cause');
const MIDDLE = at(1900, 'middle');
const EFFECT = at(1950, 'effect');
const HIDDEN = { private: at(1990, 'hidden-private'), unlisted: at(1991, 'hidden-unlisted') };

describe('the graph over REST', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    await index(app, [
      ...[CAUSE, MIDDLE, EFFECT].map((path) => ({ path })),
      { path: HIDDEN.private, visibility: 'PRIVATE' },
      { path: HIDDEN.unlisted, visibility: 'UNLISTED' },
    ]);
    await link(app, CAUSE, MIDDLE, 'CAUSES', { weight: 0.9, description: 'so it went' });
    await link(app, MIDDLE, EFFECT, 'INFLUENCES', { weight: 0.5 });
    await link(app, CAUSE, EFFECT, 'THEMATIC', { weight: 0.4 });
    await link(app, MIDDLE, HIDDEN.private, 'CAUSES');
    await link(app, MIDDLE, HIDDEN.unlisted, 'CAUSES');
  });
  afterAll(() => app.stop());

  const get = (address: string, headers = {}) => app.rest('GET', address, { headers });

  test.each(['/api', '/api/v1'])('%s: neighbours, with the way they lie', async (base) => {
    const { status, body, headers } = await get(`${base}/graph/neighbors${MIDDLE}`);
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        path: CAUSE,
        name: 'Cause',
        edge_type: 'causes',
        direction: 'in',
        weight: 0.9,
        theme: '',
        description: 'so it went',
        created_by: 'service',
      },
      expect.objectContaining({ path: EFFECT, edge_type: 'influences', direction: 'out', weight: 0.5 }),
    ]);
    expect(headers.get('x-truncated')).toBeNull();
  });

  test('neighbours are capped, and the answer tells so', async () => {
    const few = await get(`/api/graph/neighbors${MIDDLE}?limit=1`);
    expect(few.body).toMatchObject([{ path: CAUSE }]);
    expect(few.headers.get('x-truncated')).toBe('true');
    await runCypher(
      `MATCH (m:Moment {path: $path}) UNWIND range(1, 600) AS i
       CREATE (o:Moment:Public {id: 'n-' + i, path: '/n/' + i, slug: 'n', name: 'N', sortKey: i, visibility: 'public'})
       CREATE (m)-[:THEMATIC {id: 'l-' + i, layer: 1, weight: 0.1, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(o)`,
      { path: MIDDLE },
    );
    const many = await get(`/api/graph/neighbors${MIDDLE}`);
    expect(many.body).toHaveLength(500);
    expect(many.headers.get('x-truncated')).toBe('true');
    await runCypher('MATCH (m:Moment {slug: "n"}) DETACH DELETE m');
  });

  test.each(['/api', '/api/v1'])('%s: a subgraph', async (base) => {
    const { status, body } = await get(`${base}/graph/subgraph${CAUSE}?depth=2&cap=50`);
    expect(status).toBe(200);
    expect(body.meta).toEqual({
      root: CAUSE,
      depth: 2,
      cap: 50,
      truncated: false,
      counts: { nodes: 3, edges: 3 },
    });
    expect(body.nodes).toMatchObject([
      { path: CAUSE, hop: 0, name: 'Cause', year: 1800 },
      { path: MIDDLE, hop: 1 },
      { path: EFFECT, hop: 1 },
    ]);
    expect(body.edges).toMatchObject([
      { source: CAUSE, target: MIDDLE, type: 'causes', weight: 0.9, theme: '', description: 'so it went' },
      { source: MIDDLE, target: EFFECT, type: 'influences' },
      { source: CAUSE, target: EFFECT, type: 'thematic' },
    ]);
    expect((await get(`${base}/graph/subgraph${CAUSE}`)).body.meta).toMatchObject({ depth: 1, cap: 100 });
    const cut = await get(`${base}/graph/subgraph${CAUSE}?cap=2`);
    expect(cut.body.meta).toMatchObject({ truncated: true, counts: { nodes: 2, edges: 1 } });
    expect(cut.headers.get('x-truncated')).toBe('true');
  });

  test.each(['/api', '/api/v1'])('%s: a traversal', async (base) => {
    const { status, body } = await get(`${base}/graph/traverse${EFFECT}?direction=past&depth=3`);
    expect(status).toBe(200);
    expect(body).toEqual({
      anchor: EFFECT,
      direction: 'past',
      depth: 3,
      nodes: [
        expect.objectContaining({ path: EFFECT, hop: 0 }),
        expect.objectContaining({ path: MIDDLE, hop: 1 }),
        expect.objectContaining({ path: CAUSE, hop: 2 }),
      ],
      edges: [
        expect.objectContaining({ source: CAUSE, target: MIDDLE, type: 'causes' }),
        expect.objectContaining({ source: MIDDLE, target: EFFECT, type: 'influences' }),
      ],
      node_count: 3,
      edge_count: 2,
      truncated: false,
    });
    const themes = await get(`${base}/graph/traverse${EFFECT}?edge_types=thematic,causes&min_weight=0.3`);
    expect(themes.body).toMatchObject({ direction: 'both', depth: 2, node_count: 3, edge_count: 2 });
    const cut = await get(`${base}/graph/traverse${EFFECT}?limit=1`);
    expect(cut.body).toMatchObject({ node_count: 1, truncated: true });
    expect(cut.headers.get('x-truncated')).toBe('true');
  });

  test.each(['/api', '/api/v1'])('%s: a path', async (base) => {
    const { status, body } = await get(`${base}/graph/path?from=${CAUSE}&to=${EFFECT}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      found: true,
      from: CAUSE,
      to: EFFECT,
      hops: 2,
      nodes: [{ path: CAUSE }, { path: MIDDLE }, { path: EFFECT }],
      edges: [
        { source: CAUSE, target: MIDDLE },
        { source: MIDDLE, target: EFFECT },
      ],
    });
    const direct = await get(`${base}/graph/path?from=${CAUSE}&to=${EFFECT}&edge_types=thematic&max_hops=1`);
    expect(direct.body).toMatchObject({ found: true, hops: 1 });
    const none = await get(`${base}/graph/path?from=${EFFECT}&to=${CAUSE}`);
    expect(none).toMatchObject({ status: 200, body: { found: false, hops: null, nodes: [], edges: [] } });
  });

  test('paths may be written unpadded, and without a leading slash', async () => {
    const loose = MIDDLE.replace('/01/', '/1/');
    expect((await get(`/api/graph/traverse${loose}`)).body.anchor).toBe(MIDDLE);
    expect((await get(`/api/graph/path?from=${loose.slice(1)}&to=${EFFECT}`)).body.from).toBe(MIDDLE);
  });

  test('a former path leads to where the moment stands now, with what was asked', async () => {
    const [old, now] = [at(1970, 'old-name'), at(1970, 'new-name')];
    await index(app, [{ path: old }]);
    await link(app, MIDDLE, old, 'PRECEDES', { weight: 0.1 });
    const { errors } = await app.graphql(
      'mutation ($input: MoveMomentInput!) { moveMoment(input: $input) { moment { path } } }',
      { input: { from: old, to: now } },
      service,
    );
    expect(errors).toBeUndefined();
    for (const route of ['neighbors', 'subgraph', 'traverse']) {
      const address = `/api/v1/graph/${route}${old}?depth=1`;
      const response = await fetch(`${app.url}${address}`, { redirect: 'manual' });
      expect(response.status).toBe(301);
      expect(response.headers.get('location')).toBe(`/api/v1/graph/${route}${now}?depth=1`);
    }
    expect((await get(`/api/graph/traverse${old}`)).body).toMatchObject({ anchor: now });
    expect((await get(`/api/graph/path?from=${MIDDLE}&to=${old}`)).body).toMatchObject({
      found: true,
      to: now,
    });
    const { data } = await app.graphql(
      'query ($from: MomentPath!) { traverse(from: $from) { anchor { path } } }',
      { from: old },
    );
    expect(data.traverse.anchor.path).toBe(now);
    await app.graphql(
      'mutation ($input: DeleteMomentInput!) { deleteMoment(input: $input) { path } }',
      { input: { path: now } },
      service,
    );
  });

  test('what is hidden is nowhere in an answer, but for a key', async () => {
    const addresses = [
      `/api/graph/neighbors${MIDDLE}`,
      `/api/graph/subgraph${MIDDLE}?depth=3`,
      `/api/graph/traverse${MIDDLE}?depth=4`,
    ];
    for (const address of addresses) {
      expect(JSON.stringify((await get(address)).body)).not.toContain('hidden');
      const all = JSON.stringify((await get(address, service)).body);
      expect(all).toContain(HIDDEN.private);
      expect(all).toContain(HIDDEN.unlisted);
    }
  });

  test.each(['neighbors', 'subgraph', 'traverse'])(
    '%s: 404 where nothing stands that may be seen',
    async (route) => {
      for (const path of [at(1999, 'nothing'), HIDDEN.private]) {
        const { status, body } = await get(`/api/graph/${route}${path}`);
        expect(status).toBe(404);
        expect(body).toMatchObject({ code: 'NOT_FOUND', path, detail: `No moment stands at ${path}.` });
      }
      expect((await get(`/api/graph/${route}${HIDDEN.private}`, service)).status).toBe(200);
      expect((await get(`/api/graph/${route}${HIDDEN.unlisted}`)).status).toBe(200);
    },
  );

  test('a path: 404 alike for an end that is missing and one that is hidden', async () => {
    const missing = await get(`/api/graph/path?from=${MIDDLE}&to=${at(1999, 'nothing')}`);
    const hidden = await get(`/api/graph/path?from=${MIDDLE}&to=${HIDDEN.private}`);
    expect([missing.status, hidden.status]).toEqual([404, 404]);
    expect(Object.keys(missing.body)).toEqual(Object.keys(hidden.body));
  });

  test.each([
    [`neighbors${MIDDLE}?limit=501`, 'limit'],
    [`subgraph${MIDDLE}?depth=4`, 'depth'],
    [`subgraph${MIDDLE}?depth=1.5`, 'depth'],
    [`subgraph${MIDDLE}?depth=deep`, 'depth'],
    [`subgraph${MIDDLE}?cap=0`, 'cap'],
    [`subgraph${MIDDLE}?cap=2&cap=3`, 'cap'],
    [`traverse${MIDDLE}?depth=5`, 'depth'],
    [`traverse${MIDDLE}?limit=501`, 'limit'],
    [`traverse${MIDDLE}?direction=sideways`, 'direction'],
    [`traverse${MIDDLE}?edge_types=causes,hates`, 'edge_types'],
    [`traverse${MIDDLE}?min_weight=2`, 'min_weight'],
    [`path?from=${MIDDLE}`, 'to'],
    [`path?to=${MIDDLE}`, 'from'],
    [`path?from=${MIDDLE}&to=nowhere`, 'to'],
    [`path?from=${MIDDLE}&to=${EFFECT}&max_hops=11`, 'max_hops'],
    [`path?from=${MIDDLE}&to=${EFFECT}&edge_types=,`, 'edge_types'],
    ['neighbors/1900/smarch/01/0000/a/b/c/d', 'path'],
  ])('graph/%s is refused with 400, naming %s', async (address, field) => {
    const { status, body } = await get(`/api/graph/${address}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });

  test('described by OpenAPI; other methods are refused', async () => {
    const { body } = await get('/api/docs/json');
    for (const route of ['neighbors/{*}', 'subgraph/{*}', 'traverse/{*}', 'path']) {
      expect(Object.keys(body.paths[`/api/graph/${route}`])).toEqual(['get']);
    }
    expect((await app.rest('POST', `/api/graph/traverse${MIDDLE}`)).status).toBe(405);
  });
});
