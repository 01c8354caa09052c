import { traceparent } from '../../../platform/observing/tracing.js';
import { isDuplicate } from '../../../platform/queue/faults.js';
import type { OpenJob } from '../collections.js';
import type { JobDeps } from '../deps.js';
import { type BatchRecord, type JobRecord, type JobRequest, newRecord } from '../domain/job.js';
import { askedFor } from '../domain/twins.js';

/** An open job that is not accepted by then never will be, and is swept. */
export const ORPHAN_AGE_MS = 60_000;
/** What took longer to write than this may have been swept meanwhile. */
const SLOW_MS = ORPHAN_AGE_MS / 2;

/**
 * Writes jobs so that they are accepted at once or not at all: first the open entries, by which whatever is left of
 * an acceptance that broke off is found and swept, then the records, then the batch. The last write is the
 * acceptance: that of the batch or, for a job without one, that of its record.
 */
export async function acceptJobs(
  deps: JobDeps,
  requests: JobRequest[],
  { generator, batch }: { generator: string; batch: { id: string; bodyDigest: string } | null },
): Promise<JobRecord[]> {
  const at = deps.clock();
  const parent = traceparent();
  const first = (await takeNumbers(deps, requests.length)) + 1;
  const ids = requests.map(() => deps.newId());
  const twins = batch ? firstTwins(requests, ids) : null;
  const records = requests.map((request, i) =>
    newRecord(request, {
      id: ids[i]!,
      accepted: first + i,
      generator,
      batchId: batch?.id ?? null,
      place: batch && i,
      twinOf: twins?.[i] ?? null,
      requestId: deps.requestId,
      traceparent: parent,
      at,
    }),
  );
  const open = records.map((record) => openEntry(record, batch?.id ?? null, at));
  await deps.openJobs.insertMany(open);
  await deps.jobs.insertMany(records);
  if (batch) await insertBatch(deps, { ...batch, records, at });
  if (deps.clock().getTime() - at.getTime() > SLOW_MS) await writeAgain(deps, open, records);
  deps.observer?.accepted(generator, records.length);
  return records;
}

/** `batch` is the one whose document accepts the job; null for a job that its record alone accepts. */
export function openEntry({ _id, accepted }: JobRecord, batch: string | null, at: Date): OpenJob {
  return { _id: accepted, job: _id, batch, at };
}

/** For each request the id of the first that asks for the same; null for the first itself. */
function firstTwins(requests: JobRequest[], ids: string[]): (string | null)[] {
  const firsts = new Map<string, string>();
  return requests.map((request, i) => {
    const key = askedFor(request);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, ids[i]!);
    return first ?? null;
  });
}

async function insertBatch(
  deps: JobDeps,
  { id, bodyDigest, records, at }: { id: string; bodyDigest: string; records: JobRecord[]; at: Date },
): Promise<void> {
  const batch: BatchRecord = {
    _id: id,
    total: records.length,
    jobs: records.map(({ _id }) => _id),
    bodyDigest,
    createdAt: at,
  };
  try {
    await deps.batches.insertOne(batch);
  } catch (error) {
    // Another call with the same key was first: these jobs will never be accepted.
    if (isDuplicate(error)) await forget(deps, records);
    throw error;
  }
}

/** Removes jobs that are not accepted: the records first, as the entries are what the sweep finds them by. */
async function forget({ jobs, openJobs }: JobDeps, records: JobRecord[]): Promise<void> {
  await jobs.deleteMany({ _id: { $in: records.map(({ _id }) => _id) } });
  await openJobs.deleteMany({ _id: { $in: records.map(({ accepted }) => accepted) } });
}

/** Puts back what a sweep may have taken before the acceptance was written. */
async function writeAgain(deps: JobDeps, open: OpenJob[], records: JobRecord[]): Promise<void> {
  await insertNew(deps.jobs, records);
  await insertNew(deps.openJobs, open);
}

/** Inserts those that are not there yet. */
export async function insertNew<T>(
  collection: { insertMany(documents: T[], options: { ordered: false }): Promise<unknown> },
  documents: T[],
): Promise<void> {
  if (documents.length === 0) return;
  await collection.insertMany(documents, { ordered: false }).catch(unlessDuplicate);
}

function unlessDuplicate(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}

/** Reserves the next `count` numbers in the order of acceptance; gives the one before them. */
export async function takeNumbers({ counters }: JobDeps, count: number): Promise<number> {
  const take = () =>
    counters.findOneAndUpdate(
      { _id: 'accepted' },
      { $inc: { value: count } },
      { upsert: true, returnDocument: 'after' },
    );
  // Two that both find no counter may both try to create it.
  const counter = await take().catch((error) => {
    unlessDuplicate(error);
    return take();
  });
  return counter!.value - count;
}
