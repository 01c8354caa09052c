import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { deriveBatch } from '../../../src/features/derivation/commands/derive-batch.js';
import { closeDerivation, openDerivation } from '../../../src/features/derivation/deps.js';
import { findDue } from '../../../src/features/derivation/queries/find-due.js';
import { startSweeper } from '../../../src/features/derivation/runner/sweeper.js';
import type { Graph } from '../../../src/platform/graph/index.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { admin, service, startTestApp, type TestApp, testSettings } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';
import { allDerived, indexAll, linksOf, writeMoments } from './derived.js';

const log = { info: () => {}, warn: () => {}, error: () => {} } as never;
const comets = (years: number[]) =>
  Object.fromEntries(
    years.map((year) => [
      `/${year}/april/20/0000/unknown/unknown/unknown/comet-${year}`,
      { tags: ['comet'], figures: ['Edmond Halley'] },
    ]),
  );
const due = async () => (await runCypher('MATCH (m:Moment {linksDue: true}) RETURN count(m) AS due'))[0]!.due;

// A busy machine plans its first statements for many seconds.
jest.setTimeout(150_000);

describe('the sweep', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  it('leaves links of people and generators alone, and makes none beside them', async () => {
    app = await startTestApp({ role: 'api' });
    await writeMoments(comets([1682, 1759, 1835]));
    await runCypher(`MATCH (a:Moment {year: 1682}), (b:Moment {year: 1759}), (c:Moment {year: 1835})
      CREATE (a)-[:THEMATIC {id: 'hand', layer: 0, weight: 0.2, source: 'a book'}]->(b)
      CREATE (c)-[:SAME_FIGURE {id: 'generated', layer: 2, weight: 0.1, source: 'flash'}]->(b)`);
    await derive(app.graph);
    const links = await linksOf();
    expect(links.map(({ type, from, to, layer }) => [type, from.slice(-4), to.slice(-4), layer])).toEqual(
      expect.arrayContaining([
        ['THEMATIC', '1682', '1759', 0],
        ['SAME_FIGURE', '1835', '1759', 2],
        ['SAME_FIGURE', '1682', '1759', 1],
      ]),
    );
    expect(links.filter(({ type }) => type === 'THEMATIC')).toHaveLength(3);
    expect(links.filter(({ type }) => type === 'SAME_FIGURE')).toHaveLength(3);
    expect(links.find(({ id }) => id === 'hand')).toMatchObject({ weight: 0.2, source: 'a book' });
    // One that a person has taken over meanwhile is kept even when it no longer holds.
    await runCypher(`MATCH (a:Moment {year: 1682})-[r:SAME_FIGURE]->() SET r.layer = 0, r.source = 'a book'`);
    await runCypher(`MATCH (a:Moment {year: 1682}) SET a.figures = [], a.linksDue = true`);
    await derive(app.graph);
    expect((await linksOf('SAME_FIGURE', 'comet-1682')).map(({ source }) => source)).toEqual([
      'a book',
      'a book',
    ]);
  });

  it('drops a link of its own when what it rests on has changed', async () => {
    app = await startTestApp();
    await indexAll(app, comets([1682, 1759, 1835]));
    await allDerived(app);
    expect(await linksOf('', 'comet-1759')).toHaveLength(4);
    await runCypher(
      `MATCH (m:Moment {year: 1759})-[r:FEATURES|TAGGED]->() DELETE r SET m.figures = [], m.tags = [], m.linksDue = true`,
    );
    await indexAll(app, comets([1910]));
    await allDerived(app);
    expect(await linksOf('', 'comet-1759')).toEqual([]);
    expect(await linksOf('', 'comet-1835')).toHaveLength(4);
  });

  it('writes nothing for a moment that changes while its links are chosen, and takes it up again', async () => {
    app = await startTestApp({ role: 'api' });
    await writeMoments(comets([1682, 1759]));
    const found = await findDue(app, 10);
    const changing: Graph = {
      ...app.graph,
      async transaction(work) {
        await runCypher(`MATCH (m:Moment {year: 1759}) SET m.tags = ['war'], m.linksDue = true`);
        return app.graph.transaction(work);
      },
    };
    const done = await deriveBatch({ graph: changing, clock: () => new Date(), newId: randomUUID }, found);
    expect(done.settled).toBe(1);
    expect((await findDue(app, 10)).map(({ path }) => path)).toEqual([found[1]!.path]);
    await derive(app.graph);
    expect((await linksOf()).map(({ type }) => type)).toEqual(['SAME_FIGURE']);
  });

  it('goes on where a worker that died left off, once its lease has lapsed', async () => {
    app = await startTestApp({ role: 'api' });
    await writeMoments(comets(Array.from({ length: 40 }, (_, i) => 1_000 + i)));
    const { uri } = testSettings().mongodb;
    const [dead, living] = await Promise.all([openQueue({ uri }), openQueue({ uri })]);
    const dying = new Promise<never>(() => {});
    let transactions = 0;
    const stuck: Graph = {
      ...app.graph,
      // Its third batch is never heard of again.
      transaction: (work) => (++transactions > 2 ? dying : app.graph.transaction(work)),
    };
    const options = { log, batchSize: 5, leaseMs: 1_500 };
    const first = openDerivation({ graph: stuck, queue: dead, log });
    const second = openDerivation({ graph: app.graph, queue: living, log });
    const dyingSweeper = await startSweeper(first, options);
    await until(() => transactions > 2);
    expect(await due()).toBe(30);
    const sweeper = await startSweeper(second, options);
    await until(async () => (await due()) === 0, { seconds: 40 });
    expect((await linksOf()).length).toBeGreaterThan(40);
    await Promise.all([sweeper.stop(), dyingSweeper.stop()]);
    await Promise.all([closeDerivation(first), closeDerivation(second)]);
    await Promise.all([dead.close(), living.close()]);
  });

  it('is done by one worker at a time', async () => {
    app = await startTestApp({ role: 'api' });
    await writeMoments(comets(Array.from({ length: 60 }, (_, i) => 1_000 + i)));
    const { uri } = testSettings().mongodb;
    let inside = 0;
    let most = 0;
    const watched: Graph = {
      ...app.graph,
      async transaction(work) {
        most = Math.max(most, ++inside);
        try {
          return await app.graph.transaction(work);
        } finally {
          inside -= 1;
        }
      },
    };
    const workers = await Promise.all(
      [1, 2, 3].map(async () => {
        const queue = await openQueue({ uri });
        const deps = openDerivation({ graph: watched, queue, log });
        return { queue, deps, sweeper: await startSweeper(deps, { log, batchSize: 5 }) };
      }),
    );
    for (const { deps } of workers) deps.wake();
    await until(async () => (await due()) === 0, { seconds: 40 });
    expect(most).toBe(1);
    for (const { queue, deps, sweeper } of workers) {
      await sweeper.stop();
      await closeDerivation(deps);
      await queue.close();
    }
  });

  it('stops within seconds and leaves the rest due, to be taken up at the next start', async () => {
    app = await startTestApp({ role: 'api' });
    await writeMoments(comets(Array.from({ length: 120 }, (_, i) => 1_000 + i)));
    const queue = await openQueue({ uri: testSettings().mongodb.uri });
    const deps = openDerivation({ graph: app.graph, queue, log });
    const sweeper = await startSweeper(deps, { log, batchSize: 4 });
    await until(async () => Number(await due()) < 110);
    const asked = performance.now();
    await sweeper.stop();
    expect(performance.now() - asked).toBeLessThan(4_500);
    const left = await due();
    expect(left).toBeGreaterThan(0);
    expect(await queue.db.collection('lanes').findOne({ _id: 'derive:0' as never })).toMatchObject({
      holder: null,
    });
    const again = await startSweeper(openDerivation({ graph: app.graph, queue, log }), { log });
    await until(async () => (await due()) === 0, { seconds: 40 });
    await again.stop();
    await closeDerivation(deps);
    await queue.close();
  });

  it('keeps up with moments that are indexed meanwhile, and wakes seldom', async () => {
    app = await startTestApp();
    const years = Array.from({ length: 120 }, (_, i) => 1_200 + i);
    await Promise.all(
      years.map(async (year) => {
        const [[path, metadata]] = Object.entries(comets([year])) as [[string, object]];
        const { data } = await app.graphql(
          `mutation ($path: MomentPath!, $metadata: JSONObject) { indexMoment(input: {path: $path, metadata: $metadata}) { status } }`,
          { path, metadata },
          service,
        );
        expect(data.indexMoment.status).toBe('indexed');
      }),
    );
    await allDerived(app);
    const [most] = await runCypher(`MATCH (m:Moment)-[r {layer: 1}]-() WITH m, count(r) AS links
      RETURN max(links) AS most, min(links) AS least, count(m) AS moments`);
    expect(most!.moments).toBe(120);
    expect(most!.most).toBeLessThanOrEqual(24);
    expect(most!.least).toBeGreaterThan(0);
  });

  it('is for the whole graph when the holder of the admin key asks', async () => {
    app = await startTestApp();
    const years = Array.from({ length: 30 }, (_, i) => 1_200 + i);
    await indexAll(app, comets(years), 'PRIVATE');
    await allDerived(app);
    await runCypher('MATCH ()-[r {layer: 1}]->() DELETE r');
    const refused = await app.graphql('mutation { rederiveLinks { queued } }', {}, service);
    expect(refused.errors![0]!.extensions.code).toBe('FORBIDDEN');
    const { data } = await app.graphql('mutation { rederiveLinks { queued } }', {}, admin);
    expect(data.rederiveLinks.queued).toBe(30);
    await allDerived(app);
    expect((await app.graphql('{ derivation { due done } }', {}, service)).data.derivation).toEqual({
      due: 0,
      done: 30,
    });
    expect((await linksOf()).length).toBeGreaterThan(100);
    expect((await app.graphql('{ derivation { due } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  async function derive(graph: Graph): Promise<void> {
    const deps = { graph, clock: () => new Date(), newId: randomUUID };
    for (;;) {
      const next = await findDue(deps, 50);
      if (next.length === 0) return;
      await deriveBatch(deps, next);
    }
  }
});
