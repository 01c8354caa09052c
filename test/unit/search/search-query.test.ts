import { readSearchQuery, scoreOf } from '../../../src/features/search/domain/search-query.js';

const lucene = (text: string) => readSearchQuery(text).lucene;

describe('a text to search for', () => {
  test('every word is required, in any field', () => {
    expect(lucene('Fall Vienna')).toMatch(/^\+\(name:\/fall\/\S* .*\) \+\(name:\/vienna\/.*\)$/);
  });

  test.each([
    ['it', false, null],
    ['war', true, null],
    ['rome', true, 1],
    ['assassination', true, 2],
    ['1453', false, null],
  ])('%s: beginning of a word %s, typos %s', (text, prefix, typos) => {
    const query = lucene(`${text} moon`)!.split(' +(')[0]!;
    if (text === 'it') expect(lucene(text)).toBeNull();
    else {
      expect(query.includes(`name:${text}*`)).toBe(prefix);
      expect(/name:\w+~(\d)/.exec(query)?.[1] ?? null).toBe(typos === null ? null : String(typos));
    }
  });

  test.each([
    ['44 BC', '44bce'],
    ['44 b.c.', '44bce'],
    ['44BCE', '44bce'],
    ['-0044', '44bce'],
    ['AD 79', '79ce'],
    ['79 C.E.', '79ce'],
    ['0079', '79'],
    ['1940s', '194\\[0-9\\]'],
    ['20th of July', 'july20'],
    ['Sept. 3', 'september3'],
    ['july', 'july'],
  ])('%s means the date %s', (text, word) => {
    expect(lucene(text)).toMatch(new RegExp(`dateWords:/${word}/`));
  });

  test.each(['%', '* * ?', '* OR *', '( [ { \\ / ~', '&& || !', 'the of'])(
    '%s has no word that can be found',
    (text) => {
      expect(lucene(text)).toBeNull();
    },
  );

  test.each(['a\\"b', 'x:y*', 'q/w/e', '[1 TO 5]', "o'neill", '<a@b#c>', 'naïve~9^3', 'ü–ö'])(
    '%s leaves nothing of Lucene’s syntax but our own',
    (text) => {
      const shapes =
        /\+\((?:(?:[a-zA-Z]+:(?:\/(?:[\p{L}\p{N}]|\\[.'_,])+\/|(?:[\p{L}\p{N}]|\\[.'_,])+[*]|(?:[\p{L}\p{N}]|\\[.'_,])+~[12]|"[\p{L}\p{N} ]+")\^[\d.]+) ?)+\) ?/gu;
      expect(lucene(text)!.replace(shapes, '')).toBe('');
    },
  );

  test('a field outweighs all after it together', () => {
    const points = [...lucene('moon')!.matchAll(/(\w+):(?:\/moon\/|moon\*)\^(\d+)/g)].map(
      ([, field, sum]) => [field, Number(sum)] as const,
    );
    const total = new Map<string, number>();
    for (const [field, sum] of points) total.set(field!, (total.get(field!) ?? 0) + sum);
    const after = (fields: string[]) => fields.reduce((sum, field) => sum + (total.get(field) ?? 0), 0);
    expect(total.get('name')!).toBeGreaterThan(
      after(['oneLiner', 'tags', 'figures', 'era', 'country', 'region', 'city', 'placeWords', 'dateWords']),
    );
    expect(total.get('oneLiner')!).toBeGreaterThan(
      after(['tags', 'figures', 'era', 'country', 'region', 'city', 'placeWords', 'dateWords']),
    );
  });

  test('the whole name outweighs whatever sixteen words can earn, and the order of hits is less than a point', () => {
    const worth = (clauses: string) =>
      [...clauses.matchAll(/\^(\d+)(?=[ )]|$)/g)].reduce((sum, [, figure]) => sum + Number(figure), 0);
    const query = readSearchQuery(
      Array.from({ length: 16 }, (_, i) => `word${'abcdefghijklmnop'[i]}`).join(' '),
    );
    const [, name, digits] = /^(\S+) (.+)$/.exec(query.order)!;
    expect(worth(name!)).toBeGreaterThan(worth(query.lucene!) + worth(digits!));
    expect(worth(name!) + worth(query.lucene!)).toBeLessThan(2 ** 24);
    expect(worth(digits!)).toBeLessThan(Number(/country:wordb\*\^(\d+)/.exec(query.lucene!)![1]));
    expect(scoreOf(worth(name!), query)).toBe(1);
    expect(scoreOf(worth(query.lucene!), query)).toBeLessThan(1);
    expect(scoreOf(0, query)).toBeGreaterThan(0);
  });

  test.each(['', ' ', 'x'.repeat(201), 7, null, Array.from({ length: 17 }, (_, i) => `word${i}`).join(' ')])(
    '%j is refused, naming field and rule',
    (text) => {
      expect(() => readSearchQuery(text, 'q')).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          details: { field: 'q', rule: expect.any(String) },
        }),
      );
    },
  );
});
