import { parseStatement, statement } from '../../../src/platform/graph/statement.js';

const source = `// What it does.
// params: id STRING
MATCH (n {id: $id})
//@ if public
WHERE n.public
//@ end
RETURN n
//@ if limited
LIMIT $limit
//@ end
`;

test('a part stands in the text only when it is asked for; comments never do', () => {
  const statement = parseStatement('x', source);
  expect(statement.text).toBe('MATCH (n {id: $id})\nRETURN n');
  expect(statement.with('public').text).toBe('MATCH (n {id: $id})\nWHERE n.public\nRETURN n');
  expect(statement.with('public').with('limited', false, null).text).toContain('LIMIT $limit');
  expect(statement.parts).toEqual(['public', 'limited']);
});

test('a part that the file does not have, or that never ends, is a fault', () => {
  expect(() => parseStatement('x', source).with('nowhere')).toThrow('has no part named nowhere');
  expect(() => parseStatement('x', '//@ if open\nRETURN 1')).toThrow('part open has no end');
});

test('what a file includes stands in its place, parts and all', () => {
  const page = statement('moment/page');
  expect(page.parts).toEqual(expect.arrayContaining(['by-city', 'year-from', 'time-low']));
  expect(page.with('year-from').text).toContain('m.createdAt IS NOT NULL\n  AND m.year >= $yearFrom\n');
  expect(page.text).not.toContain('include');
  expect(() => parseStatement('x', '//@ include moment/nowhere\nRETURN 1')).toThrow('nowhere.part.cypher');
});
