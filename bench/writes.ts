import { randomUUID } from 'node:crypto';
import { deriveBatch } from '../src/features/derivation/commands/derive-batch.js';
import { findDue } from '../src/features/derivation/queries/find-due.js';
import { openGraph, toGraph } from '../src/platform/graph/index.js';
import { momentsFrom, type SeededMoment } from './data.js';
import { inTurn, type Measured, timed } from './figures.js';
import { CREATE, DELETE_PATHS } from './raw.js';
import { rawRow, SERVICE, type World } from './world.js';

const INDEX =
  'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path status moment { id } } }';
const INDEX_MANY =
  'mutation ($moments: [IndexMomentInput!]!) { indexMoments(input: {moments: $moments}) { results { path status error { message } } } }';

/** Beyond every size, so that the nth insert is of the same moment in each graph. */
const FIRST_NEW = 10_000_000;
const AT_ONCE = 64;
const CONCURRENT = 512;
const BULK = 1_000;
/** A server plans and compiles for its first hundreds of statements; what is promised is promised of a warm one. */
const SINGLE = { warmUp: 100, rounds: 80 };
const MANY = { warmUp: 4, rounds: 6 };

/** Everything that is inserted goes again, so that each graph stays of its size. */
export async function measureWrites(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  say('indexMoment, one at a time, and its links');
  const single = await measureSingle(worlds);
  say(`indexMoment, ${AT_ONCE} at once`);
  const concurrent = await inTurn(worlds, MANY, {
    app(world, round) {
      const moments = someNew(round, CONCURRENT, 0);
      const inputs = moments.map(graphqlInput);
      return rate(world, moments, () => each(inputs, (input) => world.ask(INDEX, { input }, SERVICE)));
    },
    raw(world, round) {
      const moments = someNew(round, CONCURRENT, 1);
      const rows = moments.map((moment) => toGraph({ rows: [rawRow(moment)] }) as object);
      // The driver's own way to write, which tries again after a deadlock.
      return rate(world, moments, () => each(rows, (row) => world.driver.executeQuery(CREATE, row)));
    },
  });
  say(`indexMoments, ${BULK} in one call`);
  const bulk = await inTurn(worlds, MANY, {
    app(world, round) {
      const moments = someNew(round, BULK, 2);
      const inputs = moments.map(graphqlInput);
      return rate(world, moments, async () => {
        const { indexMoments } = await world.ask(INDEX_MANY, { moments: inputs }, SERVICE);
        const refused = indexMoments.results.find(({ error }: { error: unknown }) => error);
        if (refused) throw new Error(JSON.stringify(refused));
      });
    },
    raw(world, round) {
      const moments = someNew(round, BULK, 3);
      const rows = moments.map(rawRow);
      return rate(world, moments, () => world.raw(CREATE, { rows }));
    },
  });
  return [
    ...single,
    {
      name: `indexMoment, ${AT_ONCE} at once`,
      unit: '/s',
      bySize: concurrent,
      promised: { of: 'ratio', least: 2 },
    },
    { name: `indexMoments of ${BULK}`, unit: '/s', bySize: bulk, promised: { of: 'ratio', least: 0.6 } },
  ];
}

/** Each insert, then the derivation of its links alone, as for one that comes while nothing else does. */
async function measureSingle(worlds: World[]): Promise<Measured[]> {
  const links: Measured['bySize'] = new Map(worlds.map(({ size }) => [size, { app: [], raw: [] }]));
  const both: Measured['bySize'] = new Map(worlds.map(({ size }) => [size, { app: [], raw: [] }]));
  const graphs = new Map(worlds.map((world) => [world, openGraph(world.settings.neo4j)]));
  const written = new Map<World, SeededMoment[]>(worlds.map((world) => [world, []]));
  const alone = await inTurn(worlds, SINGLE, {
    async app(world, round) {
      const [moment] = someNew(round, 1, 4) as [SeededMoment];
      const insert = await timed(() => world.ask(INDEX, { input: graphqlInput(moment) }, SERVICE));
      const deps = { graph: graphs.get(world)!, clock: () => new Date(), newId: randomUUID };
      const derive = await timed(async () => {
        const { settled } = await deriveBatch(deps, await findDue(deps, 1));
        if (settled !== 1) throw new Error('the moment that was inserted was not the one that was due');
      });
      if (round >= SINGLE.warmUp) {
        links.get(world.size)!.app.push(derive);
        both.get(world.size)!.app.push(insert + derive);
      }
      written.get(world)!.push(moment);
      return insert;
    },
    async raw(world, round) {
      const moments = someNew(round, 1, 5);
      const rows = moments.map(rawRow);
      written.get(world)!.push(...moments);
      return timed(() => world.raw(CREATE, { rows }));
    },
  });
  for (const [world, moments] of written) await remove(world, moments);
  for (const graph of graphs.values()) await graph.close();
  return [
    { name: 'indexMoment, one at a time', unit: 'ms', bySize: alone, promised: { of: 'growth', most: 1.3 } },
    { name: 'derivation of its links', unit: 'ms', bySize: links },
    { name: 'both together', unit: 'ms', bySize: both, promised: { of: 'growth', most: 1.3 } },
  ];
}

/** No two of a run are the same, whichever round and lane. */
function someNew(round: number, count: number, lane: number): SeededMoment[] {
  return momentsFrom(FIRST_NEW + lane * 1_000_000 + round * count, count);
}

function graphqlInput({ visibility, ...moment }: SeededMoment) {
  return { ...moment, visibility: visibility.toUpperCase() };
}

/** How many a second. */
async function rate(world: World, moments: SeededMoment[], work: () => Promise<unknown>): Promise<number> {
  const milliseconds = await timed(work);
  await remove(world, moments);
  return moments.length / (milliseconds / 1_000);
}

async function each<T>(items: T[], write: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await write(item);
    }),
  );
}

async function remove(world: World, moments: SeededMoment[]): Promise<void> {
  await world.raw(DELETE_PATHS, { paths: moments.map(({ path }) => path) });
}
