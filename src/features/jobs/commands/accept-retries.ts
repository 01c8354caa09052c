import { v5 as uuidFrom } from 'uuid';
import { traceparent } from '../../../platform/observing/tracing.js';
import type { JobDeps } from '../deps.js';
import { type Acceptance, hasEnded, type JobRecord, newRecord } from '../domain/job.js';
import { twinsOf } from '../domain/twins.js';
import { insertNew, openEntry, takeNumbers } from './accept-jobs.js';
import { wake } from './wake.js';

/** Where the ids of retries come from: a job has one retry, whoever asks for it and however often. */
const RETRY_NAMESPACE = '0d5a3c1e-8b1f-4c39-9b0e-6f1f2f5a7c44';

/**
 * Accepts one new job for each of these that ended, and gives them in that order; those that stand are given as they
 * are. A retry stands in the batch of the first job, yet is accepted by its own record.
 */
export async function acceptRetries(deps: JobDeps, ended: JobRecord[]): Promise<JobRecord[]> {
  const at = deps.clock();
  const ids = ended.map(({ _id }) => uuidFrom(_id, RETRY_NAMESPACE));
  const find = async () => {
    const found = await deps.jobs.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map((record) => [record._id, record]));
  };
  const standing = await find();
  const missing = ended.flatMap((job, i) => (standing.has(ids[i]!) ? [] : [{ job, id: ids[i]! }]));
  const first = missing.length > 0 ? (await takeNumbers(deps, missing.length)) + 1 : 0;
  const made = missing.map(({ job, id }, i) =>
    retryOf(job, { id, accepted: first + i, requestId: deps.requestId, traceparent: traceparent(), at }),
  );

  // Also those of retries that stand: who made them may have died for so long that the sweep came in between.
  const live = [...made, ...standing.values()].filter(({ status }) => !hasEnded(status));
  await insertNew(
    deps.openJobs,
    live.map((record) => openEntry(record, null, record.createdAt)),
  );
  await insertNew(deps.jobs, made);
  const records = await find();
  // Where another call was first, its record stands and the entry made here is for nothing.
  const superfluous = made.filter(({ _id, accepted }) => records.get(_id)?.accepted !== accepted);
  if (superfluous.length > 0)
    await deps.openJobs.deleteMany({ _id: { $in: superfluous.map(({ accepted }) => accepted) } });
  for (const job of made) if (!superfluous.includes(job)) deps.observer?.accepted(job.generator, 1);
  await wake(
    deps,
    live.map(({ _id }) => _id),
  );
  return ids.flatMap((id) => records.get(id) ?? []);
}

function retryOf(
  job: JobRecord,
  acceptance: Pick<Acceptance, 'id' | 'accepted' | 'requestId' | 'traceparent' | 'at'>,
): JobRecord {
  const { query, preset, visibility, clientRef, generator, batchId, place } = job;
  return newRecord(
    { query, preset, visibility, clientRef },
    {
      ...acceptance,
      generator,
      batchId,
      place,
      twinOf: batchId === null ? null : twinsOf(job),
      retryOf: job._id,
    },
  );
}
