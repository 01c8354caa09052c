import { BSON } from 'mongodb';
import { ClockchainError } from '../../../errors.js';
import { type Graph, statement, toTypedJson } from '../../../platform/graph/index.js';
import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../../jobs/deps.js';
import type { BackupRecord, LinkCopy, MomentCopy } from '../domain/backup-file.js';

const moments = statement('backup/moments');
const links = statement('backup/links');

const PAGE = 500;
const BATCHES = 100;

export interface StoresToCopy {
  /** Opened with `exactNumbers`. */
  graph: Graph;
  jobs: JobDeps;
}

/**
 * Everything that stands in both stores, while others may go on writing. What was acknowledged before the call is
 * there unless it was removed meanwhile; each moment and each link is as it stood at one instant.
 *
 * The queue comes first: so a job that has ended by then has its moment, and one whose moment is there without its
 * end finds what it wrote when it runs again. Batches come before jobs, so that none lacks a job of its own.
 */
export async function* copyStores(stores: StoresToCopy): AsyncGenerator<BackupRecord> {
  const began = stores.jobs.clock().toISOString();
  yield* copyQueue(stores.jobs);
  const copied = new Set<string>();
  const paths = new Set<string>();
  for await (const row of copyMoments(stores.graph)) {
    if (paths.has(row.path)) {
      // It came to a path that another left after it was copied: a new one need not be here, one that was moved must.
      if (row.properties.createdAt > began) continue;
      throw new ClockchainError('CONFLICT', `Moments changed places at ${row.path} meanwhile; begin again.`);
    }
    copied.add(row.id);
    paths.add(row.path);
    yield { kind: 'moment', row };
  }
  for await (const link of copyLinks(stores.graph)) {
    if (copied.has(link.source) && copied.has(link.target)) yield { kind: 'link', link };
  }
}

async function* copyQueue({ jobs, batches, counters, gate }: JobDeps): AsyncGenerator<BackupRecord> {
  const found = await reach(() => batches.find({}, { projection: { _id: 1 } }).toArray());
  const ids = found.map(({ _id }) => _id).sort();
  const accepted = new Set(ids);
  for (let first = 0; first < ids.length; first += BATCHES) {
    const some = ids.slice(first, first + BATCHES);
    const page = await reach(() => batches.find({ _id: { $in: some } }).toArray());
    for (const batch of page.sort((a, b) => (a._id < b._id ? -1 : 1)))
      yield { kind: 'batch', document: extended(batch) };
  }
  for (let after = 0; ; ) {
    const page = await reach(() =>
      jobs
        .find({ accepted: { $gt: after } })
        .sort({ accepted: 1 })
        .limit(PAGE)
        .toArray(),
    );
    for (const job of page) {
      // Of a batch that was accepted since, or never: not all of its jobs would be here.
      if (job.batchId === null || accepted.has(job.batchId)) yield { kind: 'job', document: extended(job) };
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.accepted;
  }
  const [counter, { paused }] = await Promise.all([
    reach(() => counters.findOne({ _id: 'accepted' })),
    gate.state(),
  ]);
  yield { kind: 'queue', accepted: counter?.value ?? 0, paused };
}

function extended(document: object): object {
  return BSON.EJSON.serialize(document, { relaxed: true });
}

async function* copyMoments(graph: Graph): AsyncGenerator<MomentCopy> {
  for (let after = ''; ; ) {
    const page = await graph.write<MomentCopy>(moments, { after, count: PAGE });
    for (const row of page) yield toTypedJson(row) as MomentCopy;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

async function* copyLinks(graph: Graph): AsyncGenerator<LinkCopy> {
  for (let after = ''; ; ) {
    const page = await graph.write<LinkRow>(links, { after, count: PAGE });
    for (const { source, target, type, properties } of page) {
      if (target !== null)
        yield { source, target, type: type!, properties: toTypedJson(properties) as object };
    }
    const last = page.at(-1)?.source;
    if (last === undefined) return;
    after = last;
  }
}

interface LinkRow extends Record<string, unknown> {
  source: string;
  target: string | null;
  type: string | null;
  properties: object | null;
}
