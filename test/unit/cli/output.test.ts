import neo4j from 'neo4j-driver';
import { format } from '../../../src/cli/cypher/output.js';
import { plainValue } from '../../../src/cli/cypher/plain-value.js';

const answer = {
  columns: ['year', 'edtf', 'tags', 'place', 'sure'],
  rows: [
    [-44, '-0043-03-15', ['rome', 'politics'], { latitude: 41.9, longitude: 12.5 }, true],
    [1914, null, [], null, false],
    [762, 'a "b", c\nd', ['x'], 'بغداد', null],
  ],
  cut: false,
};

describe('the formats', () => {
  test('CSV: exact for programs', () => {
    expect(format(answer, 'csv')).toBe(
      [
        '"year","edtf","tags","place","sure"',
        '-44,"-0043-03-15","[""rome"",""politics""]","{""latitude"":41.9,""longitude"":12.5}",true',
        '1914,,"[]",,false',
        '762,"a ""b"", c\nd","[""x""]","بغداد",',
        '',
      ].join('\n'),
    );
  });

  test('CSV for spreadsheets: a mark, and no text that is calculated; numbers stay numbers', () => {
    const text = format(answer, 'csv', { spreadsheet: true });
    expect(text.codePointAt(0)).toBe(0xfeff);
    expect(text).toContain(`-44,"'-0043-03-15"`);
    const formula = { columns: ['name'], rows: [['=1+1'], ['@x'], ['+1'], ['plain']], cut: false };
    expect(format(formula, 'csv', { spreadsheet: true })).toContain(`"'=1+1"\n"'@x"\n"'+1"\n"plain"\n`);
  });

  test('JSON: a list of objects', () => {
    expect(JSON.parse(format(answer, 'json'))[0]).toEqual({
      year: -44,
      edtf: '-0043-03-15',
      tags: ['rome', 'politics'],
      place: { latitude: 41.9, longitude: 12.5 },
      sure: true,
    });
  });

  test('a table: numbers to the right, one line a row, nothing at the line ends', () => {
    expect(
      format(
        { ...answer, columns: answer.columns.slice(0, 3), rows: answer.rows.map((row) => row.slice(0, 3)) },
        'table',
      ),
    ).toBe(
      [
        'year  edtf         tags',
        ' -44  -0043-03-15  rome, politics',
        '1914',
        ' 762  a "b", c d   x',
        '',
      ].join('\n'),
    );
    expect(format({ columns: ['a', 'b'], rows: [], cut: false }, 'table')).toBe('a  b\n');
    expect(format({ columns: [], rows: [], cut: false }, 'table')).toBe('');
    expect(format({ columns: ['a'], rows: [['bell\u0007\u001b[31m']], cut: false }, 'table')).toBe(
      'a\nbell[31m\n',
    );
  });
});

describe('plain values', () => {
  const { Node, Relationship, Point, Date: GraphDate } = neo4j.types;

  test.each([
    [neo4j.int(-44), -44],
    [neo4j.int('9007199254740993'), '9007199254740993'],
    [
      [neo4j.int(1), null],
      [1, null],
    ],
    [{ a: { b: neo4j.int(2) } }, { a: { b: 2 } }],
    [new Point(neo4j.int(4326), 12.5, 41.9), { longitude: 12.5, latitude: 41.9 }],
    [new Point(neo4j.int(7203), 1, 2), { x: 1, y: 2 }],
    [
      new Node(neo4j.int(1), ['Tag'], { name: 'rome' }, '1'),
      { labels: ['Tag'], properties: { name: 'rome' } },
    ],
    [
      new Relationship(neo4j.int(1), neo4j.int(2), neo4j.int(3), 'CAUSES', { weight: 0.5 }, '1', '2', '3'),
      { type: 'CAUSES', properties: { weight: 0.5 } },
    ],
    [new GraphDate(neo4j.int(1914), neo4j.int(6), neo4j.int(28)), '1914-06-28'],
    [undefined, null],
  ])('%#', (value, plain) => {
    expect(plainValue(value)).toEqual(plain);
  });
});
