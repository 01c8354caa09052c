import { setTimeout as delay } from 'node:timers/promises';
import { readSearchQuery } from '../src/features/search/domain/search-query.js';
import { momentAt } from './data.js';
import { inTurn, type Measured, type Promised, timed } from './figures.js';
import * as raw from './raw.js';
import { SERVICE, type World } from './world.js';

interface Read {
  name: string;
  query: string;
  /** The variables of a round. */
  variables(world: World, round: number): Record<string, unknown>;
  who?: Record<string, string>;
  /** None where another read of this list has the same beside it. */
  raw?: string;
  parameters?(variables: Record<string, unknown>): Record<string, unknown>;
  promised?: Promised;
  rounds?: number;
  /** Milliseconds to let pass before each round: what is kept has to be found anew. */
  pause?: number;
}

const MOMENT = `id path name oneLiner year month day time country region city era tags figures { key name } layer
  visibility confidence sourceType createdAt`;
const STATS =
  '{ stats { momentCount linkCount layers { level count } linkTypes { type count } sourceTypes { sourceType count } dateRange { from { year } to { year } } averageConfidence lastUpdated } }';
const WORDS = ['siege city 3', 'treaty', 'figure 12', 'council 1453', 'voyag lisbon', 'theme 40 eruption'];
const COLD = 2_100;

const READS: Read[] = [
  {
    name: 'moment(path)',
    query: `query ($path: MomentPath!) { moment(path: $path) { ${MOMENT} } }`,
    variables: publicPath,
    raw: raw.MOMENT,
    promised: { of: 'ratio', most: 2 },
  },
  {
    name: 'moments, a page of 20',
    query: `query ($year: Int!) { moments(filter: {yearFrom: $year}, first: 20) { nodes { ${MOMENT} } pageInfo { hasNextPage endCursor } } }`,
    variables: (_, round) => pageFrom(round),
    raw: raw.MOMENTS,
  },
  {
    name: 'search',
    query: `query ($query: String!) { search(query: $query, first: 20) { edges { score node { ${MOMENT} } } } }`,
    variables: (_, round) => ({ query: searchWords(round) }),
    raw: raw.SEARCH,
    parameters: ({ query }) => ({ lucene: readSearchQuery(query as string).lucene }),
  },
  {
    name: 'Moment.links, a page of 20',
    query: `query ($path: MomentPath!) { moment(path: $path) { path links(first: 20) { edges { readAs direction node { id type weight theme explanation } moment { ${MOMENT} } } } } }`,
    variables: publicPath,
    raw: raw.LINKS,
  },
  {
    name: 'traverse, depth 3',
    query: `query ($path: MomentPath!) { traverse(from: $path, depth: 3) { nodes { hop moment { ${MOMENT} } } links { type weight from { path } to { path } } truncated } }`,
    variables: publicPath,
    raw: raw.TRAVERSE,
  },
  {
    name: 'stats',
    query: STATS,
    variables: () => ({}),
    promised: { of: 'app', most: 50 },
  },
  {
    name: 'stats, nothing kept',
    query: STATS,
    variables: () => ({}),
    raw: raw.PUBLIC_STATS,
    promised: { of: 'app', most: 50 },
    rounds: 8,
    pause: COLD,
  },
  {
    name: 'stats of all, nothing kept',
    query: STATS,
    variables: () => ({}),
    who: SERVICE,
    raw: raw.STATS,
    promised: { of: 'app', most: 50 },
    rounds: 8,
    pause: COLD,
  },
  {
    name: 'timeline of everything, 50 buckets',
    query: `{ timeline(buckets: 50) { buckets { from to count top { ${MOMENT} } } } }`,
    variables: () => ({}),
    raw: raw.TIMELINE,
    rounds: 8,
  },
  {
    name: 'clusters of everything, zoom 3',
    query: `{ clusters(zoom: 3) { clusters { latitude longitude count top { ${MOMENT} } } } }`,
    variables: () => ({}),
    raw: raw.CLUSTERS,
    parameters: () => ({ cell: 360 / 2 ** 3 / 4 }),
    rounds: 8,
  },
];

const WARM_UP = 100;
const ROUNDS = 100;

export async function measureReads(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const read of READS) {
    say(read.name);
    const { rounds = ROUNDS, pause = 0, parameters = (given) => given } = read;
    const bySize = await inTurn(
      worlds,
      { warmUp: rounds === ROUNDS ? WARM_UP : 3, rounds },
      {
        async app(world, round) {
          // As each graph keeps its own, one pause serves all.
          if (world === worlds[0]) await delay(pause);
          const variables = read.variables(world, round);
          return timed(() => world.ask(read.query, variables, read.who));
        },
        ...(read.raw && {
          raw(world: World, round: number) {
            const values = parameters(read.variables(world, round));
            return timed(() => world.raw(read.raw!, values));
          },
        }),
      },
    );
    measured.push({ name: read.name, unit: 'ms', bySize, promised: read.promised });
  }
  return measured;
}

/** Where a page begins: the year and, near enough, its first minute from 1970, which is within a day of it. */
export function pageFrom(round: number): { year: number; sortKey: number } {
  const year = 1000 + ((round * 37) % 900);
  return { year, sortKey: Math.round((year - 1970) * 525_949.2) };
}

export function searchWords(round: number): string {
  return WORDS[round % WORDS.length]!;
}

/** Of a public moment: the nth or the next one after it. */
export function publicPath({ size }: World, round: number): { path: string } {
  for (let number = (round * 7_919) % size; ; number = (number + 1) % size) {
    const { path, visibility } = momentAt(number);
    if (visibility === 'public') return { path };
  }
}
