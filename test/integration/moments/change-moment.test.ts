import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const at = (slug: string, place = 'italy/lazio/rome') => `/1500/may/01/0000/${place}/${slug}`;
const FIELDS =
  'id path name oneLiner tags figures { name } layer visibility createdBy createdAt updatedAt metadata place { path }';

describe('changing moments', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  async function call(mutation: string, input: object, selection: string) {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await app.graphql(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
      { input },
      service,
    );
    return errors?.[0]?.extensions ?? data[mutation];
  }
  const index = (path: string, metadata: object = {}) =>
    call(
      'indexMoment',
      { path, metadata, visibility: 'PUBLIC', createdBy: 'a-human' },
      `moment { ${FIELDS} }`,
    );
  const update = (path: string, metadata: object) =>
    call('updateMoment', { path, metadata }, `moment { ${FIELDS} }`);
  const move = (from: string, to: string) => call('moveMoment', { from, to }, `moment { ${FIELDS} }`);
  const remove = (path: string) => call('deleteMoment', { path }, 'path');
  const read = async (path: string) =>
    (await app.graphql(`query ($path: MomentPath!) { moment(path: $path) { ${FIELDS} } }`, { path })).data
      .moment;
  const count = async (match: string) => (await runCypher(`${match} RETURN count(*) AS n`))[0]!.n;

  test('an update replaces what it names, takes away what is null, and leaves the rest', async () => {
    const { moment } = await index(at('update'), {
      name: 'First',
      one_liner: 'Old',
      tags: ['only-here'],
      figures: ['A Figure'],
      mine: { a: 1 },
      gone: true,
    });
    const { moment: changed } = await update(at('update'), { oneLiner: 'New', tags: ['other'], gone: null });
    expect(changed).toMatchObject({
      id: moment.id,
      name: 'First',
      oneLiner: 'New',
      tags: ['other'],
      figures: [{ name: 'A Figure' }],
      visibility: 'PUBLIC',
      createdBy: 'a-human',
      createdAt: moment.createdAt,
      metadata: { name: 'First', oneLiner: 'New', tags: ['other'], figures: ['A Figure'], mine: { a: 1 } },
    });
    expect(changed.updatedAt > moment.updatedAt).toBe(true);
    expect(await count("MATCH (:Tag {name: 'only-here'})")).toBe(0);
    expect(await count(`MATCH (:Public {path: '${at('update')}'})-[:TAGGED]->(:Tag {name: 'other'})`)).toBe(
      1,
    );
  });

  test('an update that contradicts the path is refused and changes nothing', async () => {
    await index(at('contradicted'), { tags: ['as-it-was'] });
    expect(await update(at('contradicted'), { year: 1501, tags: ['changed'] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'metadata.year',
    });
    expect((await read(at('contradicted'))).tags).toEqual(['as-it-was']);
    expect(await update(at('nowhere'), {})).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of many updates at once none is lost', async () => {
    await index(at('busy'));
    await Promise.all(Array.from({ length: 12 }, (_, i) => update(at('busy'), { [`key${i}`]: i })));
    expect(Object.keys((await read(at('busy'))).metadata)).toHaveLength(12);
  });

  test('a moved moment keeps its id and all that is joined to it; the old path finds it', async () => {
    const { moment } = await index(at('moving', 'spain/aragon/huesca'), {
      day: 1,
      city: 'huesca',
      mine: 1,
      flag: true,
    });
    const { moment: moved } = await move(
      at('moving', 'spain/aragon/huesca'),
      '/1500/june/02/0000/spain/aragon/teruel/moved',
    );
    expect(moved).toMatchObject({
      id: moment.id,
      path: '/1500/june/02/0000/spain/aragon/teruel/moved',
      metadata: { mine: 1, flag: true },
    });
    expect(moved.place.path).toBe('/spain/aragon/teruel');
    expect(await read(at('moving', 'spain/aragon/huesca'))).toMatchObject({
      id: moment.id,
      path: moved.path,
    });
    expect(await count("MATCH (:Place {path: '/spain/aragon/huesca'})")).toBe(0);
    const followed = await fetch(`${app.url}/api/moments${at('moving', 'spain/aragon/huesca')}`, {
      redirect: 'manual',
    });
    expect(followed.status).toBe(301);
    expect(followed.headers.get('location')).toBe(`/api/moments${moved.path}`);
    expect(await move(moved.path, at('busy'))).toMatchObject({ code: 'CONFLICT', path: at('busy') });
    expect((await move(moved.path, at('moving', 'spain/aragon/huesca'))).moment.id).toBe(moment.id);
    expect((await read(moved.path)).id).toBe(moment.id);
  });

  test('a deleted moment is gone with the hubs it leaves empty, and those others need stay', async () => {
    await index(at('deleted', 'peru/cusco/machu-picchu'), {
      tags: ['ruins', 'shared-tag'],
      figures: ['Pachacuti'],
    });
    await index(at('neighbour', 'peru/cusco/cusco'), { tags: ['shared-tag'] });
    expect(await remove(at('deleted', 'peru/cusco/machu-picchu'))).toEqual({
      path: at('deleted', 'peru/cusco/machu-picchu'),
    });
    expect(await read(at('deleted', 'peru/cusco/machu-picchu'))).toBeNull();
    expect(await count("MATCH (p:Place) WHERE p.path STARTS WITH '/peru'")).toBe(3);
    expect(await count("MATCH (:Figure {key: 'pachacuti'})")).toBe(0);
    expect(await count("MATCH (t:Tag) WHERE t.name IN ['ruins', 'shared-tag']")).toBe(1);
    expect(await remove(at('deleted', 'peru/cusco/machu-picchu'))).toMatchObject({ code: 'NOT_FOUND' });
    await remove(at('neighbour', 'peru/cusco/cusco'));
    expect(await count("MATCH (p:Place) WHERE p.path STARTS WITH '/peru'")).toBe(0);
  });
});
