import { reach } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';

const PAGE = 500;

/** Removes jobs that ended longer than `retentionMs` ago, and batches that have no job left. */
export async function removeOld({ jobs, batches, clock }: JobDeps, retentionMs: number): Promise<number> {
  const before = new Date(clock().getTime() - retentionMs);
  let removed = 0;
  for (;;) {
    const old = await reach(() =>
      jobs
        .find({ completedAt: { $lt: before } }, { projection: { batchId: 1 } })
        .limit(PAGE)
        .toArray(),
    );
    if (old.length === 0) return removed;
    await reach(async () => {
      await jobs.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
      for (const batchId of new Set(old.flatMap(({ batchId }) => batchId ?? []))) {
        if (!(await jobs.findOne({ batchId }, { projection: { _id: 1 } })))
          await batches.deleteOne({ _id: batchId });
      }
    });
    removed += old.length;
  }
}
