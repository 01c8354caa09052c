import { pino } from 'pino';
import { starterQueries } from '../../../src/features/generation/local/starter.js';
import { loadStarter } from '../../../src/features/starter/commands/load-starter.js';
import { service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

interface Told {
  type: string;
  from: { name: string; path: string; date: { earliest: string } };
  to: { name: string; path: string; date: { earliest: string; latest: string } };
  explanation: string;
}

/** What the first start brings, asked as a reader of history would. */
describe('the starter set', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await loadStarter({ ...app, log: pino({ level: 'silent' }) }, starterQueries());
    await until(
      async () => {
        const open = '{ jobs(first: 1, filter: {status: [PENDING, PROCESSING]}) { totalCount } }';
        return (await app.graphql(open, {}, service)).data.jobs.totalCount === 0;
      },
      { seconds: 100, what: 'the starter set to be generated' },
    );
  }, 120_000);
  afterAll(() => app.stop());

  const LINKS =
    'links { type explanation from { name path date { earliest } } to { name path date { earliest latest } } }';
  async function find(part: string): Promise<string> {
    const { data } = await app.graphql('{ moments(first: 100) { nodes { path } } }');
    return data.moments.nodes.find(({ path }: { path: string }) => path.endsWith(part)).path;
  }

  test('how the shots at Sarajevo led to the Treaty of Versailles', async () => {
    const ends = {
      from: await find('/assassination-of-archduke-franz-ferdinand'),
      to: await find('/treaty-of-versailles'),
    };
    const ask = async (types: string[] | undefined) => {
      const { data } = await app.graphql(
        `query ($from: MomentPath!, $to: MomentPath!, $types: [LinkType!]) {
          pathBetween(from: $from, to: $to, maxHops: 10, types: $types) { found hops moments { name path } ${LINKS} } }`,
        { ...ends, types },
      );
      return data.pathBetween;
    };
    expect(await ask(undefined)).toMatchObject({ found: true });
    const causal = await ask(['CAUSES', 'INFLUENCES']);
    expect(causal.found).toBe(true);
    expect(causal.hops).toBeGreaterThan(2);
    expect(causal.moments[0].path).toBe(ends.from);
    expect(causal.moments.at(-1).path).toBe(ends.to);
    const names = causal.moments.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Austro-Hungarian ultimatum to Serbia',
        'Germany declares war on Russia',
        'Armistice of 11 November 1918',
      ]),
    );
    causal.links.forEach((link: Told, i: number) => {
      expect([link.from.path, link.to.path]).toEqual([causal.moments[i].path, causal.moments[i + 1].path]);
      expect(link.from.date.earliest <= link.to.date.latest).toBe(true);
      expect(link.explanation).toMatch(
        /^.+ \(.+\) (caused|influenced) .+ \(.+\), told by a generator: .+\.$/,
      );
    });
  });

  test('what led to the first landing on the Moon', async () => {
    const from = await find('/apollo-11-moon-landing');
    const { data } = await app.graphql(
      `query ($from: MomentPath!) { traverse(from: $from, direction: PAST, depth: 4) {
        truncated nodes { hop moment { name } } ${LINKS} } }`,
      { from },
    );
    const { nodes, links, truncated } = data.traverse;
    const names = nodes.map(({ moment }: { moment: { name: string } }) => moment.name);
    expect(truncated).toBe(false);
    expect(names).toEqual(
      expect.arrayContaining(['Apollo 11 launch', 'Apollo 1 fire', 'Launch of Sputnik 1']),
    );
    expect(names.join()).not.toMatch(/Versailles|Caesar|Constantinople/);
    for (const link of links as Told[]) expect(link.from.date.earliest <= link.to.date.latest).toBe(true);
  });
});
