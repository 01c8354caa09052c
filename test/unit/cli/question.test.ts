import { CliError } from '../../../src/cli/cli-error.js';
import { readParameters } from '../../../src/cli/cypher/parameters.js';
import { cookbook, findQuestion, parseQuestion } from '../../../src/cli/cypher/question.js';
import { Float } from '../../../src/platform/graph/index.js';

const SOURCE = `// Which moments?
// Those that count.
// params: year INTEGER (as historians count, below 0 for BCE, default -44),
//         km FLOAT (how far (as the crow flies), default 600), tags LIST<STRING> (any of them)
// returns: name STRING, tags LIST<STRING>
MATCH (m:Moment {year: $year}) // not a parameter: STRING (x)
WHERE $km > 0 AND any(tag IN m.tags WHERE tag IN $tags)
RETURN m.name AS name, m.tags AS tags;
`;

const fault = (work: () => unknown): CliError => {
  try {
    work();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('the header of a question', () => {
  const question = parseQuestion('which', SOURCE);

  test('question, parameters with type, meaning and default, columns', () => {
    expect(question).toMatchObject({
      name: 'which',
      question: 'Which moments? Those that count.',
      parameters: [
        { name: 'year', type: 'INTEGER', meaning: 'as historians count, below 0 for BCE', default: '-44' },
        { name: 'km', type: 'FLOAT', meaning: 'how far (as the crow flies)', default: '600' },
        { name: 'tags', type: 'LIST<STRING>', meaning: 'any of them', default: null },
      ],
      columns: 'name STRING, tags LIST<STRING>',
    });
    expect(question.text).not.toMatch(/;$/);
  });

  test('bare text has none', () => {
    expect(parseQuestion(null, 'RETURN 1 AS one')).toEqual({
      name: null,
      question: null,
      parameters: [],
      columns: null,
      text: 'RETURN 1 AS one',
    });
  });

  test('values come in the declared types, defaults where nothing is given', () => {
    expect(readParameters(question, ['tags=rome, politics', 'km=2'])).toEqual({
      year: -44,
      km: new Float(2),
      tags: ['rome', 'politics'],
    });
    expect(readParameters(question, ['tags=["rome"]', 'year=1914'])).toMatchObject({
      year: 1914,
      tags: ['rome'],
    });
  });

  test.each([
    [[], /--param tags=… {3}LIST<STRING>: any of them/],
    [['tags=x', 'year=MMXX'], /year=MMXX: must be a whole number \(as historians count/],
    [['tags=x', 'year=1.5'], /whole number/],
    [['tags=x', 'km=far'], /km=far: must be a number/],
    [['tags=x', 'miles=3'], /no parameter miles here; there are: year, km, tags/],
    [['tags'], /name=value/],
  ])('%j is told', (given, message) => {
    const error = fault(() => readParameters(question, given));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(2);
  });

  test('without a header, JSON is read as such and the rest as text', () => {
    const text = 'RETURN $a, $b, $c, $d, $e';
    const bare = parseQuestion(null, text);
    expect(readParameters(bare, ['a=-44', 'b=[1,2]', 'c=rome=x', 'd="7"', 'e={"k":null}'])).toEqual({
      a: -44,
      b: [1, 2],
      c: 'rome=x',
      d: '7',
      e: { k: null },
    });
    expect(fault(() => readParameters(bare, ['z=1'])).message).toMatch(/does not use \$z/);
  });
});

describe('the cookbook', () => {
  test('every parameter that a text uses is declared with a default, and none besides', () => {
    for (const { name, text, parameters, question, columns } of cookbook()) {
      const used = [...new Set([...text.matchAll(/\$([A-Za-z]\w*)/g)].map((match) => match[1]))];
      expect([name, parameters.map((parameter) => parameter.name).sort()]).toEqual([name, used.sort()]);
      for (const parameter of parameters)
        expect([name, parameter.default]).toEqual([name, expect.any(String)]);
      expect([name, question, columns]).toEqual([name, expect.any(String), expect.any(String)]);
    }
  });

  test('the guide lists every question as its file says it', async () => {
    const { readFileSync } = await import('node:fs');
    const guide = readFileSync('docs/cypher-guide.md', 'utf8');
    const listed = [
      ...guide.matchAll(/^\| \[`([^`]+)`\]\(\.\.\/cypher\/cookbook\/\1\.cypher\) \| (.+) \|$/gm),
    ];
    expect(listed.map(([, name, question]) => [name, question])).toEqual(
      cookbook().map(({ name, question }) => [name, question]),
    );
  });

  test('a question by its name, a statement, and neither', () => {
    expect(findQuestion('road-between').name).toBe('road-between');
    expect(findQuestion('cypher/cookbook/eras.cypher').name).toBe('eras');
    expect(findQuestion('RETURN 1').name).toBeNull();
    expect(fault(() => findQuestion('../package')).exitCode).toBe(2);
  });
});
