import { startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { index, statementCount } from '../links/linked-moments.js';

const MOMENT = `name layer tags figures { key name } provenance { field }
  place { name parent { name parent { name } } }`;

/** Statements take their time whatever they bring, so a page takes a handful whatever is asked of what stands on it. */
describe('100 moments', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const moments = Array.from({ length: 100 }, (_, i) => ({
      path: `/1700/may/01/0000/spain/region-${i % 10}/town-${i}/ring-${i}`,
      metadata: { tags: ['ring', `tag-${i}`], figures: [`Figure ${i}`] },
    }));
    await index(app, moments);
    // Other ends that are on no page with them, in places of their own.
    await index(
      app,
      moments.map((_, i) => ({ path: `/1800/may/01/0000/italy/region-${i % 10}/town-${i}/end-${i}` })),
    );
    await runCypher(
      `UNWIND range(0, 99) AS i MATCH (a:Moment {slug: 'ring-' + i}), (b:Moment {slug: 'end-' + i})
       CREATE (a)-[:INFLUENCES {id: randomUUID(), layer: 0, weight: 0.5, createdBy: 'test', createdAt: '2020-01-01T00:00:00Z'}]->(b)`,
    );
  });
  afterAll(() => app.stop());

  test('with layer, place, figures, tags, links and the moments there take at most 8 statements', async () => {
    const before = await statementCount(app);
    const { data, errors } = await app.graphql(
      `{ moments(first: 100, filter: {tagsAny: ["ring"]}) { totalCount nodes { ${MOMENT}
         links(first: 5) { edges { readAs node { explanation } moment { ${MOMENT} } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.moments.nodes).toHaveLength(100);
    for (const { name, layer, tags, figures, place, links } of data.moments.nodes) {
      const number = name.split(' ').at(-1);
      expect({ layer, tags, figures }).toMatchObject({ layer: 0, tags: ['ring', `tag-${number}`] });
      expect(place.parent.parent.name).toBe('Spain');
      expect(links.edges[0].moment).toMatchObject({
        name: `End ${number}`,
        place: { name: `Town ${number}` },
      });
    }
    expect((await statementCount(app)) - before).toBeLessThanOrEqual(8);
  });
});
