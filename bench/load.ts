import { randomUUID } from 'node:crypto';
import { MAX_LINKS } from '../src/features/derivation/domain/choose.js';
import { momentsFrom, randomOf } from './data.js';
import { CREATE_LINKS, KEEP_COUNT_OF_LINKS } from './raw.js';
import { createRaw, type World } from './world.js';

const CHUNK = 1_000;
const CAUSAL = ['CAUSES', 'INFLUENCES', 'PRECEDES'];
/** A moment is linked with up to so many of those that come next in time, by what they share. */
const NEXT = { SAME_LOCATION: 4, SAME_FIGURE: 6, THEMATIC: 4, CONTEMPORANEOUS: 6 };

interface Loaded {
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
 * Each moment leads to one or two later ones, and has as many links of layer 1 as derivation would give it, to those
 * nearest in time that share something with it; so an insert finds full neighbours, and has to drop lighter links.
 */
export async function load(world: Pick<World, 'size' | 'raw'>): Promise<void> {
  const { size } = world;
  const loaded: Loaded[] = [];
  for (let first = 0; first < size; first += CHUNK) {
    const rows = await createRaw(world, momentsFrom(first, Math.min(CHUNK, size - first)));
    loaded.push(
      ...rows.map(({ path, properties, tags, figures }) => ({
        path,
        sortKey: properties.sortKey,
        keys: {
          SAME_LOCATION: [`${properties.country}/${properties.region}/${properties.city}`],
          SAME_FIGURE: figures.map(({ key }) => key),
          THEMATIC: tags,
          CONTEMPORANEOUS: ['all'],
        },
      })),
    );
  }
  loaded.sort((a, b) => a.sortKey - b.sortKey);
  const links = [...causalLinks(loaded), ...sharedLinks(loaded)];
  const at = new Date(0).toISOString();
  for (let first = 0; first < links.length; first += CHUNK) {
    const rows = links.slice(first, first + CHUNK).map((link) => ({ ...link, id: randomUUID() }));
    await world.raw(CREATE_LINKS, { links: rows, at });
  }
  await world.raw(KEEP_COUNT_OF_LINKS);
  await world.raw('CALL db.awaitIndexes(300)');
  await world.raw('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
}

/** Each moment leads to one or two of the twenty that come next in time. */
function causalLinks(inTime: Loaded[]): SeededLink[] {
  const random = randomOf(inTime.length);
  return inTime.flatMap(({ path: from }, i) => {
    const ends = new Set([1, 2].map(() => inTime[i + 1 + Math.floor(random() * 20)]?.path));
    return [...ends].flatMap((to) => {
      const type = CAUSAL[Math.floor(random() * CAUSAL.length)]!;
      return to ? [{ type, from, to, weight: rounded(random()) }] : [];
    });
  });
}

/** Never more than derivation allows a moment, in and out. */
function sharedLinks(inTime: Loaded[]): SeededLink[] {
  const random = randomOf(-inTime.length);
  const taken = new Map<string, number>();
  const links: SeededLink[] = [];
  for (const [type, next] of Object.entries(NEXT) as [keyof typeof NEXT, number][]) {
    const latest = new Map<string, Loaded[]>();
    const made = new Set<string>();
    for (const to of inTime) {
      for (const key of to.keys[type]) {
        const before = latest.get(key) ?? [];
        for (const from of before) {
          const counts = [from, to].map(({ path }) => taken.get(path) ?? 0);
          const pair = `${from.path} ${to.path}`;
          if (counts.some((count) => count >= MAX_LINKS) || made.has(pair)) continue;
          made.add(pair);
          for (const { path } of [from, to]) taken.set(path, (taken.get(path) ?? 0) + 1);
          links.push({ type, from: from.path, to: to.path, weight: rounded(0.2 + 0.7 * random()) });
        }
        latest.set(key, [...before.slice(1 - next), to]);
      }
    }
  }
  return links;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
