import { jest } from '@jest/globals';
import { admin, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { allDerived, indexAll, linksOf } from './derived.js';

/** Moments of nowhere, whole years apart, so that they share nothing but what their metadata says. */
function meetings(
  years: number[],
  metadata: Record<string, unknown>,
  name = 'meeting',
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    years.map((year) => [`/${year}/march/01/1200/unknown/unknown/unknown/${name}-${year}`, metadata]),
  );
}

const range = (from: number, count: number, step = 1) =>
  Array.from({ length: count }, (_, i) => from + i * step);

/** For each moment with a link, how many it has, those between public moments apart. */
async function counts(): Promise<{ slug: string; open: number; other: number }[]> {
  return (await runCypher(
    `MATCH (m:Moment)-[r {layer: 1}]-(o:Moment)
     RETURN m.slug AS slug, count(CASE WHEN m:Public AND o:Public THEN 1 END) AS open,
       count(CASE WHEN NOT (m:Public AND o:Public) THEN 1 END) AS other`,
  )) as never;
}

const writes = () =>
  runCypher('MATCH (a:Moment)-[r]->(b:Moment) RETURN r {.*, from: a.path, to: b.path} AS link ORDER BY r.id');

// A busy machine plans its first statements for many seconds.
jest.setTimeout(150_000);

describe('the bound of derived links', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp();
  });
  afterEach(() => app.stop());

  it('gives each moment at most 24, the best of 60, and better ones displace what stands', async () => {
    await indexAll(app, meetings(range(1_000, 60, 12), { figures: ['Methuselah'] }));
    await allDerived(app);
    const before = await counts();
    expect(before).toHaveLength(60);
    for (const { open } of before) expect(open).toBeLessThanOrEqual(24);
    const middle = await linksOf('SAME_FIGURE', 'meeting-1360');
    expect(middle).toHaveLength(24);
    // The nearest in time, of those that share the same.
    const distances = middle.map(({ from, to }) => Number(to.slice(-4)) - Number(from.slice(-4)));
    expect(Math.max(...distances)).toBeLessThanOrEqual(13 * 12);

    const rare = { figures: ['Methuselah', 'A Scribe'], tags: ['secret treaty'] };
    await indexAll(app, meetings([1_361], rare, 'better'));
    await runCypher(`MATCH (m:Moment {slug: 'meeting-1360'}), (:Moment {slug: 'better-1361'})-[:TAGGED]->(t), (f:Figure {key: 'a-scribe'})
      CREATE (m)-[:TAGGED]->(t), (m)-[:FEATURES]->(f)
      SET m.tags = ['secret treaty'], m.figures = ['Methuselah', 'A Scribe'], m.linksDue = true`);
    await indexAll(app, meetings([1_362], {}, 'waker'));
    await allDerived(app);
    const now = await linksOf('', 'meeting-1360');
    expect(now).toHaveLength(24);
    expect(now.slice(0, 2).map(({ type, theme }) => [type, theme])).toEqual(
      expect.arrayContaining([
        ['SAME_FIGURE', 'A Scribe, Methuselah'],
        ['THEMATIC', 'secret treaty'],
      ]),
    );
    for (const { open } of await counts()) expect(open).toBeLessThanOrEqual(24);
  });

  it('puts the rarer first, and the nearer of what is as rare', async () => {
    await indexAll(app, {
      ...meetings([1700], { tags: ['comet', 'war'] }),
      ...meetings([1710], { tags: ['comet'] }),
      ...meetings(range(1711, 5), { tags: ['war'] }),
    });
    await allDerived(app);
    const links = await linksOf('THEMATIC', 'meeting-1700');
    expect(links.map(({ to }) => to)).toEqual(
      [1710, 1711, 1712, 1713, 1714, 1715].map((year) => `meeting-${year}`),
    );
    expect(links.map(({ theme }) => theme)).toEqual(['comet', 'war', 'war', 'war', 'war', 'war']);
    expect(links[0]!.weight).toBeGreaterThan(1.2 * links[1]!.weight);
  });

  it('keeps what private moments do out of a public moment’s account', async () => {
    const shared = { figures: ['Hermes'] };
    await indexAll(app, meetings(range(1_500, 30), shared, 'hidden'), 'PRIVATE');
    await indexAll(app, meetings(range(1_600, 30), shared, 'shown'), 'PUBLIC');
    await allDerived(app);
    const found = new Map((await counts()).map((row) => [row.slug, row]));
    const [open, other] = ['open', 'other'].map((key) =>
      Math.max(...[...found.values()].map((row) => row[key as 'open' | 'other'])),
    );
    expect(open).toBe(24);
    expect(other).toBe(24);
    expect(found.get('shown-1615')!.open).toBe(24);
    expect(found.get('hidden-1515')!.open).toBe(0);
  });

  it('is reached by the same links whichever moment comes first', async () => {
    const moments = {
      ...meetings(range(1800, 8, 3), { tags: ['steam', 'rail'], figures: ['George'] }),
      ...meetings(range(1801, 8, 3), { tags: ['rail'], era: 'Victorian' }, 'other'),
      '/1830/september/15/1000/united-kingdom/england/liverpool/opening': {
        tags: ['rail'],
        figures: ['George'],
      },
      '/1830/september/15/1200/united-kingdom/england/liverpool/accident': { tags: ['rail'] },
    };
    const told = async () => (await linksOf()).map(({ id, ...link }) => ({ ...link, createdAt: null }));
    await indexAll(app, moments);
    await allDerived(app);
    await app.graphql('mutation { rederiveLinks { queued } }', {}, admin);
    await allDerived(app);
    const forwards = await told();
    expect(forwards.length).toBeGreaterThan(30);
    await app.stop();
    app = await startTestApp();
    for (const [path, metadata] of Object.entries(moments).reverse()) {
      await indexAll(app, { [path]: metadata });
      await allDerived(app);
    }
    await app.graphql('mutation { rederiveLinks { queued } }', {}, admin);
    await allDerived(app);
    expect(await told()).toEqual(forwards);
  });

  it('leaves everything as it is when nothing has changed', async () => {
    await indexAll(
      app,
      meetings(range(1_000, 20, 12), { figures: ['Methuselah'], tags: ['feast'], era: 'Long Ago' }),
    );
    await allDerived(app);
    const rederive = async () => {
      const { data } = await app.graphql('mutation { rederiveLinks { queued } }', {}, admin);
      expect(data.rederiveLinks.queued).toBe(20);
      await allDerived(app);
      return writes();
    };
    const first = await rederive();
    expect(first.length).toBeGreaterThan(100);
    expect(await rederive()).toEqual(first);
  });
});
