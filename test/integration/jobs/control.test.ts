import { admin, service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';

const JOB =
  'id status stage progress query path error errorCode attempts retryOf attemptLog { run code message }';

/** Jobs over HTTP, on one whole service. */
describe('jobs in a client’s hands', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  async function ask(query: string, variables: object = {}, headers: Record<string, string> = admin) {
    const { data, errors } = await app.graphql(query, variables, headers);
    expect(errors).toBeUndefined();
    return data;
  }
  const refusal = async (query: string, variables: object = {}, headers: Record<string, string> = {}) =>
    (await app.graphql(query, variables, headers)).errors![0]!.extensions;

  const cancel = `mutation ($id: ID!) { cancelJob(input: {id: $id}) { job { ${JOB} } } }`;
  const retry = `mutation ($id: ID!) { retryJob(input: {id: $id}) { job { ${JOB} batch { id } } } }`;
  const retryAll = `mutation ($id: ID!) { retryBatch(input: {id: $id}) { jobs { ${JOB} } } }`;
  const pause = 'mutation { pauseQueue { paused } }';
  const resume = 'mutation { resumeQueue { paused } }';

  async function bulk(queries: object[]): Promise<{ batch: { id: string }; jobs: { id: string }[] }> {
    const data = await ask(
      'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id } } }',
      { input: { queries } },
    );
    return data.bulkGenerate;
  }
  async function batchEnded(id: string) {
    return until(async () => {
      const { batch } = await ask(
        `query ($id: ID!) { batch(id: $id) { total completedAt counts { completed failed cancelled } jobs { ${JOB} } } }`,
        { id },
      );
      return batch.completedAt && batch;
    });
  }

  test('pausing and resuming takes an admin key, cancelling and retrying a service key', async () => {
    for (const mutation of [pause, resume])
      expect(await refusal(mutation, {}, service)).toMatchObject({ code: 'FORBIDDEN' });
    for (const mutation of [cancel, retry, retryAll]) {
      expect(await refusal(mutation, { id: 'x' })).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(await refusal(mutation, { id: 'x' }, service)).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await refusal('{ queue { paused } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const action of ['cancel', 'retry']) {
      expect(await app.rest('POST', `/api/jobs/x/${action}`)).toMatchObject({ status: 401 });
      expect(await app.rest('POST', `/api/jobs/x/${action}`, { headers: service })).toMatchObject({
        status: 404,
      });
    }
    expect(await app.rest('GET', '/api/batches/x/results')).toMatchObject({ status: 401 });
    expect(await app.rest('GET', '/api/batches/x/results', { headers: service })).toMatchObject({
      status: 404,
    });
  });

  test('a batch is paused, one job cancelled, the rest done, the cancelled one retried, and the results read', async () => {
    expect(await ask(pause)).toEqual({ pauseQueue: { paused: true } });
    const { batch, jobs } = await bulk([
      { query: 'Battle of Hastings October 14 1066', clientRef: 'row 1' },
      { query: 'Magna Carta June 15 1215', clientRef: 'row 2', visibility: 'PUBLIC' },
      { query: 'lorem ipsum dolor sit amet', clientRef: 'row 3' },
    ]);
    const queue =
      '{ queue { paused pending processing waiting failed oldestPendingAt concurrency ratePerMinute } }';
    expect((await ask(queue, {}, service)).queue).toEqual({
      paused: true,
      pending: 3,
      processing: 0,
      waiting: 0,
      failed: 0,
      oldestPendingAt: expect.any(String),
      concurrency: 1,
      ratePerMinute: null,
    });
    const [first, second, third] = jobs.map(({ id }) => id);
    expect((await ask(cancel, { id: first }, service)).cancelJob.job).toMatchObject({
      status: 'CANCELLED',
      path: null,
    });
    const again = await app.rest('POST', `/api/v1/jobs/${first}/cancel`, { headers: service });
    expect(again).toMatchObject({ status: 200, body: { job_id: first, status: 'cancelled' } });
    expect(await ask(resume)).toEqual({ resumeQueue: { paused: false } });

    const ended = await batchEnded(batch.id);
    expect(ended).toMatchObject({ total: 3, counts: { completed: 1, failed: 1, cancelled: 1 } });
    expect(ended.jobs[2]).toMatchObject({
      errorCode: 'UNRESOLVED',
      attemptLog: [{ run: 1, code: 'UNRESOLVED', message: ended.jobs[2].error }],
    });
    expect(await refusal(cancel, { id: second }, service)).toMatchObject({ code: 'CONFLICT', field: 'id' });
    expect(await refusal(retry, { id: second }, service)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'id',
    });

    const { job } = (await ask(retry, { id: first }, service)).retryJob;
    expect(job).toMatchObject({ retryOf: first, batch: { id: batch.id } });
    const byRest = await app.rest('POST', `/api/jobs/${first}/retry`, { headers: service });
    expect(byRest.body.job_id).toBe(job.id);
    expect((await batchEnded(batch.id)).counts).toEqual({ completed: 2, failed: 1, cancelled: 0 });
    const { jobs: retried } = (await ask(retryAll, { id: batch.id }, service)).retryBatch;
    expect(retried).toMatchObject([{ retryOf: third, query: 'lorem ipsum dolor sit amet' }]);
    await batchEnded(batch.id);

    const results = await fetch(`${app.url}/api/batches/${batch.id}/results`, { headers: service });
    expect(results.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await results.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        job_id: job.id,
        status: 'completed',
        client_ref: 'row 1',
        moment: { year: 1066, visibility: 'private' },
      },
      { job_id: second, status: 'completed', client_ref: 'row 2', moment: { year: 1215, month: 'june' } },
      { status: 'failed', client_ref: 'row 3', error_code: 'UNRESOLVED', path: null, moment: null },
    ]);
  });

  test('jobs are found by what they are and say, and the filters add up', async () => {
    const before = new Date();
    await ask(pause);
    const { batch } = await bulk([
      { query: 'Eruption (of) Krakatoa* August 27 1883', clientRef: 'k' },
      { query: 'Eruption of Vesuvius', clientRef: '' },
    ]);
    const after = new Date(Date.now() + 1);
    const found = async (filter: object) => {
      const { jobs } = await ask(
        'query ($filter: JobFilter) { jobs(filter: $filter) { totalCount nodes { query } } }',
        {
          filter,
        },
      );
      expect(jobs.totalCount).toBe(jobs.nodes.length);
      return jobs.nodes.map(({ query }: { query: string }) => query.split(' ')[2]);
    };
    const both = ['Vesuvius', 'Krakatoa*'];
    expect(await found({ batch: batch.id })).toEqual(both);
    expect(await found({ createdFrom: before, createdTo: after })).toEqual(both);
    expect(await found({ createdTo: before, text: 'eruption' })).toEqual([]);
    expect(await found({ createdFrom: after })).toEqual([]);
    expect(await found({ text: 'ERUPTION' })).toEqual(both);
    expect(await found({ text: '(of) krakatoa*' })).toEqual(['Krakatoa*']);
    expect(await found({ text: '.*' })).toEqual([]);
    expect(await found({ clientRef: 'k' })).toEqual(['Krakatoa*']);
    expect(await found({ clientRef: '' })).toEqual(['Vesuvius']);
    expect(await found({ generator: 'local', status: ['PENDING'], batch: batch.id })).toEqual(both);
    expect(await found({ generator: 'flash' })).toEqual([]);
    expect(await found({ status: ['COMPLETED'], batch: batch.id })).toEqual([]);
    await ask(resume);
    await batchEnded(batch.id);
  });
});
