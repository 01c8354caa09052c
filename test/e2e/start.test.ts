import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from '../../src/platform/embedded/java.js';
import { makeDataDir, type TestDataDir } from '../support/embedded.js';
import { type RunningService, spawnService, startService } from '../support/process.js';
import { until } from '../support/until.js';
import { everyJobEnded } from './every-job-ended.js';
import { describeGuide } from './guide-examples.js';
import { describeReadme } from './readme-examples.js';

describe('starting', () => {
  let dataDir: TestDataDir;
  let service: RunningService;
  beforeAll(async () => {
    dataDir = await makeDataDir();
    service = await startService({ DATA_DIR: dataDir.path, STARTER: 'on' });
  }, 120_000);
  afterAll(async () => {
    await service?.end('SIGKILL');
    await dataDir?.remove();
  });

  async function failure(environment: Record<string, string>) {
    const attempt = spawnService(environment);
    return { code: await attempt.exit(), output: attempt.output().trim() };
  }

  test('the banner has the addresses and where the keys are, but no secret unless a terminal shows it', async () => {
    const output = service.output();
    for (const part of ['/graphql', '/api/docs', '/browser', 'keys.env', 'curl -X POST'])
      expect(output).toContain(part);
    for (const key of Object.values(service.keys)) expect(output).not.toContain(key);
    expect(output).not.toContain((await readFile(join(dataDir.path, 'neo4j-password'), 'utf8')).trim());
    expect((await stat(join(dataDir.path, 'keys.env'))).mode & 0o777).toBe(0o600);
  });

  test('an empty graph is filled with public moments and their links, by jobs', async () => {
    const jobs = await everyJobEnded(service);
    expect(jobs.filter(({ status }) => status !== 'COMPLETED')).toEqual([]);
    expect(jobs.length).toBeGreaterThanOrEqual(35);
    const moments = await service.graphql(
      '{ moments(first: 100) { totalCount nodes { path layer visibility } } }',
    );
    expect(moments.data.moments.totalCount).toBe(jobs.length);
    const paths = moments.data.moments.nodes.map(({ path }: { path: string }) => path);
    expect(paths).toContainEqual(expect.stringMatching(/^\/1914\/june\/28\//));
    expect(paths).toContainEqual(expect.stringMatching(/^\/1919\/june\/28\//));
    expect(paths).toContainEqual(expect.stringMatching(/^\/1969\/july\/20\/\d{4}\/space\/moon\//));
    expect(
      paths.filter((path: string) =>
        /cape-canaveral\/apollo-11|declaration-independence$|fords-theatre|atomic-bombing$/.test(path),
      ),
    ).toEqual([]);
    await until(() => /starter set: \d+ of \d+ moments/.test(service.output()));
  }, 90_000);

  describeReadme(() => ({ service, dataDir: dataDir.path }));
  describeGuide(() => service);

  test('a held DATA_DIR: one plain message that says who holds it', async () => {
    const { code, output } = await failure({ DATA_DIR: dataDir.path });
    expect(code).not.toBe(0);
    expect(output).toContain(String(service.pid));
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('a second instance runs beside it; SIGTERM ends it with 0, and its next start, without Maven or network, has everything', async () => {
    const otherDir = await makeDataDir();
    const other = await startService({ DATA_DIR: otherDir.path });
    expect(other.url).not.toBe(service.url);
    const count = '{ moments { totalCount } }';
    expect((await other.graphql(count)).data.moments.totalCount).toBe(0);
    await other.graphql(
      'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { status } }',
      { input: { path: '/1969/july/20/2056/space/moon/tranquility/kept', visibility: 'PUBLIC' } },
      other.keys,
    );
    expect(await other.end('SIGTERM')).toBe(0);
    const bin = await mkdtemp(join(tmpdir(), 'clockchain-bin-'));
    await symlink((await findJava(process.env)).java, join(bin, 'java'));
    const next = await startService({ DATA_DIR: otherDir.path, PATH: bin, JAVA_HOME: '', HOME: '/nowhere' });
    expect((await next.graphql(count)).data.moments.totalCount).toBe(1);
    expect((await service.graphql(count)).data.moments.totalCount).toBeGreaterThan(1);
    await next.end('SIGKILL');
    await rm(bin, { recursive: true });
    await otherDir.remove();
  }, 180_000);
});

describe('a start that cannot be: one plain message, not 0', () => {
  let empty: string;
  beforeAll(async () => {
    empty = await mkdtemp(join(tmpdir(), 'clockchain-empty-'));
  });
  afterAll(() => rm(empty, { recursive: true, force: true }));

  async function failure(environment: Record<string, string>) {
    const attempt = spawnService({ DATA_DIR: join(empty, 'data'), ...environment });
    const code = await attempt.exit();
    expect(code).not.toBe(0);
    expect(attempt.output()).not.toMatch(/\n\s+at /);
    return attempt.output();
  }

  test('a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await failure({ PORT: String(port) })).toContain(`127.0.0.1:${port}`);
    server.close();
  });

  test('no JDK and no Maven', async () => {
    const output = await failure({ PATH: empty, JAVA_HOME: '' });
    expect(output).toMatch(/JDK/);
    expect(output).toMatch(/NEO4J_URI/);
  });

  test('settings that are wrong, all at once', async () => {
    const output = await failure({ PORT: 'many', GENERATOR: 'oracle' });
    expect(output).toMatch(/PORT/);
    expect(output).toMatch(/GENERATOR/);
  });
});
