import { reach } from '../../platform/queue/faults.js';
import type { JobCollections } from './collections.js';

/** One more with every field that records did not have before. */
const VERSION = 1;
/** What a record has that was written before there was such a field; `place` is told by its batch. */
const BEFORE = { changed: 1, since: null, place: null, twinOf: null, requestId: null, traceparent: null };
const FIELDS = Object.keys(BEFORE) as (keyof typeof BEFORE)[];
const PAGE = 500;

/**
 * Gives the records that earlier versions wrote the fields they lack, once. May be broken off and begun again, and be
 * done by several processes at once. Rejects with SERVICE_UNAVAILABLE when the queue is away.
 */
export async function upgradeRecords({ jobs, batches, counters }: JobCollections): Promise<void> {
  const version = await reach(() => counters.findOne({ _id: 'recordVersion' }));
  if (version && version.value >= VERSION) return;
  for (let after = ''; ; ) {
    const page = await reach(() =>
      jobs
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray(),
    );
    const lacking = page.filter((record) => FIELDS.some((field) => !(field in record)));
    const batchIds = [...new Set(lacking.flatMap(({ batchId }) => batchId ?? []))];
    const found = await reach(() => batches.find({ _id: { $in: batchIds } }).toArray());
    const placeOf = new Map(found.flatMap((batch) => batch.jobs.map((job, place) => [job, place] as const)));
    const updates = lacking.map((record) => {
      const before = { ...BEFORE, place: placeOf.get(record._id) ?? null };
      const missing = FIELDS.filter((field) => !(field in record)).map((field) => [field, before[field]]);
      return { updateOne: { filter: { _id: record._id }, update: { $set: Object.fromEntries(missing) } } };
    });
    if (updates.length > 0) await reach(() => jobs.bulkWrite(updates, { ordered: false }));
    if (page.length < PAGE) break;
    after = page.at(-1)!._id;
  }
  await reach(() =>
    counters.updateOne({ _id: 'recordVersion' }, { $set: { value: VERSION } }, { upsert: true }),
  );
}
