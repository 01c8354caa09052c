import { randomUUID } from 'node:crypto';
import { MAX_LINKS } from '../src/features/derivation/domain/choose.js';
import { momentsFrom, randomOf } from './data.js';
import { CREATE, CREATE_LINKS, KEEP_COUNT_OF_LINKS } from './raw.js';
import { rawRow, type World } from './world.js';

const CHUNK = 1_000;
const CAUSAL = ['CAUSES', 'INFLUENCES', 'PRECEDES'];
/** Links of these types that lead on from one moment. */
const MOST_CAUSAL = 2;
/** A moment is linked with up to so many of those that come next in time, by what they share. */
const NEXT = { SAME_LOCATION: 4, SAME_FIGURE: 6, THEMATIC: 4, CONTEMPORANEOUS: 6 };
/** As many as it may have: two that lead on, and what derivation allows it. */
export const MOST_LINKS = MOST_CAUSAL + MAX_LINKS;

interface Loaded {
  number: number;
  path: string;
  sortKey: number;
  keys: Record<keyof typeof NEXT, string[]>;
}

interface SeededLink {
  type: string;
  from: string;
  to: string;
  weight: number;
}

/**
 * Fills an empty graph with the first `size` moments and their links, past the service: it would take many minutes.
 * Each moment leads to one or two later ones, and has besides as many links of layer 1 as make `most`, to those nearest
 * in time that share something with it; by default as many as derivation would give it, so an insert finds full
 * neighbours and has to drop lighter links.
 */
export async function load(world: Pick<World, 'size' | 'raw'>, most = MOST_LINKS): Promise<void> {
  const restoreIndexes = await dropIndexes(world);
  const loaded = await loadMoments(world);
  loaded.sort((a, b) => a.sortKey - b.sortKey);
  await loadLinks(world, causalLinks(loaded));
  await loadLinks(world, sharedLinks(loaded, most - MOST_CAUSAL));
  await restoreIndexes();
  await world.raw(KEEP_COUNT_OF_LINKS);
  await world.raw('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
}

/** Keeping them up while a graph is filled takes as long as filling it; constraints stay, as hubs are found by them. */
async function dropIndexes({ raw }: Pick<World, 'raw'>): Promise<() => Promise<void>> {
  const indexes = await raw(
    `SHOW INDEXES YIELD name, type, owningConstraint, createStatement
     WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN name, createStatement`,
  );
  for (const { name } of indexes) await raw(`DROP INDEX ${name}`);
  return async () => {
    for (const { createStatement } of indexes) await raw(String(createStatement));
    await raw('CALL db.awaitIndexes(3600)');
  };
}

async function loadMoments({ size, raw }: Pick<World, 'size' | 'raw'>): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  for (let first = 0; first < size; first += CHUNK) {
    const rows = momentsFrom(first, Math.min(CHUNK, size - first)).map(rawRow);
    await writing;
    writing = raw(CREATE, { rows });
    for (const { path, properties, tags, figures } of rows) {
      loaded.push({
        number: loaded.length,
        path,
        sortKey: properties.sortKey,
        keys: {
          SAME_LOCATION: [`${properties.country}/${properties.region}/${properties.city}`],
          SAME_FIGURE: figures.map(({ key }) => key),
          THEMATIC: tags,
          CONTEMPORANEOUS: ['all'],
        },
      });
    }
  }
  await writing;
  return loaded;
}

async function loadLinks({ raw }: Pick<World, 'raw'>, links: Iterable<SeededLink>): Promise<void> {
  const at = new Date(0).toISOString();
  let writing: Promise<unknown> = Promise.resolve();
  let rows: (SeededLink & { id: string })[] = [];
  const write = async () => {
    await writing;
    writing = raw(CREATE_LINKS, { links: rows, at });
    rows = [];
  };
  for (const link of links) {
    rows.push({ ...link, id: randomUUID() });
    if (rows.length === CHUNK) await write();
  }
  await write();
  await writing;
}

/** Each moment leads to one or two of the twenty that come next in time. */
function* causalLinks(inTime: Loaded[]): Generator<SeededLink> {
  const random = randomOf(inTime.length);
  for (const [i, { path: from }] of inTime.entries()) {
    const next = () => inTime[i + 1 + Math.floor(random() * 20)]?.path;
    for (const to of new Set(Array.from({ length: MOST_CAUSAL }, next))) {
      const type = CAUSAL[Math.floor(random() * CAUSAL.length)]!;
      if (to) yield { type, from, to, weight: rounded(random()) };
    }
  }
}

/** No moment has more than `most`, in and out. */
function* sharedLinks(inTime: Loaded[], most: number): Generator<SeededLink> {
  const random = randomOf(-inTime.length);
  const taken = new Uint8Array(inTime.length);
  const types = (Object.entries(NEXT) as [keyof typeof NEXT, number][]).map(([type, next]) => ({
    type,
    next,
    latest: new Map<string, Loaded[]>(),
    made: new Set<number>(),
  }));
  for (const to of inTime) {
    for (const { type, next, latest, made } of types) {
      for (const key of to.keys[type]) {
        const before = latest.get(key) ?? [];
        for (const from of before) {
          const pair = from.number * inTime.length + to.number;
          if (Math.max(taken[from.number]!, taken[to.number]!) >= most || made.has(pair)) continue;
          made.add(pair);
          taken[from.number]! += 1;
          taken[to.number]! += 1;
          yield { type, from: from.path, to: to.path, weight: rounded(0.2 + 0.7 * random()) };
        }
        latest.set(key, [...before.slice(1 - next), to]);
      }
    }
  }
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
