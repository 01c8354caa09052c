import { jest } from '@jest/globals';
import { startDying } from '../../integration/jobs/start-dying.js';
import { admin, service, startTestApp, testSettings } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

// The first sentence that the local generator reads has it load its places.
jest.setTimeout(120_000);

const EVENTS = [
  [
    'Battle of Hastings',
    'Magna Carta',
    'Fall of the Berlin Wall',
    'Storming of the Bastille',
    'Boston Tea Party',
  ],
  [
    'Battle of Waterloo',
    'Eruption of Vesuvius',
    'Battle of Marathon',
    'Battle of Trafalgar',
    'Chernobyl disaster',
  ],
];
const COUNT = EVENTS.flat().length;

interface Listed {
  id: string;
  status: string;
  startedAt: string;
  attempts: number;
  attemptLog: { code: string }[];
}

test('two APIs and two workers on one pair of databases: each job once, in order, and that of a killed worker goes on', async () => {
  const { mongodb } = testSettings();
  const api = await startTestApp({ role: 'api', mongodb });
  const otherApi = await startTestApp({ role: 'api', mongodb });
  const stops = [api.stop, otherApi.stop];
  try {
    const bulk = 'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { jobs { id } } }';
    const answers = await Promise.all(
      [api, otherApi].map(({ graphql }, i) =>
        graphql(bulk, { input: { queries: EVENTS[i]!.map((query) => ({ query })) } }, admin),
      ),
    );
    for (const { errors } of answers) expect(errors).toBeUndefined();

    const dying = await startDying({
      uri: mongodb.uri,
      leaseMs: 1_000,
      stage: 'generating',
      generator: 'local',
    });
    const worker = await startTestApp({ role: 'worker', mongodb });
    stops.push(worker.stop);
    await dying.kill();

    // Each API sees what the other accepted and the workers did.
    const list =
      '{ jobs(first: 100) { totalCount nodes { id status startedAt attempts attemptLog { code } } } }';
    const jobs = await until<Listed[]>(
      async () => {
        const { data } = await otherApi.graphql(list, {}, service);
        const nodes: Listed[] = data.jobs.nodes.reverse();
        return nodes.every(({ status }) => status === 'COMPLETED') ? nodes : (null as never);
      },
      { seconds: 60 },
    );
    expect(jobs).toHaveLength(COUNT);
    expect(jobs[0]).toMatchObject({
      id: dying.jobs.get('generating'),
      attempts: 2,
      attemptLog: [{ code: 'WORKER_LOST' }],
    });
    expect(new Set(jobs.slice(1).map(({ attempts }) => attempts))).toEqual(new Set([1]));
    const starts = jobs.map(({ startedAt }) => Date.parse(startedAt));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    const [row] = await runCypher(
      'MATCH (m:Moment) WHERE m.jobId IN $ids RETURN count(m) AS moments, count(DISTINCT m.jobId) AS jobs',
      { ids: jobs.map(({ id }) => id) },
    );
    expect(row).toEqual({ moments: COUNT, jobs: COUNT });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
});
