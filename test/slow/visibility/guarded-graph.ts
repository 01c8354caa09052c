import { randomUUID } from 'node:crypto';
import { deriveBatch } from '../../../src/features/derivation/commands/derive-batch.js';
import { findDue } from '../../../src/features/derivation/queries/find-due.js';
import { admin, service, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

export type Shown = 'PUBLIC' | 'UNLISTED' | 'PRIVATE';

const CADIZ = 'spain/andalusia/cadiz';
const now = new Date();
const TODAY = `${now.toLocaleString('en', { month: 'long', timeZone: 'UTC' }).toLowerCase()}/${String(now.getUTCDate()).padStart(2, '0')}`;

/**
 * Whatever is hidden holds one of these words in any case; what it shares with public moments, and wrote first, it spells
 * otherwise.
 */
export const WORDS = {
  private: ['quillon', 'sputnik'],
  unlisted: ['verdigris'],
  otherUnlisted: ['patina'],
  spellings: ['CÁDIZ', 'HORATIO NELSON', 'NAVAL'],
};

/** Canonical paths, `before` and `contested` being where public moments stood once. */
export const AT = {
  trafalgar: `/1805/october/21/1145/${CADIZ}/battle-of-trafalgar`,
  ulm: '/1805/october/20/0900/germany/bavaria/ulm/surrender-at-ulm',
  austerlitz: '/1805/december/02/0800/czechia/south-moravia/slavkov/battle-of-austerlitz',
  constitution: `/1812/march/19/1000/${CADIZ}/constitution-of-cadiz`,
  waterloo: '/1815/june/18/1130/belgium/wallonia/waterloo/battle-of-waterloo',
  today: `/1900/${TODAY}/1000/france/ile-de-france/paris/a-day-like-this`,
  before: '/1806/november/21/1000/germany/berlin/berlin/berlin-decree',
  after: '/1806/november/21/1200/germany/berlin/berlin/continental-system',
  contested: '/1807/july/07/1000/russia/kaliningrad/sovetsk/tilsit',
  contestedAfter: '/1807/july/07/1200/russia/kaliningrad/sovetsk/treaty-of-tilsit',
  mutiny: `/1805/october/21/1000/${CADIZ}/quillon-mutiny`,
  bridge: `/1813/june/21/1000/spain/basque-country/vitoria/quillon-bridge`,
  first: '/-0500/january/01/0000/quillonia/quillon-shire/quillon-town/quillon-beginnings',
  last: '/2000/january/01/0000/quillonia/quillon-shire/quillon-town/quillon-end',
  day: `/1850/${TODAY}/1000/france/ile-de-france/paris/quillon-day`,
  privateBefore: `/1808/may/02/1000/${CADIZ}/quillon-before`,
  privateAfter: `/1808/may/02/1200/${CADIZ}/quillon-after`,
  usurper: `/1808/may/03/1200/${CADIZ}/quillon-usurper`,
  pamphlet: `/1805/october/21/1300/${CADIZ}/verdigris-pamphlet`,
  unlistedBefore: `/1809/may/02/1000/${CADIZ}/verdigris-before`,
  unlistedAfter: `/1809/may/02/1200/${CADIZ}/verdigris-after`,
  patina: '/1814/may/30/1000/france/ile-de-france/paris/patina-treaty',
} as const;

const ERA = 'Napoleonic Wars';
const NELSON = { figures: ['Horatio Nelson'], tags: ['naval', 'war'], era: ERA };
const NAPOLEON = { figures: ['Napoleon Bonaparte'], tags: ['war'], era: ERA };

type Made = [path: string, shown: Shown, metadata: object, more?: object];

/** Hidden ones first, so that whatever they share with public ones is written as they write it. */
const MOMENTS: Made[] = [
  [
    AT.mutiny,
    'PRIVATE',
    {
      name: 'Quillon mutiny',
      one_liner: 'The crew of the Quillon.',
      figures: ['HORATIO NELSON', 'Quillon Pike'],
      tags: ['NAVAL', 'war', 'quillon-tag'],
      era: ERA,
      city: 'CÁDIZ',
      confidence: 1,
      source_type: 'book',
      latitude: 36.5,
      longitude: -6.3,
      flash_slug: 'quillon-slug',
      flash_share_url: 'https://quillon.example/',
      sources: [{ title: 'Quillon papers', url: 'https://quillon.example/papers' }],
      same_as: ['https://quillon.example/same'],
      end: '1805-10-22',
      quillonKey: 'quillon value',
    },
    { flashTimepointId: 'quillon-timepoint' },
  ],
  [AT.bridge, 'PRIVATE', { name: 'Quillon bridge', ...NAPOLEON, latitude: 42.85, longitude: -2.67 }],
  [
    AT.first,
    'PRIVATE',
    {
      name: 'Quillon beginnings',
      layer: 3,
      source_type: 'quillon-source',
      era: 'Quillon era',
      precision: 'YEAR',
    },
    { createdBy: 'quillon-writer' },
  ],
  [AT.last, 'PRIVATE', { name: 'Quillon end', source_type: 'quillon-source' }],
  [AT.day, 'PRIVATE', { name: 'Quillon day' }],
  [AT.privateBefore, 'PRIVATE', { name: 'Quillon moved' }],
  [
    AT.pamphlet,
    'UNLISTED',
    {
      name: 'Verdigris pamphlet',
      ...NELSON,
      confidence: 1,
      source_type: 'book',
      latitude: 36.51,
      longitude: -6.28,
    },
  ],
  [AT.patina, 'UNLISTED', { name: 'Patina treaty', ...NAPOLEON }],
  [AT.unlistedBefore, 'UNLISTED', { name: 'Verdigris moved' }],
  [
    AT.trafalgar,
    'PUBLIC',
    {
      ...NELSON,
      one_liner: 'Nelson wins and falls.',
      latitude: 36.29,
      longitude: -6.26,
      confidence: 0.9,
      source_type: 'book',
    },
  ],
  [AT.ulm, 'PUBLIC', { ...NAPOLEON, confidence: 0.5, latitude: 48.4, longitude: 9.98 }],
  [AT.austerlitz, 'PUBLIC', { ...NAPOLEON, layer: 1, latitude: 49.13, longitude: 16.76 }],
  [AT.constitution, 'PUBLIC', { ...NELSON, tags: ['law'], latitude: 36.53, longitude: -6.3 }],
  [AT.waterloo, 'PUBLIC', { ...NAPOLEON, latitude: 50.68, longitude: 4.41 }],
  [AT.today, 'PUBLIC', {}],
  [AT.before, 'PUBLIC', { name: 'Continental system' }],
  [AT.contested, 'PUBLIC', { name: 'Treaty of Tilsit' }],
];

const MOVES: [from: string, to: string][] = [
  [AT.privateBefore, AT.privateAfter],
  [AT.unlistedBefore, AT.unlistedAfter],
  [AT.before, AT.after],
  [AT.contested, AT.contestedAfter],
];

/** Hidden ones that stand, and that stood for a while, where public ones had stood before. */
const SQUATTERS: Made[] = [
  [AT.before, 'PRIVATE', { name: 'Quillon squatter' }],
  [AT.contested, 'PRIVATE', { name: 'Quillon usurper' }],
];

type Linked = [from: string, to: string, type: string, weight: number];

const LINKS: Linked[] = [
  [AT.mutiny, AT.trafalgar, 'CAUSES', 1],
  [AT.mutiny, AT.trafalgar, 'INFLUENCES', 0.99],
  [AT.mutiny, AT.trafalgar, 'PRECEDES', 0.98],
  [AT.mutiny, AT.trafalgar, 'CONTEMPORANEOUS', 0.97],
  [AT.mutiny, AT.trafalgar, 'SAME_ERA', 0.96],
  [AT.mutiny, AT.trafalgar, 'SAME_LOCATION', 0.95],
  [AT.mutiny, AT.trafalgar, 'SAME_CONFLICT', 0.94],
  [AT.mutiny, AT.trafalgar, 'SAME_FIGURE', 0.93],
  [AT.mutiny, AT.trafalgar, 'THEMATIC', 0.92],
  [AT.mutiny, AT.trafalgar, 'CHALLENGES', 0.91],
  [AT.trafalgar, AT.mutiny, 'CHALLENGES', 0.9],
  [AT.constitution, AT.bridge, 'CAUSES', 0.9],
  [AT.bridge, AT.waterloo, 'CAUSES', 0.9],
  [AT.ulm, AT.last, 'CAUSES', 0.9],
  [AT.pamphlet, AT.mutiny, 'INFLUENCES', 0.9],
  [AT.trafalgar, AT.pamphlet, 'INFLUENCES', 0.81],
  [AT.pamphlet, AT.constitution, 'INFLUENCES', 0.8],
  [AT.pamphlet, AT.patina, 'INFLUENCES', 0.79],
  [AT.constitution, AT.patina, 'CAUSES', 0.7],
  [AT.patina, AT.waterloo, 'CAUSES', 0.7],
  [AT.ulm, AT.trafalgar, 'PRECEDES', 0.5],
  [AT.ulm, AT.austerlitz, 'CAUSES', 0.6],
  [AT.austerlitz, AT.waterloo, 'PRECEDES', 0.55],
  [AT.austerlitz, AT.constitution, 'INFLUENCES', 0.3],
  [AT.trafalgar, AT.constitution, 'SAME_CONFLICT', 0.2],
];

/** Events of the corpus, of which one led to the other. */
const GENERATED: [query: string, shown: Shown][] = [
  ['Launch of Sputnik 1, 4 October 1957', 'PRIVATE'],
  ['Founding of NASA', 'PUBLIC'],
];

export interface GuardedGraph {
  /** Ids of moments by path. */
  moments: Record<string, string>;
  /** Ids of links; `open` joins two public moments, the others lead to a private and to an unlisted one. */
  links: { open: string; private: string; unlisted: string };
  /** The job of the private generated moment, and its batch. */
  job: string;
  batch: string;
}

/** Public moments among hidden ones, with links among all of them, in an empty graph. */
export async function buildGraph(app: TestApp): Promise<GuardedGraph> {
  const { job, batch } = await generate(app, GENERATED[0]!);
  for (const moment of MOMENTS) await index(app, moment);
  await generate(app, GENERATED[1]!);
  for (const [from, to] of MOVES) await change(app, 'moveMoment', { from, to });
  for (const moment of SQUATTERS) await index(app, moment);
  await change(app, 'moveMoment', { from: AT.contested, to: AT.usurper });
  for (const [from, to, type, weight] of LINKS) {
    const words = [from, to].some((path) => path.includes('quillon')) ? 'Quillon words' : 'Told in books';
    await change(app, 'linkMoments', { from, to, type, weight, description: words, source: words });
  }
  // The last change of all is to a hidden one.
  await change(app, 'updateMoment', { path: AT.mutiny, metadata: { era: ERA } });
  await settle(app);
  return { ...(await idsOf()), job, batch };
}

/** Deletes the moments of this visibility, and what is left is as if they had never been. */
export async function deleteAll(app: TestApp, visibility: 'private' | 'unlisted'): Promise<void> {
  const rows = await runCypher('MATCH (m:Moment {visibility: $visibility}) RETURN m.path AS path', {
    visibility,
  });
  for (const { path } of rows) await change(app, 'deleteMoment', { path });
  await settle(app);
}

/** Derives the links of all moments in one go: what comes out does not depend on when a worker looked. */
export async function settle(app: TestApp): Promise<void> {
  await until(async () => (await findDue(app, 1)).length === 0, { seconds: 60, what: 'the sweep to end' });
  await runCypher('MATCH (m:Moment) SET m.linksDue = true');
  await deriveBatch({ ...app, clock: () => new Date(), newId: randomUUID }, await findDue(app, 1_000));
  await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
}

export async function change(app: TestApp, mutation: string, input: object): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { errors } = await app.graphql(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
    { input },
    admin,
  );
  if (errors) throw new Error(`${mutation} ${JSON.stringify(input)}: ${errors[0]!.message}`);
}

export function index(app: TestApp, [path, visibility, metadata, more]: Made): Promise<void> {
  return change(app, 'indexMoment', { path, visibility, metadata, ...more });
}

export async function generate(app: TestApp, [query, visibility]: (typeof GENERATED)[number]) {
  const { data } = await app.graphql(
    'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }',
    { input: { queries: [{ query, visibility }] } },
    admin,
  );
  const { batch, jobs } = data.bulkGenerate;
  const status = await until(
    async () => {
      const asked = await app.graphql(`{ job(id: "${jobs[0].id}") { status } }`, {}, service);
      return !['PENDING', 'PROCESSING'].includes(asked.data.job.status) && asked.data.job.status;
    },
    { seconds: 90, what: `${query} to be generated` },
  );
  if (status !== 'COMPLETED') throw new Error(`${query} is ${status}`);
  return { job: jobs[0].id as string, batch: batch.id as string };
}

async function idsOf(): Promise<Pick<GuardedGraph, 'moments' | 'links'>> {
  const moments = await runCypher('MATCH (m:Moment) RETURN m.path AS path, m.id AS id');
  const links = await runCypher(
    `MATCH (a:Moment)-[r {layer: 0}]->(b:Moment) WITH r.id AS id, [a.visibility, b.visibility] AS ends
     RETURN CASE WHEN 'private' IN ends THEN 'private' WHEN 'unlisted' IN ends THEN 'unlisted' ELSE 'open' END AS kind,
       head(collect(id)) AS id`,
  );
  return {
    moments: Object.fromEntries(moments.map(({ path, id }) => [path, id])),
    links: Object.fromEntries(links.map(({ kind, id }) => [kind, id])) as GuardedGraph['links'],
  };
}

/** Ids of what is hidden from whoever names these paths: moments, links that lead to them, jobs. */
export async function hiddenIds(named: string[] = []): Promise<string[]> {
  const rows = await runCypher(
    `MATCH (m:Moment) WHERE NOT m:Public AND NOT m.path IN $named
     OPTIONAL MATCH (m)-[r]-(:Moment)
     UNWIND [m.id, m.jobId, r.id] AS id
     WITH DISTINCT id WHERE id IS NOT NULL
     RETURN id`,
    { named },
  );
  return rows.map(({ id }) => String(id));
}
