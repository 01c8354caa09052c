import { getIntrospectionQuery } from 'graphql';
import { LIMITS } from '../../../src/platform/graphql/limits.js';
import { examples } from '../../../web/playground/examples.js';
import { admin, startTestApp, type TestApp } from '../../support/app.js';

describe('what one operation may cost', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const deep = (levels: number) =>
    `{ moments { nodes { place { ${'parent { '.repeat(levels)} path ${'}'.repeat(levels)} } } } }`;
  const wide = (n: number) =>
    `{ ${Array.from({ length: n }, (_, i) => `a${i}: layers { level }`).join(' ')} }`;

  test.each([
    ['too deep', deep(LIMITS.depth), /depth/i],
    ['too many aliases', wide(LIMITS.aliases + 1), /alias/i],
    [
      'too many directives',
      `{ layers { level ${'@include(if: true) '.repeat(LIMITS.directives + 1)} } }`,
      /directive/i,
    ],
    [
      'fragments that hide depth',
      `{ moments { nodes { place { ...a } } } } fragment a on Place { ${'parent { '.repeat(LIMITS.depth)} path ${'}'.repeat(LIMITS.depth)} }`,
      /depth/i,
    ],
  ])('%s is refused before it runs, with 400', async (_what, query, message) => {
    const { status, data, errors } = await app.graphql(query);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors![0]!.message).toMatch(message);
  });

  test('an operation that may cost too much is refused, naming cost and limit', async () => {
    const jobs = Array.from(
      { length: 25 },
      (_, i) => `j${i}: jobs(first: 100) { nodes { moment { place { parent { path } } } batch { id } } }`,
    );
    const { status, errors } = await app.graphql(`{ ${jobs.join(' ')} }`, {}, admin);
    expect(status).toBe(400);
    expect(errors![0]).toMatchObject({
      message: expect.stringContaining(String(LIMITS.cost)),
      extensions: { code: 'BAD_USER_INPUT', field: 'query' },
    });
  });

  test('introspection and every example of the playground pass, and are told their cost', async () => {
    for (const query of [
      getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }),
      ...examples('/x').map((example) => example.query),
    ]) {
      const answer = (await app.graphql(query, {}, admin)) as {
        errors?: { message: string }[];
        extensions?: { cost: { requested: number } };
      };
      expect((answer.errors ?? []).filter(({ message }) => /limit|cost/i.test(message))).toEqual([]);
      if (answer.extensions) expect(answer.extensions.cost.requested).toBeLessThanOrEqual(LIMITS.cost);
    }
  });
});
