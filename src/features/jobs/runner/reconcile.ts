import { reach } from '../../../platform/queue/faults.js';
import type { OpenJob } from '../collections.js';
import { ORPHAN_AGE_MS } from '../commands/accept-jobs.js';
import { MOST_WAKEUPS, wake } from '../commands/wake.js';
import type { JobDeps } from '../deps.js';
import { hasEnded } from '../domain/job.js';
import { removeOpen } from './remove-open.js';

const PAGE = 500;

type Found = 'live' | 'ended' | 'orphan' | 'young';

/**
 * Goes through the open jobs and mends what a death between two writes left behind: removes entries of jobs that
 * have ended, sweeps what was never accepted, and adds wake-ups where fewer will ring than live jobs could run at once.
 */
export async function reconcile(deps: JobDeps): Promise<{ added: number; swept: number }> {
  const live: string[] = [];
  let swept = 0;
  for (let after = 0; ; ) {
    const page = await openPage(deps, after);
    const found = await sort(deps, page);
    live.push(...found('live').map(({ job }) => job));
    swept += await sweep(deps, found('orphan'));
    await removeOpen(deps, found('ended'));
    if (page.length < PAGE) break;
    after = page.at(-1)!._id;
  }
  const wanted = Math.min(live.length, MOST_WAKEUPS);
  const missing = wanted - (wanted > 0 ? await deps.wakeups.count() : 0);
  const without = missing > 0 ? live.slice(0, missing) : [];
  await wake(deps, without);
  return { added: without.length, swept };
}

function openPage({ openJobs }: JobDeps, after: number): Promise<OpenJob[]> {
  return reach(() =>
    openJobs
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray(),
  );
}

async function sort({ jobs, batches, clock }: JobDeps, open: OpenJob[]): Promise<(kind: Found) => OpenJob[]> {
  const batchIds = [...new Set(open.flatMap(({ batch }) => batch ?? []))];
  const [records, accepted] = await reach(() =>
    Promise.all([
      jobs
        .find({ _id: { $in: open.map(({ job }) => job) } }, { projection: { status: 1, accepted: 1 } })
        .toArray(),
      batches.find({ _id: { $in: batchIds } }, { projection: { jobs: 1 } }).toArray(),
    ]),
  );
  // By its number: calls that race to retry a job may each have made an entry for the same record.
  const statusOf = new Map(records.map(({ accepted, status }) => [accepted, status]));
  const listed = new Set(accepted.flatMap(({ jobs }) => jobs));
  const old = clock().getTime() - ORPHAN_AGE_MS;

  function kindOf({ _id, job, batch, at }: OpenJob): Found {
    const status = statusOf.get(_id);
    if (status && (batch === null || listed.has(job))) return hasEnded(status) ? 'ended' : 'live';
    return at.getTime() < old ? 'orphan' : 'young';
  }
  return (kind) => open.filter((entry) => kindOf(entry) === kind);
}

/** The records first, as the entries are what they are found by. */
function sweep({ jobs, openJobs }: JobDeps, orphans: OpenJob[]): Promise<number> {
  return reach(async () => {
    if (orphans.length === 0) return 0;
    const numbers = orphans.map(({ _id }) => _id);
    await jobs.deleteMany({ _id: { $in: orphans.map(({ job }) => job) }, accepted: { $in: numbers } });
    await openJobs.deleteMany({ _id: { $in: numbers } });
    return orphans.length;
  });
}
