import { readdirSync, readFileSync } from 'node:fs';
import { STORED_TYPES } from '../../../src/features/links/domain/link-type.js';
import { MOMENT_PROPERTY_NAMES } from '../../../src/features/moments/domain/moment-properties.js';
import { CYPHER_DIR } from '../../../src/platform/graph/statement.js';
import { runCypher } from '../../support/cypher.js';
import { loadStarterGraph } from './starter-graph.js';

const page = readFileSync('docs/graph-model.md', 'utf8');
/** The service's own statements: what they write, the graph may come to hold. */
const statements = readdirSync(CYPHER_DIR, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.cypher') && !file.startsWith('cookbook'))
  .map((file) => readFileSync(`${CYPHER_DIR}${file}`, 'utf8'))
  .join('\n');

/** The part of the page below a heading, up to the next of its rank. */
function section(heading: string): string {
  const [, rank] = /^(#+)/.exec(heading)!;
  const after = page.slice(page.indexOf(`\n${heading}\n`) + heading.length + 1);
  const end = after.search(new RegExp(`\\n#{1,${rank!.length}} `));
  return end === -1 ? after : after.slice(0, end);
}
/** Name and second column of every table row that begins with a name in backticks. */
const rows = (text: string) =>
  [...text.matchAll(/^\| `([^`]+)` \| ([^|]*) \|/gm)].map(([, name, second]): [string, string] => [
    name!,
    second!.trim(),
  ]);
const names = (text: string) => rows(text).map(([name]) => name);
const headings = [...section('## Nodes').matchAll(/^### `(\w+)`$/gm)].map(([, label]) => label!);
const propertiesOf = (label: string) => new Map(rows(section(`### \`${label}\``)));

const TYPES: Record<string, string> = {
  Long: 'INTEGER',
  Double: 'FLOAT',
  String: 'STRING',
  Boolean: 'BOOLEAN',
  Point: 'POINT',
  StringArray: 'LIST<STRING>',
  DoubleArray: 'LIST<FLOAT>',
};

describe('docs/graph-model.md and the graph', () => {
  beforeAll(loadStarterGraph, 180_000);

  test('every label is there, and none that nothing writes', async () => {
    const labels = (await runCypher('CALL db.labels()')).map(({ label }) => String(label));
    for (const label of labels) expect([...headings, 'Public']).toContain(label);
    expect(section('### `Moment`')).toContain('`Public`');
    for (const label of headings) {
      expect(labels.includes(label) || new RegExp(`:${label}\\b`).test(statements)).toBe(true);
    }
    for (const [, label] of statements.matchAll(/\(\w*:([A-Z]\w*)/g)) {
      expect([...headings, 'Public']).toContain(label);
    }
  });

  test('every type of relationship is there, and none that nothing writes', async () => {
    const documented = names(section('## Relationships').split('\n### ')[0]!);
    const stored = (await runCypher('CALL db.relationshipTypes()')).map((row) =>
      String(row.relationshipType),
    );
    for (const type of [...stored, ...STORED_TYPES]) expect(documented).toContain(type);
    for (const type of documented) {
      const written = new RegExp(`:${type}\\b`).test(statements);
      expect([type, written || (STORED_TYPES as readonly string[]).includes(type)]).toEqual([type, true]);
    }
  });

  test('every property of a moment is there, and none that the code does not know', () => {
    const documented = propertiesOf('Moment');
    const custom = names(section('### `Moment`').split('| custom property |')[1]!);
    expect(custom.length).toBeGreaterThan(0);
    for (const name of MOMENT_PROPERTY_NAMES) expect([...documented.keys()]).toContain(name);
    for (const name of documented.keys()) {
      const known =
        MOMENT_PROPERTY_NAMES.has(name) ||
        custom.includes(name) ||
        new RegExp(`\\bm\\.${name} = `).test(statements);
      expect([name, known]).toEqual([name, true]);
    }
  });

  test('every property of a node that stands in the graph is there, in its type', async () => {
    for (const row of await runCypher('CALL db.schema.nodeTypeProperties()')) {
      if (row.propertyName === null) continue;
      const label = (row.nodeLabels as string[]).find((name) => name !== 'Public')!;
      const [type] = row.propertyTypes as string[];
      expect([label, row.propertyName, propertiesOf(label).get(row.propertyName as string)]).toEqual([
        label,
        row.propertyName,
        TYPES[type!],
      ]);
    }
  });

  test('every property of a node or relationship that the page names is one that is written', async () => {
    const inGraph = (await runCypher('CALL db.schema.nodeTypeProperties()')).map((row) => row.propertyName);
    for (const label of headings.filter((name) => name !== 'Moment')) {
      for (const name of propertiesOf(label).keys()) {
        const written =
          inGraph.includes(name) || new RegExp(`\\b\\w+\\.${name} = |\\{${name}: \\$`).test(statements);
        expect([label, name, written]).toEqual([label, name, true]);
      }
    }
    for (const heading of ['### Properties of `GENERATED_BY`', '### Properties of a link']) {
      for (const name of names(section(heading))) {
        expect([name, new RegExp(`\\br\\.${name} = `).test(statements)]).toEqual([name, true]);
      }
    }
  });

  test('every property of a relationship that stands in the graph is there, in its type', async () => {
    const links = new Map(rows(section('### Properties of a link')));
    const generated = new Map(rows(section('### Properties of `GENERATED_BY`')));
    for (const row of await runCypher('CALL db.schema.relTypeProperties()')) {
      if (row.propertyName === null) continue;
      const documented = row.relType === ':`GENERATED_BY`' ? generated : links;
      const [type] = row.propertyTypes as string[];
      expect([row.relType, row.propertyName, documented.get(row.propertyName as string)]).toEqual([
        row.relType,
        row.propertyName,
        TYPES[type!],
      ]);
    }
  });

  test('the indexes of the page exist, and every key is among them', async () => {
    const standing = await runCypher(
      'SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint WHERE labelsOrTypes IS NOT NULL RETURN *',
    );
    const described = new Map(
      standing.flatMap(({ name, type, labelsOrTypes, properties, owningConstraint }) => {
        const kind = owningConstraint
          ? 'unique'
          : String(type).toLowerCase().replace('fulltext', 'full-text');
        const on = `${(labelsOrTypes as string[])[0]}(${(properties as string[]).join(', ')})`;
        return [
          [on, kind],
          [String(name), kind],
        ];
      }),
    );
    const documented = rows(section('## Indexes'));
    for (const [on, kind] of documented) expect([on, described.get(on)]).toEqual([on, kind]);
    const keys = standing.filter(({ owningConstraint, labelsOrTypes }) =>
      owningConstraint ? (labelsOrTypes as string[])[0] !== 'Migration' : false,
    );
    for (const { labelsOrTypes, properties } of keys) {
      const on = `${(labelsOrTypes as string[])[0]}(${(properties as string[]).join(', ')})`;
      expect(documented.map(([name]) => name)).toContain(on);
    }
  });

  test('the Python example reads what is there, integers and text alone', () => {
    const script = readFileSync('examples/python/ancient_moments.py', 'utf8');
    const [, query = ''] = /QUERY = """([\s\S]*?)"""/.exec(script)!;
    const moment = propertiesOf('Moment');
    const read = [...query.matchAll(/\bm\.(\w+)/g)].map(([, name]) => name!);
    expect(read).toContain('sortKey');
    for (const name of read)
      expect([name, moment.get(name)]).toEqual([name, expect.stringMatching(/^(INTEGER|STRING)/)]);
    for (const [, label] of query.matchAll(/\(\w*:(\w+)/g)) expect(headings).toContain(label);
  });
});
