import { jest } from '@jest/globals';
import type { CommandStartedEvent } from 'mongodb';
import { GeneratorError } from '../../../src/features/generation/domain/generator.js';
import { createIndexes } from '../../../src/features/jobs/collections.js';
import { bulkGenerate } from '../../../src/features/jobs/commands/bulk-generate.js';
import { generate } from '../../../src/features/jobs/commands/generate.js';
import { findBatch } from '../../../src/features/jobs/queries/find-batch.js';
import { findJob } from '../../../src/features/jobs/queries/find-jobs.js';
import { listJobs } from '../../../src/features/jobs/queries/list-jobs.js';
import { reconcile } from '../../../src/features/jobs/runner/reconcile.js';
import { removeOld } from '../../../src/features/jobs/runner/retention.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { COMMANDS, faultsOf } from './stable-api.js';
import { answerTo, queries, until, Workshop } from './workshop.js';

jest.setTimeout(60_000);

test('every command that the queue is sent, also by Agenda, is one that MongoDB’s Stable API V1 has', async () => {
  const workshop = new Workshop();
  const queue = await openQueue({ uri: workshop.uri, monitorCommands: true });
  const sent: CommandStartedEvent[] = [];
  queue.client.on('commandStarted', (event) => sent.push(event));
  try {
    const deps = await workshop.deps({ queue });
    await createIndexes(deps);
    let busy = true;
    const worker = await workshop.worker(
      async (request) => {
        if (request.query === 'event-0') throw new GeneratorError('UNRESOLVED', 'no such event');
        if (request.query === 'event-1') throw new GeneratorError('UNAVAILABLE', 'away');
        if (request.query === 'event-2' && busy) {
          busy = false;
          throw new GeneratorError('BUSY', 'slow down', { retryAfter: 0.1 });
        }
        // Long enough for leases and locks to be renewed.
        if (request.query === 'event-3') await until(() => sent.some(isRenewal));
        return answerTo(request);
      },
      { deps, leaseMs: 600, backoffMs: 600_000, ratePerMinute: 6_000 },
    );
    const isRenewal = ({ command }: CommandStartedEvent) =>
      command.updates?.[0]?.u.$set && Object.keys(command.updates[0].u.$set).join() === 'leaseUntil,since';
    const input = { queries: queries(5), idempotencyKey: 'once' };
    const [{ batch, jobs }] = await Promise.all([bulkGenerate(deps, input), bulkGenerate(deps, input)]);
    await generate(deps, { query: 'single' });
    await until(async () => (await deps.jobs.countDocuments({ status: 'COMPLETED' })) === 4);
    await deps.openJobs.insertOne({ _id: 10_000, job: 'none such', batch: 'none such', at: new Date(0) });
    await deps.openJobs.insertOne({ _id: 10_001, job: jobs[0]!.id, batch: batch.id, at: new Date(0) });
    await queue.db.collection('wakeups').deleteMany({ lockedAt: null });
    await reconcile(deps);
    await findJob(deps, jobs[0]!.id);
    await findBatch(deps, batch.id);
    const filter = { status: ['FAILED' as const], batchId: batch.id };
    const page = await listJobs(deps, filter, { limit: 2, backward: true, after: [100], before: [1] });
    await page.count();
    await queue.ping();
    await worker.stop();
    await removeOld(deps, -86_400_000);
  } finally {
    await workshop.close();
  }
  const names = new Set(sent.map(({ commandName }) => commandName));
  expect([...names].sort()).toEqual(
    expect.arrayContaining([
      'aggregate',
      'createIndexes',
      'delete',
      'find',
      'findAndModify',
      'insert',
      'ping',
      'update',
    ]),
  );
  expect(new Set(sent.flatMap(faultsOf))).toEqual(new Set());
  // Agenda's own: its index, its look for due wake-ups, its record of their ends.
  const collections = sent.map(({ command, commandName }) => `${commandName} ${command[commandName]}`);
  for (const own of ['createIndexes', 'insert', 'findAndModify', 'update', 'delete']) {
    expect(collections).toContain(`${own} wakeups`);
  }
  expect([...names].filter((name) => !COMMANDS.has(name))).toEqual([]);
});
