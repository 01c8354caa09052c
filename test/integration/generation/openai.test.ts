import { service, startTestApp, type TestApp, testSettings } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import {
  apollo11,
  OPENAI_KEY,
  OPENAI_MODEL,
  type OpenAiContractServer,
  startOpenAiContractServer,
} from '../../support/openai-contract-server.js';
import { until } from '../../support/until.js';

const SPUTNIK = '/1957/october/04/1928/kazakhstan/kyzylorda/baikonur/launch-of-sputnik-1';
const VOSTOK = '/1961/april/12/0907/kazakhstan/kyzylorda/baikonur/vostok-1';
const SKYLAB = '/1973/may/14/1730/united-states/florida/cape-canaveral/skylab';
const INDEX =
  'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { error { message } } } }';
const GENERATE = 'mutation ($input: GenerateInput!) { generate(input: $input) { job { id } } }';
const JOB = `query ($id: ID!) { job(id: $id) { status error errorCode attempts path moment {
  layer createdBy date { precision } provenance { field origin confidence }
  links(layers: [2]) { edges { node { type weight description method source from { path } to { path } } } } } } }`;
const link = { type: 'CAUSES', direction: 'FROM', weight: 0.7, why: 'It began the race.' };

describe('GENERATOR=openai', () => {
  let server: OpenAiContractServer;
  let app: TestApp;
  beforeAll(async () => {
    server = await startOpenAiContractServer();
    const openai = { baseUrl: server.url, apiKey: OPENAI_KEY, model: OPENAI_MODEL };
    app = await startTestApp({
      generator: { ...testSettings().generator, name: 'openai', concurrency: 4, openai },
    });
    const names = { [SPUTNIK]: 'Launch of Sputnik 1', [VOSTOK]: 'Vostok 1', [SKYLAB]: 'Skylab' };
    const moments = Object.entries(names).map(([path, name]) => ({ path, metadata: { name } }));
    const { data } = await app.graphql(INDEX, { input: { moments } }, service);
    expect(data.indexMoments.results).toEqual(moments.map(() => ({ error: null })));
    // A moment written while the index is made is in it only once that is done.
    await runCypher('CALL db.awaitIndexes(120)');
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
  }, 180_000);
  afterAll(async () => {
    await app.stop();
    await server.close();
  });

  async function jobOf(query: string, preset = 'default') {
    const { data } = await app.graphql(GENERATE, { input: { query, preset } }, service);
    return until(
      async () => {
        const answer = await app.graphql(JOB, { id: data.generate.job.id }, service);
        expect(answer.errors).toBeUndefined();
        return /COMPLETED|FAILED/.test(answer.data.job.status) && answer.data.job;
      },
      { seconds: 50 },
    );
  }

  test('a job ends COMPLETED, its moment saying of each field where it is from, linked to those it names', async () => {
    const related = [
      { ...link, event: 'Sputnik 1 launches', year: 1957 },
      { ...link, event: VOSTOK, year: 1961, type: 'PRECEDES' },
      { ...link, event: 'Launch of Sputnik 2', year: 1957 },
      { ...link, event: 'Skylab', year: 1973 },
      { ...link, event: 'Skylab', year: 1974, direction: 'TO' },
      { ...link, event: 'Apollo 11 moon landing', year: 1969, type: 'THEMATIC' },
    ];
    server.on('the moon landing', {
      kind: 'say',
      content: { ...apollo11, moment: { ...apollo11.moment, related } },
    });
    const job = await jobOf('the moon landing', 'detailed');
    expect(job).toMatchObject({ status: 'COMPLETED', attempts: 1, error: null });
    expect(job.path).toBe('/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing');
    expect(job.moment).toMatchObject({
      layer: 2,
      createdBy: 'generator:openai',
      date: { precision: 'MINUTE' },
    });
    expect(job.moment.provenance).toContainEqual({ field: 'time', origin: 'GENERATOR', confidence: 0.8 });

    const links = job.moment.links.edges.map(({ node }: { node: object }) => node);
    const { weight, why: description } = link;
    const told = { weight, description, method: 'generated', source: 'openai', to: { path: job.path } };
    expect(links).toHaveLength(2);
    expect(links).toContainEqual({ ...told, type: 'CAUSES', from: { path: SPUTNIK } });
    expect(links).toContainEqual({ ...told, type: 'PRECEDES', from: { path: VOSTOK } });

    const [generation] = await runCypher(
      `MATCH (m:Moment {path: '${job.path}'})-[r:GENERATED_BY]->(g:Generation)
       RETURN g.generator AS generator, g.model AS model, g.preset AS preset, r.fields AS fields, r.confidences AS confidences`,
    );
    expect(generation).toMatchObject({
      generator: 'openai',
      model: `${OPENAI_MODEL}-2026-11-01`,
      preset: 'detailed',
    });
    expect(generation!.confidences).toHaveLength((generation!.fields as string[]).length);
    expect(await runCypher('MATCH (m:Moment) RETURN count(m) AS moments')).toEqual([{ moments: 4 }]);
  });

  test('a wrong answer is asked for again, and only a right one ends up in the graph', async () => {
    const { date } = apollo11.moment;
    const wrong = { ...apollo11.moment, date: { ...date, edtf: '1968-07-20' } };
    const right = {
      ...apollo11.moment,
      name: 'Return of Apollo 11',
      date: { ...date, day: 24, time: '16:50' },
    };
    server.on(
      'the return',
      { kind: 'say', content: { unresolved: null, moment: wrong } },
      { kind: 'say', content: { unresolved: null, moment: right } },
    );
    const job = await jobOf('the return');
    expect(job).toMatchObject({
      status: 'COMPLETED',
      attempts: 2,
      path: expect.stringMatching(/^\/1969\/july\/24\/1650\//),
    });
  });

  const LINKS = (slug: string) =>
    `MATCH (a:Moment)-[r {method: 'generated'}]->(b:Moment) WHERE '${slug}' IN [a.slug, b.slug]
     RETURN type(r) AS type, a.slug AS from, b.slug AS to ORDER BY type, from`;
  const AWAITED = 'MATCH (w:Awaited) RETURN w.key AS key ORDER BY key';

  /** An answer of a moment at noon in Baikonur. */
  const launch = (name: string, [year, month, day]: [number, number, number], related: object[]) => {
    const date = { ...apollo11.moment.date, year, month, day, time: '12:00' };
    const place = {
      country: 'KZ',
      region: 'Baikonur',
      city: 'Baikonur',
      historicalName: null,
      latitude: null,
      longitude: null,
    };
    const moment = { ...apollo11.moment, name, date, place, related };
    return { kind: 'say' as const, content: { unresolved: null, moment } };
  };

  test('a link to a moment that is not there yet is made once that is generated, by name or by path', async () => {
    const before = await runCypher(AWAITED);
    const venera = '/1970/august/17/1200/kazakhstan/baikonur/baikonur/venera-7';
    server.on(
      'lunokhod',
      launch(
        'Lunokhod 1',
        [1970, 11, 10],
        [
          { ...link, event: 'Zond flight', year: 1968, direction: 'FROM' },
          { ...link, event: venera, year: 1970, type: 'THEMATIC' },
          { ...link, event: 'Never flown', year: 1975, direction: 'TO' },
        ],
      ),
    );
    await jobOf('lunokhod');
    expect(await runCypher(LINKS('lunokhod-1'))).toEqual([]);
    expect(await runCypher(AWAITED)).toEqual(
      [...before, { key: '1968 flight' }, { key: '1975 never' }, { key: venera }].sort((a, b) =>
        `${a.key}` < `${b.key}` ? -1 : 1,
      ),
    );

    server.on('zond', launch('Flight of Zond 5', [1968, 9, 14], []));
    server.on('not that zond', launch('Flight of Zond 7', [1969, 8, 7], []));
    server.on('venera', launch('Venera 7', [1970, 8, 17], []));
    await jobOf('not that zond');
    expect(await runCypher(LINKS('lunokhod-1'))).toEqual([]);
    await jobOf('zond');
    const fromZond = { type: 'CAUSES', from: 'flight-of-zond-5', to: 'lunokhod-1' };
    expect(await runCypher(LINKS('lunokhod-1'))).toEqual([fromZond]);
    const again = await jobOf('venera');
    expect(again.path).toBe(venera);
    const both = [fromZond, { type: 'THEMATIC', from: 'venera-7', to: 'lunokhod-1' }];
    expect(await runCypher(LINKS('lunokhod-1'))).toEqual(both);
    await jobOf('venera');
    expect(await runCypher(LINKS('lunokhod-1'))).toEqual(both);
    expect(await runCypher(AWAITED)).toEqual(
      [...before, { key: '1975 never' }].sort((a, b) => (`${a.key}` < `${b.key}` ? -1 : 1)),
    );
    expect(
      await runCypher(
        "MATCH (g:Generation) WHERE g.related CONTAINS 'Never flown' RETURN g.related AS related",
      ),
    ).toEqual([{ related: expect.not.stringContaining('Zond') }]);
  });

  test('a derived link gives way to what a generator says', async () => {
    const between =
      "MATCH (:Moment {slug: 'luna-9'})-[r:THEMATIC]-(:Moment {slug: 'luna-10'}) RETURN r.layer AS layer, r.method AS method";
    server.on('luna nine', launch('Luna 9', [1966, 1, 31], []));
    server.on('luna ten', launch('Luna 10', [1966, 3, 31], []));
    await jobOf('luna nine');
    await jobOf('luna ten');
    await until(async () => (await runCypher(between)).length > 0);
    const nine = { ...link, event: 'Luna 9', year: 1966, type: 'THEMATIC' };
    server.on('luna again', launch('Luna 10', [1966, 3, 31], [nine]));
    await jobOf('luna again');
    expect(await runCypher(between)).toEqual([{ layer: 2, method: 'generated' }]);
  });

  test('of moments that are generated at once and name each other none misses the other', async () => {
    const names = ['Mars 1', 'Mars 2', 'Mars 3', 'Mars 4'];
    for (const [at, name] of names.entries()) {
      const others = names.flatMap((event, index) =>
        index > at ? [{ ...link, event, year: 1971, type: 'THEMATIC', direction: 'TO' }] : [],
      );
      server.on(name, launch(name, [1971, 5, 10 + at], others));
    }
    await Promise.all(names.map((name) => jobOf(name)));
    const [counted] = await runCypher(
      "MATCH (a:Moment)-[r:THEMATIC {method: 'generated'}]->(b:Moment) WHERE a.slug STARTS WITH 'mars-' AND b.slug STARTS WITH 'mars-' RETURN count(r) AS links",
    );
    expect(counted).toEqual({ links: 6 });
    expect(await runCypher("MATCH (w:Awaited) WHERE w.key STARTS WITH '1971' RETURN w.key AS key")).toEqual(
      [],
    );
  });

  test('what a deleted moment waited for is forgotten', async () => {
    const [{ path }] = (await runCypher("MATCH (m:Moment {slug: 'lunokhod-1'}) RETURN m.path AS path")) as [
      { path: string },
    ];
    const { errors } = await app.graphql(
      'mutation ($input: DeleteMomentInput!) { deleteMoment(input: $input) { path } }',
      { input: { path } },
      service,
    );
    expect(errors).toBeUndefined();
    expect(await runCypher("MATCH (w:Awaited) WHERE w.key STARTS WITH '1975' RETURN w.key AS key")).toEqual(
      [],
    );
  });
});
