import { pino } from 'pino';
import { createApp } from '../src/app.js';
import { until } from '../test/support/until.js';
import { queryAt } from './data.js';
import type { Measured } from './figures.js';
import { ADMIN, clientOf, type World } from './world.js';

const BULK_GENERATE = `mutation ($queries: [BulkGenerateQuery!]!) {
  bulkGenerate(input: {queries: $queries}) { jobs { id } batch { id } } }`;
const BATCH = 'query ($id: ID!) { batch(id: $id) { total counts { completed failed } } }';
const JOB = 'query ($id: ID!) { job(id: $id) { startedAt completedAt error } }';
const IN_ONE_CALL = 500;
const CALLS = 2;
const MINUTES = 5;
/** As a subscription looks: each look reads all jobs of the batch, which would be measured too. */
const LOOK_EVERY_MS = 200;

/**
 * 1,000 jobs of the local generator, eight at once, with the derivation of links beside them as in `npm start`: how many
 * a second from the first answer to the last end, of the first thousand after a start, while the servers' compilers are
 * at work, and of the third; then how long after the answer to one more call its first job begins.
 */
export async function measureJobs(
  { settings, size }: World,
  say: (text: string) => void,
): Promise<Measured[]> {
  say('jobs of the local generator');
  const uri = new URL(settings.mongodb.uri);
  uri.pathname = '/bench-jobs';
  const app = await createApp(
    { ...settings, role: 'all', mongodb: { uri: uri.href } },
    pino({ level: 'silent' }),
  );
  const client = clientOf(await app.http.listen({ host: '127.0.0.1', port: 0 }));
  try {
    await ended(client, [(await send(client, 0, 10)).batch]);
    const first = await thousand(client, 1_000);
    await thousand(client, 3_000);
    const third = await thousand(client, 5_000);
    const alone = await send(client, 7_000, IN_ONE_CALL);
    const answered = Date.now();
    await ended(client, [alone.batch]);
    const { startedAt } = (await client.ask(JOB, { id: alone.jobs[0] }, ADMIN)).job;
    const of = (app: number) => new Map([[size, { app: [app], raw: [] }]]);
    return [
      { name: 'jobs, eight at once, after a start', unit: '/s', bySize: of(first) },
      { name: 'jobs, eight at once', unit: '/s', bySize: of(third), promised: { of: 'app', least: 50 } },
      {
        name: 'first job begun after the answer',
        unit: 'ms',
        bySize: of(Math.max(0, Date.parse(startedAt) - answered)),
        promised: { of: 'app', most: 100 },
      },
    ];
  } finally {
    await client.close();
    await app.stop();
  }
}

/** How many a second were done, from the answer to the first call to the end of the last job. */
async function thousand(client: ReturnType<typeof clientOf>, from: number): Promise<number> {
  const sent = [await send(client, from, IN_ONE_CALL)];
  const answered = Date.now();
  for (let call = 1; call < CALLS; call++)
    sent.push(await send(client, from + call * IN_ONE_CALL, IN_ONE_CALL));
  await ended(
    client,
    sent.map(({ batch }) => batch),
  );
  const { completedAt } = (await client.ask(JOB, { id: sent.at(-1)!.jobs.at(-1)! }, ADMIN)).job;
  return (CALLS * IN_ONE_CALL * 1_000) / (Date.parse(completedAt) - answered);
}

async function send(client: ReturnType<typeof clientOf>, from: number, count: number) {
  const queries = Array.from({ length: count }, (_, i) => ({ query: queryAt(from + i) }));
  const { jobs, batch } = (await client.ask(BULK_GENERATE, { queries }, ADMIN)).bulkGenerate;
  return { jobs: (jobs as { id: string }[]).map(({ id }) => id), batch: batch.id as string };
}

/** Resolves once every job of these batches is completed; throws if one failed. */
async function ended(client: ReturnType<typeof clientOf>, batches: string[]): Promise<void> {
  for (const id of batches) {
    await until(
      async () => {
        const { total, counts } = (await client.ask(BATCH, { id }, ADMIN)).batch;
        if (counts.failed > 0) throw new Error(`${counts.failed} jobs failed`);
        return counts.completed === total;
      },
      { seconds: MINUTES * 60, what: 'every job is completed', everyMs: LOOK_EVERY_MS },
    );
  }
}
