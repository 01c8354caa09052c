import { admin, service, startTestApp, type TestApp } from '../support/app.js';
import { until } from '../support/until.js';

/** The calls printed in the documentation that this API was first described by, body for body. */
const INDEX_CALLS = [
  {
    path: '/1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-landing',
    metadata: {
      name: 'Apollo 11 Moon Landing',
      one_liner: 'First humans land on the Moon',
      year: 1969,
      month: 'july',
      month_num: 7,
      day: 20,
      time: '2056',
      country: 'united-states',
      region: 'florida',
      city: 'cape-canaveral',
      tags: ['space', 'nasa', 'moon', 'apollo'],
      figures: ['Neil Armstrong', 'Buzz Aldrin', 'Michael Collins'],
    },
    visibility: 'public',
    created_by: 'data-import-script',
  },
  {
    path: '/1776/july/04/1200/united-states/pennsylvania/philadelphia/declaration-independence',
    flash_timepoint_id: 'tp_a3d8f7e2_4c1b_4a9e',
    metadata: {
      name: 'Signing of the Declaration of Independence',
      one_liner: 'Continental Congress adopts Declaration of Independence',
      year: 1776,
      tags: ['american-revolution', 'independence', 'founding-documents'],
      figures: ['Thomas Jefferson', 'John Adams', 'Benjamin Franklin'],
    },
    visibility: 'public',
    created_by: 'flash-integration',
  },
  {
    path: '/1865/april/14/2215/united-states/washington-dc/fords-theatre/lincoln-assassination',
    metadata: {
      name: 'Assassination of Abraham Lincoln',
      year: 1865,
      tags: ['civil-war', 'assassination', 'lincoln'],
      figures: ['Abraham Lincoln', 'John Wilkes Booth'],
      source_type: 'historical_database',
    },
    visibility: 'public',
    created_by: 'wikipedia-import-bot',
  },
  {
    path: '/1945/august/06/0815/japan/chugoku/hiroshima/atomic-bombing',
    flash_timepoint_id: 'tp_external_12345',
    metadata: {
      name: 'Atomic Bombing of Hiroshima',
      flash_share_url: 'https://flash.timepoint.ai/moments/tp_external_12345',
      tags: ['wwii', 'nuclear', 'japan'],
    },
    visibility: 'public',
  },
  {
    path: '/2024/january/15/1430/united-states/california/palo-alto/company-founding',
    metadata: {
      name: 'Acme Corp Founded',
      custom_field_1: 'corporate_event',
      custom_field_2: 1000000,
      tags: ['business', 'startup'],
    },
    visibility: 'private',
    created_by: 'internal-timeline-system',
  },
];

const BULK_CALLS = [
  [
    { query: 'First powered flight December 17 1903 Kitty Hawk', preset: 'detailed', visibility: 'public' },
    { query: 'Apollo 11 moon landing July 20 1969', preset: 'balanced', visibility: 'public' },
    { query: 'Fall of the Berlin Wall November 9 1989', preset: 'balanced', visibility: 'private' },
  ],
  [
    { query: 'Battle of Hastings October 14 1066', preset: 'detailed' },
    { query: 'Magna Carta June 15 1215', preset: 'detailed' },
    { query: 'Gutenberg Bible published 1455', preset: 'detailed' },
  ],
  [
    { query: 'World War II begins September 1 1939' },
    { query: 'Pearl Harbor attack December 7 1941' },
    { query: 'D-Day invasion June 6 1944' },
    { query: 'VE Day May 8 1945' },
    { query: 'VJ Day August 15 1945' },
  ],
];
const WRITTEN_DATES = [
  '/1903/december/17/',
  '/1969/july/20/',
  '/1989/november/09/',
  '/1066/october/14/',
  '/1215/june/15/',
  '/1455/january/01/0000/',
  '/1939/september/01/',
  '/1941/december/07/',
  '/1944/june/06/',
  '/1945/may/08/',
  '/1945/august/15/',
];

describe('the published calls', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  test.each(INDEX_CALLS.map((call) => [call.path, call] as const))('index %s', async (path, body) => {
    const answer = await app.rest('POST', '/api/index', { body, headers: service });
    expect(answer).toMatchObject({ status: 200, body: { path, status: 'indexed' } });
    const read = await app.rest('GET', `/api/v1/moments${path}`, { headers: service });
    const {
      custom_field_1: _text,
      custom_field_2: _number,
      ...known
    } = { ...body.metadata } as Record<string, unknown>;
    expect(read.body).toMatchObject({
      ...known,
      layer: body.flash_timepoint_id ? 2 : 0,
      metadata: body.metadata,
    });
  });

  test('bulk generate: pending jobs in order, each then completed at the written date', async () => {
    const ids: string[] = [];
    for (const queries of BULK_CALLS) {
      const { status, body } = await app.rest('POST', '/api/bulk-generate', {
        body: { queries },
        headers: admin,
      });
      expect(status).toBe(200);
      expect(body).toHaveLength(queries.length);
      for (const job of body) {
        expect(job).toEqual({
          job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          status: 'pending',
          path: null,
          error: null,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          completed_at: null,
        });
        ids.push(job.job_id);
      }
    }
    const jobs = await Promise.all(
      ids.map((id) =>
        until(async () => {
          const { body } = await app.rest('GET', `/api/jobs/${id}`, { headers: service });
          return !['pending', 'processing'].includes(body.status) && body;
        }),
      ),
    );
    expect(jobs.map(({ status, error }) => [status, error])).toEqual(jobs.map(() => ['completed', null]));
    expect(jobs.map(({ path }, i) => path.slice(0, WRITTEN_DATES[i]!.length))).toEqual(WRITTEN_DATES);
    expect(jobs.every(({ completed_at }) => completed_at)).toBe(true);
  }, 60_000);

  test('what was asked to be public is, what was not is not', async () => {
    const { data } = await app.graphql(
      '{ moments(first: 100) { nodes { path visibility layer job { id } } } }',
      {},
      service,
    );
    const found = (date: string) =>
      data.moments.nodes.find(
        (node: { path: string }) => node.path.startsWith(date) && !node.path.includes('cape-canaveral'),
      );
    expect(found('/1969/july/20/')).toMatchObject({
      visibility: 'PUBLIC',
      layer: 2,
      job: { id: expect.any(String) },
    });
    expect(found('/1989/november/09/')).toMatchObject({ visibility: 'PRIVATE' });
    const anonymous = await app.graphql('{ moments(first: 100) { totalCount nodes { path job { id } } } }');
    expect(anonymous.data.moments.nodes.map((node: { path: string }) => node.path)).not.toContain(
      found('/1989/november/09/').path,
    );
    expect(anonymous.data.moments.totalCount).toBe(anonymous.data.moments.nodes.length);
    expect(anonymous.data.moments.nodes.every((node: { job: unknown }) => node.job === null)).toBe(true);
  });
});
