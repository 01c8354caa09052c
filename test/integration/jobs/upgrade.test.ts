import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { findBatch } from '../../../src/features/jobs/queries/find-batch.js';
import { allEnded, answerAll, inWorkshop } from './workshop.js';

jest.setTimeout(60_000);

/** A record as the first version wrote it. */
function firstRecord(accepted: number, batchId: string) {
  return {
    _id: randomUUID(),
    accepted,
    generator: 'test',
    batchId,
    status: 'PENDING',
    query: `event-${accepted}`,
    preset: 'default',
    visibility: 'PRIVATE',
    clientRef: null,
    path: null,
    error: null,
    errorCode: null,
    attempts: 0,
    progress: 0,
    stage: 'QUEUED',
    createdAt: new Date(),
    startedAt: null,
    completedAt: null,
    nextAttemptAt: null,
    retryOf: null,
    run: 0,
    worker: null,
    leaseUntil: null,
    attemptLog: [],
    answer: null,
  };
}

test(
  'jobs that the first version accepted are run by this one, each for itself, and its batch counts them',
  inWorkshop(async (workshop) => {
    const earlier = await workshop.deps();
    await earlier.counters.deleteMany({});
    const batch = randomUUID();
    const records = [1, 2, 3].map((accepted) => firstRecord(accepted, batch));
    await earlier.openJobs.insertMany(
      records.map(({ _id, accepted }) => ({ _id: accepted, job: _id, batch, at: new Date() })),
    );
    await earlier.jobs.insertMany(records as never);
    await earlier.batches.insertOne({
      _id: batch,
      total: 3,
      jobs: records.map(({ _id }) => _id),
      bodyDigest: '',
      createdAt: new Date(),
    });

    const deps = await workshop.deps();
    await workshop.worker(answerAll, { deps });
    const ended = await allEnded(deps, 3);
    expect(ended.map(({ status, path }) => [status, path])).toEqual(
      [1, 2, 3].map((n) => ['COMPLETED', `/event-${n}`]),
    );
    expect(await findBatch(deps, batch)).toMatchObject({
      total: 3,
      counts: { completed: 3 },
      jobIds: records.map(({ _id }) => _id),
      changed: expect.any(Number),
    });
  }),
);
