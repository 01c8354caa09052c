import { randomUUID } from 'node:crypto';
import { rankWords } from '../../../src/features/moments/domain/search-words.js';
import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const MOMENTS: [string, object, string?][] = [
  [
    '/1453/may/29/0000/turkey/istanbul/istanbul/fall',
    { name: 'Fall of Constantinople', one_liner: 'The siege ends the Byzantine Empire.', precision: 'DAY' },
  ],
  ['/1529/september/27/0000/austria/vienna/vienna/siege', { name: 'Siege of Vienna', precision: 'DAY' }],
  [
    '/-0044/march/15/1030/italy/lazio/rome/ides',
    { name: 'Assassination of Julius Caesar', figures: ['Brutus'], tags: ['murder'] },
  ],
  [
    '/1969/july/20/2017/space/moon/tranquility/landing',
    { name: 'Apollo 11 Moon Landing', tags: ['NASA', 'space'], figures: ['Neil Armstrong'] },
  ],
  [
    '/1970/april/13/0000/space/moon/orbit/thirteen',
    { name: 'Apollo 13 accident', one_liner: 'No Moon landing for NASA this time.' },
  ],
  [
    '/1554/january/25/0000/brazil/sao-paulo/sao-paulo/founding',
    { name: 'Fundação da cidade', city: 'São Paulo', precision: 'DAY' },
  ],
  [
    '/1810/september/16/0000/mexico/guanajuato/dolores/grito',
    { name: 'Cry of Dolores', figures: ['Miguel Hidalgo', 'César Órgão'] },
  ],
  ['/1900/january/01/0000/france/ile-de-france/paris/moon', { name: 'Moon', precision: 'YEAR' }],
  ['/1901/january/01/0000/france/ile-de-france/paris/moon-2', { name: 'Moon over Paris', precision: 'YEAR' }],
  [
    '/1902/january/01/0000/france/ile-de-france/paris/sun',
    { name: 'A play', one_liner: 'About the moon.', precision: 'YEAR' },
  ],
  [
    '/1903/january/01/0000/france/ile-de-france/paris/star',
    { name: 'Another play', tags: ['moon'], precision: 'YEAR' },
  ],
  [
    '/1904/march/01/0000/ireland/leinster/dublin/oneill',
    { name: "O'Neill speaks, 100% OR nothing", precision: 'MONTH' },
  ],
];
const HIDDEN: [string, object, string][] = [
  [
    '/1453/june/01/0000/turkey/istanbul/istanbul/hidden-private',
    { name: 'Siege that nobody may see' },
    'PRIVATE',
  ],
  [
    '/1969/july/21/0000/space/moon/tranquility/hidden-unlisted',
    { name: 'Moon landing of nobody, NASA' },
    'UNLISTED',
  ],
];

describe('search', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const moments = [...MOMENTS, ...HIDDEN].map(([path, metadata, visibility = 'PUBLIC']) => ({
      path,
      metadata,
      visibility,
    }));
    const { data } = await app.graphql(
      'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { error { message } } } }',
      { input: { moments } },
      service,
    );
    expect(data.indexMoments.results.filter(({ error }: { error: unknown }) => error)).toEqual([]);
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
  });
  afterAll(() => app.stop());

  const SEARCH = `query ($query: String!, $filter: MomentFilter, $first: Int, $after: String, $last: Int, $before: String) {
    search(query: $query, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount edges { score cursor node { slug } } nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`;
  async function search(query: string, more: object = {}, headers = {}) {
    const { data, errors } = await app.graphql(SEARCH, { query, ...more }, headers);
    if (errors) return errors[0]!.extensions;
    const { nodes, ...rest } = data.search;
    return { ...rest, slugs: nodes.map(({ slug }: { slug: string }) => slug) };
  }

  test.each<[string, string[]]>([
    ['siege 1453', ['fall']],
    ['1453', ['fall']],
    ['44 BC', ['ides']],
    ['44 B.C.E.', ['ides']],
    ['bc 44', ['ides']],
    ['-0044', ['ides']],
    ['44', []],
    ['AD 44', []],
    ['1453 CE', ['fall']],
    ['15 March 44 BC', ['ides']],
    ['July 20, 1969', ['landing']],
    ['1960s apollo', ['landing']],
    ['january paris', []],
    ['cesar', ['grito', 'ides']],
    ['CÉSAR ORGAO', ['grito']],
    ['moon landing nasa', ['landing', 'thirteen']],
    ['sao paulo', ['founding']],
    ['São Paulo fundacao', ['founding']],
    ['const', ['fall']],
    ['co', []],
    ['constantinopel', ['fall']],
    ['asassinaton', ['ides']],
    ['ceasr', ['grito']],
    ['1454', []],
    ['moon', ['moon', 'moon-2', 'landing', 'sun', 'thirteen', 'star']],
    ['the moon', ['moon', 'moon-2', 'landing', 'sun', 'thirteen', 'star']],
    ['play moon', ['sun', 'star']],
    ['oneill', ['oneill']],
    ["O’Neill's", ['oneill']],
    ['100%', ['oneill']],
    ["rome's", ['ides']],
    ['* OR *', []],
    ['%', []],
    ['moon AND NOT play', ['sun', 'star']],
    ['moon -play', ['sun', 'star']],
    ['"moon landing"~5', []],
    ['name:moon', []],
    ['moon^9 ([{ \\ /', []],
    ['siege || vienna && !', ['siege']],
    ['* * ? siege', ['siege', 'fall']],
  ])('%s', async (query, slugs) => {
    const found = await search(query);
    expect(found.slugs.slice(0, slugs.length).toSorted()).toEqual(slugs.toSorted());
    expect(found.slugs).toHaveLength(slugs.length);
    expect(found.totalCount).toBe(slugs.length);
  });

  test('the name itself first, then names, one-liners, tags; the score says so', async () => {
    const { slugs, edges } = await search('moon');
    expect(slugs[0]).toBe('moon');
    expect(slugs.slice(1, 3).toSorted()).toEqual(['landing', 'moon-2']);
    expect(slugs.slice(3, 5).toSorted()).toEqual(['sun', 'thirteen']);
    expect(slugs.at(-1)).toBe('star');
    const scores = edges.map(({ score }: { score: number }) => score);
    expect(scores[0]).toBe(1);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(scores.at(-1)).toBeGreaterThan(0);
  });

  test('a walk both ways sees each hit once', async () => {
    const whole = (await search('moon')).slugs;
    const [forward, backward]: string[][] = [[], []];
    for (let after: string | null = null, more = true; more; ) {
      const page = await search('moon', { first: 2, after });
      forward!.push(...page.slugs);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    for (let before: string | null = null, more = true; more; ) {
      const page = await search('moon', { last: 2, before });
      backward!.unshift(...page.slugs);
      ({ hasPreviousPage: more, startCursor: before } = page.pageInfo);
    }
    expect(forward).toEqual(whole);
    expect(backward).toEqual(whole);
  });

  test('a page walk while others write neither repeats nor skips, typos included', async () => {
    for (const query of ['moon', 'appollo']) {
      const whole = (await search(query)).slugs;
      const first = await search(query, { first: 1 });
      await app.graphql(
        'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { status } } }',
        {
          input: {
            moments: Array.from({ length: 30 }, (_, i) => ({
              path: `/2000/may/01/0000/peru/lima/lima/late-${query}-${i}`,
              metadata: { name: `Late apollo moon ${i} and much else that is longer` },
              visibility: 'PUBLIC',
            })),
          },
        },
        service,
      );
      await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
      const rest = await search(query, { first: 100, after: first.pageInfo.endCursor });
      expect([...first.slugs, ...rest.slugs].filter((slug) => !slug.startsWith('late'))).toEqual(whole);
      await runCypher("MATCH (m:Moment) WHERE m.slug STARTS WITH 'late' DETACH DELETE m");
      await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
    }
  });

  test('of a word that thousands have, the best come first and a walk sees each once, a rare fit too', async () => {
    const many = 2_600;
    const rows = Array.from({ length: many }, (_, i) => {
      const id = randomUUID();
      const name = `Ubiquitous ${'x'.repeat(3 * (i % 5))}`.trim();
      return {
        id,
        name,
        slug: `many-${i}`,
        rankWords: rankWords({ id, name }),
        createdBy: i === 7 ? 'a rare one' : 'many',
      };
    });
    await runCypher(
      'UNWIND $rows AS row CREATE (m:Moment:Public) SET m = row, m.path = row.slug, m.sortKey = 0',
      { rows },
    );
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
    const lengthOf = (slug: string) => Number(slug.split('-')[1]) % 5;
    const first = await search('ubiquitous', { first: 100 });
    expect(first.totalCount).toBe(many);
    expect(first.edges[0].score).toBe(1);
    expect(new Set(first.slugs.map(lengthOf))).toEqual(new Set([0]));
    const walked: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await search('ubiquitous', { first: 100, after });
      walked.push(...page.slugs);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(walked).toHaveLength(many);
    expect(new Set(walked).size).toBe(many);
    expect(walked.map(lengthOf)).toEqual(walked.map(lengthOf).toSorted((a, b) => a - b));
    expect((await search('ubiquitous', { last: 100 })).slugs).toEqual(walked.slice(-100));
    expect((await search('ubiquitous', { filter: { createdBy: 'a rare one' } })).slugs).toEqual(['many-7']);
    await runCypher("MATCH (m:Moment) WHERE m.slug STARTS WITH 'many' DETACH DELETE m");
  });

  test('filters narrow before pages', async () => {
    expect(await search('moon', { filter: { yearFrom: 1902, yearTo: 1969 } })).toMatchObject({
      totalCount: 3,
      slugs: ['landing', 'sun', 'star'],
    });
    expect(await search('moon', { filter: { tagsAny: ['moon'] } })).toMatchObject({
      totalCount: 1,
      slugs: ['star'],
    });
    expect(
      await search('moon', {
        filter: { tagsAll: ['nasa', 'space'], figures: ['neil armstrong'], text: 'apollo' },
      }),
    ).toMatchObject({ totalCount: 1, slugs: ['landing'] });
    expect(await search('moon', { filter: { yearFrom: 0 } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.yearFrom',
    });
  });

  test('what is not public is found with a key alone', async () => {
    expect((await search('nobody')).totalCount).toBe(0);
    expect((await search('nobody', {}, service)).slugs.toSorted()).toEqual([
      'hidden-private',
      'hidden-unlisted',
    ]);
  });

  test('a cursor of another text, an empty text and too long a one are refused', async () => {
    const { pageInfo } = await search('moon', { first: 1 });
    expect(await search('apollo', { after: pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
    for (const query of [
      '',
      '  ',
      'x'.repeat(201),
      'a1 '.repeat(5) + Array.from({ length: 17 }, (_, i) => `w${i}`).join(' '),
    ]) {
      expect(await search(query)).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'query',
        rule: expect.any(String),
      });
    }
  });

  test('a moment that changes is found by what it says now', async () => {
    await app.graphql(
      'mutation ($input: UpdateMomentInput!) { updateMoment(input: $input) { moment { slug } } }',
      {
        input: {
          path: '/1529/september/27/0000/austria/vienna/vienna/siege',
          metadata: { name: 'Turks before the city', precision: 'MONTH' },
        },
      },
      service,
    );
    await runCypher('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()');
    const [row] = await runCypher(
      "MATCH (m:Moment {slug: 'siege'}) RETURN m.name AS name, m.dateWords AS words",
    );
    expect(row).toEqual({ name: 'Turks before the city', words: '1529 1529ce september' });
    expect((await search('turks 1529')).slugs).toEqual(['siege']);
    expect((await search('siege vienna')).slugs).toEqual([]);
  });
});
