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
    app = await startTestApp({ generator: { ...testSettings().generator, name: 'openai', openai } });
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
});
