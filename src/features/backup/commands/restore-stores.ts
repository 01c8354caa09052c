import { BSON } from 'mongodb';
import { ClockchainError } from '../../../errors.js';
import { fromTypedJson, type Graph, statement } from '../../../platform/graph/index.js';
import { reach } from '../../../platform/queue/faults.js';
import { insertNew, openEntry } from '../../jobs/commands/accept-jobs.js';
import type { JobDeps } from '../../jobs/deps.js';
import { type BatchRecord, hasEnded, type JobRecord } from '../../jobs/domain/job.js';
import type { BackupHeader, BackupRecord, MomentCopy } from '../domain/backup-file.js';

const begin = statement('backup/begin');
const end = statement('backup/end');
const present = statement('backup/present');
const putFormerPaths = statement('backup/put-former-paths');
const putLinks = statement('backup/put-links');
const createMoments = statement('moment/create');
const joinHubs = statement('moment/join-hubs');
const recordGenerations = statement('generation/record');

const PAGE = 500;

export interface StoresToFill {
  graph: Graph;
  jobs: JobDeps;
}

/**
 * Writes what a backup holds into stores where nothing stands, and nobody else writes. What broke off goes on when it is
 * called again with the same backup; until `endRestore` the service does not start on them. Throws CONFLICT where
 * something else stands.
 */
export async function fillStores(
  stores: StoresToFill,
  header: BackupHeader,
  records: AsyncIterable<BackupRecord>,
): Promise<void> {
  await beginRestore(stores, header);
  for await (const page of pagesOf(records)) await putPage(stores, page);
}

/** Says that all of it is there. */
export async function endRestore(graph: Graph, { id: backup }: BackupHeader): Promise<void> {
  await graph.write(end, { backup });
}

async function beginRestore({ graph, jobs }: StoresToFill, { id: backup }: BackupHeader): Promise<void> {
  const job = await reach(() => jobs.jobs.findOne({}, { projection: { _id: 1 } }));
  const at = jobs.clock().toISOString();
  const [answer] = await graph.write<{ begun: boolean }>(begin, { backup, queued: job !== null, at });
  if (answer!.begun) return;
  throw new ClockchainError('CONFLICT', 'Moments or jobs stand there already: a restore wants empty stores.');
}

type RecordOf<K extends BackupRecord['kind']> = Extract<BackupRecord, { kind: K }>;

/** Records of one kind, so many at a time. */
async function* pagesOf(records: AsyncIterable<BackupRecord>): AsyncGenerator<BackupRecord[]> {
  let page: BackupRecord[] = [];
  for await (const record of records) {
    if (page.length === PAGE || (page.length > 0 && page[0]!.kind !== record.kind)) {
      yield page;
      page = [];
    }
    page.push(record);
  }
  if (page.length > 0) yield page;
}

function putPage({ graph, jobs }: StoresToFill, page: BackupRecord[]): Promise<unknown> {
  const of = <K extends BackupRecord['kind']>(kind: K) =>
    page.filter((record): record is RecordOf<K> => record.kind === kind);
  switch (page[0]!.kind) {
    case 'batch':
      return putBatches(jobs, of('batch'));
    case 'job':
      return putJobs(jobs, of('job'));
    case 'queue':
      return putQueue(jobs, of('queue')[0]!);
    case 'moment':
      return putMoments(graph, of('moment'));
    case 'link':
      return putLinksOf(graph, of('link'));
  }
}

function putBatches({ batches }: JobDeps, page: RecordOf<'batch'>[]): Promise<unknown> {
  const records = page.map(({ document }) => stored<BatchRecord>(document));
  return reach(() => insertNew(batches, records));
}

/** A job that has not ended is listed as open, and is woken by whoever looks through that list at the next start. */
async function putJobs({ jobs, openJobs }: JobDeps, page: RecordOf<'job'>[]): Promise<void> {
  const records = page.map(({ document }) => stored<JobRecord>(document));
  const open = records
    .filter(({ status }) => !hasEnded(status))
    .map((record) => openEntry(record, record.retryOf === null ? record.batchId : null, record.createdAt));
  await reach(async () => {
    await insertNew(openJobs, open);
    await insertNew(jobs, records);
  });
}

async function putQueue({ counters, gate }: JobDeps, { accepted, paused }: RecordOf<'queue'>): Promise<void> {
  await reach(() => counters.updateOne({ _id: 'accepted' }, { $set: { value: accepted } }, { upsert: true }));
  if (paused) await gate.setPaused(true);
}

function stored<T>(document: object): T {
  return BSON.EJSON.deserialize(document, { relaxed: true }) as T;
}

/** A page is one transaction: a moment that is there has all that is joined to it. */
function putMoments(graph: Graph, page: RecordOf<'moment'>[]): Promise<unknown> {
  return graph.transaction(async (run) => {
    const there = new Set(
      (await run<{ id: string }>(present, { ids: page.map(({ row }) => row.id) })).map(({ id }) => id),
    );
    const missing = page.filter(({ row }) => !there.has(row.id));
    const rows = missing.map(({ row }) => fromTypedJson(row) as MomentCopy);
    await run(createMoments, { rows });
    await run(joinHubs, { rows });
    await run(recordGenerations, { rows: rows.flatMap(({ generations }) => generations) });
    await run(putFormerPaths, {
      rows: rows.flatMap(({ id, formerPaths }) => formerPaths.map((former) => ({ id, ...former }))),
    });
  });
}

function putLinksOf(graph: Graph, page: RecordOf<'link'>[]): Promise<unknown> {
  return graph.write(putLinks, { links: page.map(({ link }) => fromTypedJson(link)) });
}
