import { readFileSync } from 'node:fs';
import { CYPHER_DIR } from '../../../src/platform/graph/statement.js';

/** The optional parts of a statement, by name. */
function partsOf(name: string): Map<string, string> {
  const source = readFileSync(`${CYPHER_DIR}${name}.cypher`, 'utf8');
  return new Map(
    [...source.matchAll(/^\/\/@ if (\S+)\n([\s\S]*?)^\/\/@ end$/gm)].map((match) => [match[1]!, match[2]!]),
  );
}

describe('the filter of moments', () => {
  const page = partsOf('moment/page');

  test('says the same in a page and in a summary', () => {
    const shared = [...partsOf('moment/summary')].filter(
      ([part]) => !['minutes', 'years', 'top', 'clusters'].includes(part),
    );
    expect(shared.length).toBeGreaterThan(30);
    expect(Object.fromEntries(shared)).toEqual(
      Object.fromEntries(shared.map(([part]) => [part, page.get(part)])),
    );
  });

  test('says the same in search, tags and figures aside, which lead to their moments elsewhere', () => {
    const own = ['tags-any', 'tags-all', 'figures', 'after', 'before', 'best', 'worst'];
    const shared = [...partsOf('search/hits')].filter(([part]) => !own.includes(part));
    expect(shared.length).toBeGreaterThan(20);
    expect(Object.fromEntries(shared)).toEqual(
      Object.fromEntries(shared.map(([part]) => [part, page.get(part)])),
    );
  });
});
