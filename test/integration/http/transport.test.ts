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
});
