import { readRecords } from '../../src/cli/backup/backup-stream.js';
import type { JobCollections } from '../../src/features/jobs/collections.js';
import { type Graph, parseStatement } from '../../src/platform/graph/index.js';
import type { Ledger } from './ledger.js';
import { verifyGraph } from './verify-graph.js';

/** What holds after whatever befell the service, in the order in which it is told. */
export const INVARIANTS = [
  'nothing acknowledged is missing',
  'nothing is there twice',
  'the graph is consistent',
  'statuses only go forward',
  'answers meanwhile were those documented',
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface Broken {
  invariant: Invariant;
  what: string;
}

/** Both stores, asked past the service. */
export interface Stores {
  graph: Graph;
  jobs: JobCollections;
}

const MOMENTS = parseStatement(
  'faults/moments',
  'MATCH (m:Moment) RETURN m.path AS path, m.id AS id, m.jobId AS job',
);
const LINKS = parseStatement(
  'faults/links',
  'MATCH (a:Moment)-[r]->(b:Moment) WHERE r.layer = 0 RETURN a.path AS from, b.path AS to, type(r) AS type',
);

/** Holds what stands, at rest, against what was told. */
export async function brokenInvariants(stores: Stores, ledger: Ledger): Promise<Broken[]> {
  const found: Record<Invariant, string[]> = {
    'nothing acknowledged is missing': await missing(stores, ledger),
    'nothing is there twice': await twice(stores),
    'the graph is consistent': await verifyGraph(stores.graph),
    'statuses only go forward': [...ledger.turnedBack],
    'answers meanwhile were those documented': [...ledger.badAnswers],
  };
  return INVARIANTS.flatMap((invariant) => found[invariant].map((what) => ({ invariant, what })));
}

async function missing({ graph, jobs }: Stores, ledger: Ledger): Promise<string[]> {
  const found: string[] = [];
  const standing = new Map(
    (await graph.read<{ path: string; id: string }>(MOMENTS)).map(({ path, id }) => [path, id]),
  );
  for (const [path, id] of ledger.moments) {
    if (!standing.has(path)) found.push(`moment ${path}`);
    else if (id !== null && standing.get(path) !== id)
      found.push(`moment ${path}: ${standing.get(path)} stands, ${id} was acknowledged`);
  }
  const links = new Set((await graph.read<LinkRow>(LINKS)).map(nameOf));
  for (const link of ledger.links) if (!links.has(nameOf(link))) found.push(`link ${nameOf(link)}`);

  const records = await jobs.jobs.find({ _id: { $in: [...ledger.jobs] } }).toArray();
  const byId = new Map(records.map((record) => [record._id, record]));
  for (const id of ledger.jobs) {
    const job = byId.get(id);
    if (job?.status !== 'COMPLETED')
      found.push(`job ${id}: ${job ? `${job.status} ${job.error ?? ''}` : 'there is none'}`);
    else if (!standing.has(job.path!)) found.push(`moment ${job.path} of job ${id}`);
  }
  for (const backup of ledger.backups) found.push(...(await missingIn(backup, ledger)));
  return found;
}

async function missingIn(backup: Ledger['backups'][number], ledger: Ledger): Promise<string[]> {
  const kept = new Set<string>();
  for await (const record of readRecords(backup.file)) {
    if (record.kind === 'moment') kept.add(record.row.path);
    if (record.kind === 'job') kept.add(String((record.document as { _id: unknown })._id));
  }
  const owed = [
    ...[...ledger.moments.keys()].slice(0, backup.moments),
    ...[...ledger.jobs].slice(0, backup.jobs),
  ];
  return owed.filter((name) => !kept.has(name)).map((name) => `${name} in a backup`);
}

async function twice({ graph, jobs }: Stores): Promise<string[]> {
  const made = await graph.read<{ path: string; job: string | null }>(MOMENTS);
  const batches = await jobs.batches.find().toArray();
  const accepted = new Set(batches.flatMap((batch) => batch.jobs));
  const records = (await jobs.jobs.find().toArray()).filter(({ _id }) => accepted.has(_id));
  return [
    ...repeated(made.map(({ path }) => path)).map((path) => `moment ${path}`),
    ...repeated(made.flatMap(({ job }) => job ?? [])).map((job) => `a moment of job ${job}`),
    ...repeated(records.flatMap(({ clientRef }) => clientRef ?? [])).map((ref) => `a job for ${ref}`),
    ...repeated(records.flatMap(({ path }) => path ?? [])).map((path) => `a job that made ${path}`),
  ];
}

interface LinkRow extends Record<string, unknown> {
  from: string;
  to: string;
  type: string;
}

function nameOf({ from, to, type }: { from: string; to: string; type: string }): string {
  return `${from} ${type} ${to}`;
}

function repeated(names: string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.has(name) || !seen.add(name)))];
}
