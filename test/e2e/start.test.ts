import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataDir, type TestDataDir } from '../support/embedded.js';
import { type RunningService, spawnService, startService } from '../support/process.js';
import { until } from '../support/until.js';

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
    const { data } = await until(
      async () => {
        const answer = await service.graphql(
          '{ jobs(first: 100) { totalCount nodes { status error query path } } }',
          {},
          service.keys,
        );
        const { nodes } = answer.data.jobs;
        return (
          nodes.length > 0 &&
          nodes.every(({ status }: { status: string }) => /COMPLETED|FAILED/.test(status)) &&
          answer
        );
      },
      { seconds: 60 },
    );
    expect(data.jobs.nodes.filter(({ status }: { status: string }) => status !== 'COMPLETED')).toEqual([]);
    expect(data.jobs.totalCount).toBeGreaterThanOrEqual(35);
    const moments = await service.graphql(
      '{ moments(first: 100) { totalCount nodes { path layer visibility } } }',
    );
    expect(moments.data.moments.totalCount).toBe(data.jobs.totalCount);
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

  test('a held DATA_DIR: one plain message that says who holds it', async () => {
    const { code, output } = await failure({ DATA_DIR: dataDir.path });
    expect(code).not.toBe(0);
    expect(output).toContain(String(service.pid));
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('a second instance with its own PORT and DATA_DIR runs beside it', async () => {
    const otherDir = await makeDataDir();
    const other = await startService({ DATA_DIR: otherDir.path });
    expect(other.url).not.toBe(service.url);
    expect((await other.graphql('{ moments { totalCount } }')).data.moments.totalCount).toBe(0);
    expect((await service.graphql('{ moments { totalCount } }')).data.moments.totalCount).toBeGreaterThan(0);
    expect(await other.end('SIGTERM')).toBe(0);
    await otherDir.remove();
  }, 120_000);

  test('SIGTERM ends it with 0, and the next start has everything', async () => {
    const before = (await service.graphql('{ moments { totalCount } }')).data;
    expect(await service.end('SIGTERM')).toBe(0);
    service = await startService({ DATA_DIR: dataDir.path, STARTER: 'on' });
    expect((await service.graphql('{ moments { totalCount } }')).data).toEqual(before);
  }, 120_000);
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
