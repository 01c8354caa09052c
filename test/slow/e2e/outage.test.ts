import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, type TestDataDir } from '../../support/embedded.js';
import { type RunningService, startService } from '../../support/process.js';
import { until } from '../../support/until.js';

const GENERATE = 'mutation ($input: GenerateInput!) { generate(input: $input) { job { id status } } }';
const JOB = 'query ($id: ID!) { job(id: $id) { status path error moment { name } } }';
const INDEX = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path } }';
const READ = '{ moments { nodes { path } } }';
const path = '/1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower';

describe('a database that is away', () => {
  let dataDir: TestDataDir;
  let service: RunningService;
  const paused = new Set<number>();

  beforeAll(async () => {
    dataDir = await makeDataDir();
    service = await startService({ DATA_DIR: dataDir.path });
    const { errors } = await service.graphql(INDEX, { input: { path, visibility: 'PUBLIC' } }, service.keys);
    expect(errors).toBeUndefined();
  }, 120_000);
  afterAll(async () => {
    for (const pid of paused) process.kill(pid, 'SIGCONT');
    await service?.end('SIGTERM');
    await dataDir?.remove();
  }, 30_000);

  const pidOf = (server: 'neo4j' | 'mongodb'): number =>
    JSON.parse(readFileSync(join(dataDir.path, 'processes.json'), 'utf8'))[server].pid;
  function pause(server: 'neo4j' | 'mongodb') {
    process.kill(pidOf(server), 'SIGSTOP');
    paused.add(pidOf(server));
  }
  function resume(server: 'neo4j' | 'mongodb') {
    process.kill(pidOf(server), 'SIGCONT');
    paused.delete(pidOf(server));
  }
  const ready = () => service.rest('GET', '/health/ready');

  test('the queue hangs: generating is refused with 503, reading goes on; then it recovers by itself', async () => {
    pause('mongodb');
    const refused = await service.rest('POST', '/api/generate', {
      body: { query: 'Battle of Hastings' },
      headers: service.keys,
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toBeTruthy();
    expect((await service.graphql(READ)).data.moments.nodes).toEqual([{ path }]);
    expect(await ready()).toMatchObject({ status: 503, body: { down: ['mongodb'] } });
    resume('mongodb');
    await until(async () => (await ready()).status === 200, { seconds: 30 });
    await finishes('Battle of Hastings');
  }, 90_000);

  test('the graph hangs: reads are refused with 503, a job waits and then finishes', async () => {
    pause('neo4j');
    const refused = await service.graphql(READ);
    expect(refused.errors![0]!.extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect(await service.rest('GET', `/api/moments${path}`)).toMatchObject({ status: 503 });
    const { data } = await service.graphql(
      GENERATE,
      { input: { query: 'Magna Carta June 15 1215' } },
      service.keys,
    );
    expect(data.generate.job.status).toBe('PENDING');
    resume('neo4j');
    await until(
      async () =>
        (await service.graphql(JOB, { id: data.generate.job.id }, service.keys)).data?.job?.status ===
        'COMPLETED',
      {
        seconds: 60,
      },
    );
  }, 120_000);

  test('each is killed: it is started again, and everything is as it was', async () => {
    for (const server of ['mongodb', 'neo4j'] as const) {
      const before = pidOf(server);
      process.kill(before, 'SIGKILL');
      await until(() => pidOf(server) !== before, { seconds: 30 });
      await until(async () => (await ready()).status === 200, { seconds: 30 });
    }
    expect((await service.graphql(READ)).data.moments.nodes).toEqual([{ path }]);
    await finishes('Fall of the Berlin Wall November 9 1989');
  }, 120_000);

  async function finishes(query: string): Promise<void> {
    const { data } = await until(async () => {
      const answer = await service.graphql(GENERATE, { input: { query } }, service.keys);
      return answer.data && answer;
    });
    await until(
      async () =>
        (await service.graphql(JOB, { id: data.generate.job.id }, service.keys)).data?.job?.status ===
        'COMPLETED',
      {
        seconds: 60,
      },
    );
  }
});
