import { jest } from '@jest/globals';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { findJob, findJobs } from '../../../src/features/jobs/queries/find-jobs.js';
import { listJobs } from '../../../src/features/jobs/queries/list-jobs.js';
import { removeOld } from '../../../src/features/jobs/runner/retention.js';
import { allEnded, answerAll, inWorkshop, queries, until } from './workshop.js';

jest.setTimeout(60_000);

const forward = { limit: 3, backward: false, after: null, before: null };

test(
  'jobs are listed latest first, page by page, either way',
  inWorkshop(async (workshop) => {
    const deps = await workshop.deps();
    const { batch } = await bulkGenerate(deps, { queries: queries(7) });
    await generate(deps, { query: 'single' });
    const names = (page: { items: { query: string }[] }) => page.items.map(({ query }) => query);

    const first = await listJobs(deps, {}, forward);
    expect([names(first), first.more]).toEqual([['single', 'event-6', 'event-5'], true]);
    expect(await first.count()).toBe(8);
    const second = await listJobs(deps, {}, { ...forward, after: [first.items.at(-1)!.accepted] });
    expect([names(second), second.more]).toEqual([['event-4', 'event-3', 'event-2'], true]);
    const third = await listJobs(deps, {}, { ...forward, after: [second.items.at(-1)!.accepted] });
    expect([names(third), third.more]).toEqual([['event-1', 'event-0'], false]);
    const back = await listJobs(deps, {}, { ...forward, backward: true, before: [third.items[0]!.accepted] });
    expect([names(back), back.more]).toEqual([names(second), true]);

    const ofBatch = await listJobs(deps, { batchId: batch.id, status: ['PENDING'] }, forward);
    expect([names(ofBatch), await ofBatch.count()]).toEqual([['event-6', 'event-5', 'event-4'], 7]);
    expect(names(await listJobs(deps, { status: ['FAILED', 'COMPLETED'] }, forward))).toEqual([]);
    await expect(listJobs(deps, {}, { ...forward, after: ['x'] })).rejects.toMatchObject({
      details: { field: 'after' },
    });
  }),
);

test(
  'jobs are found by id, and only what the client may know of them',
  inWorkshop(async (workshop) => {
    const deps = await workshop.deps();
    const { jobs } = await bulkGenerate(deps, { queries: queries(3) });
    const ids = jobs.map(({ id }) => id);
    const found = await findJobs(deps, [...ids, 'none such']);
    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(Object.keys(found[0]!)).not.toEqual(expect.arrayContaining(['worker']));
    expect(Object.keys(found[0]!)).toEqual(Object.keys(jobs[0]!));
    expect(await findJob(deps, 'none such')).toBeNull();
  }),
);

test(
  'jobs that ended longer ago than they are kept go, and a batch with the last of its jobs',
  inWorkshop(async (workshop) => {
    let now = Date.now();
    const deps = await workshop.deps({ clock: () => new Date(now) });
    await workshop.worker(answerAll, { deps });
    await bulkGenerate(deps, { queries: queries(3) });
    await allEnded(deps, 3);
    now += 10 * 86_400_000;
    const { batch, jobs } = await bulkGenerate(deps, { queries: queries(2) });
    await allEnded(deps, 5);
    await until(async () => (await deps.openJobs.countDocuments()) === 0);

    now += 85 * 86_400_000;
    expect(await removeOld(deps, 90 * 86_400_000)).toBe(3);
    expect(await deps.batches.find().toArray()).toMatchObject([{ _id: batch.id }]);
    expect((await deps.jobs.find().toArray()).map(({ _id }) => _id).sort()).toEqual(
      jobs.map(({ id }) => id).sort(),
    );
    expect(await removeOld(deps, 90 * 86_400_000)).toBe(0);
  }),
);
