import { createHash } from 'node:crypto';
import { serverAudits } from 'graphql-http';
import { startTestApp, type TestApp } from '../../support/app.js';

describe('GraphQL over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  // CSRF prevention refuses the plain GETs that three of the MAY audits send.
  const audits = serverAudits({ url: () => `${app.url}/graphql`, fetchFn: fetch }).filter(
    ({ name }) => !name.startsWith('MAY'),
  );
  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });

  test('a browser gets the playground, a client gets an answer', async () => {
    const page = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    const query = new URLSearchParams({ query: '{ __typename }' });
    const answer = await fetch(`${app.url}/graphql?${query}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': 'yes' },
    });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('a query is known by its hash once its text was sent, and under no other hash', async () => {
    const query = '{ layers { level } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const post = async (body: object) => {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    const known = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
    expect(await post({ extensions: known(sha256Hash) })).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect(await post({ query, extensions: known('0'.repeat(64)) })).toEqual({
      errors: [{ message: 'provided sha does not match query', extensions: { code: 'BAD_REQUEST' } }],
    });
    const data = { layers: expect.any(Array) };
    expect(await post({ query, extensions: known(sha256Hash) })).toMatchObject({ data });
    expect(await post({ extensions: known(sha256Hash) })).toMatchObject({ data });
  });
});
