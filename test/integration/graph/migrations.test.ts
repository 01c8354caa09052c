import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Graph, migrate, openGraph } from '../../../src/platform/graph/index.js';
import { testSettings } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const INDEX = 'CREATE INDEX relic_age IF NOT EXISTS FOR (r:Relic) ON (r.age)';
const SOURCE = `// Relics by their age.\n${INDEX};\nMERGE (:Relic {age: 12});\n`;

let graph: Graph;
let directory: string;
beforeAll(async () => {
  graph = openGraph(testSettings().neo4j);
  await migrate(graph);
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clockchain-migrations-'));
  writeFileSync(join(directory, '9001-relics.cypher'), SOURCE);
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await runCypher('MATCH (n) WHERE n:Relic OR (n:Migration AND n.number > 9000) DELETE n');
  await runCypher('DROP INDEX relic_age IF EXISTS');
});
afterAll(() => graph.close());

const applied = () => runCypher('MATCH (m:Migration) WHERE m.number > 9000 RETURN m.name AS name');
const relics = () => runCypher('MATCH (r:Relic) RETURN r.age AS age');

test('each is applied once', async () => {
  expect(await migrate(graph, { directory })).toEqual(['9001-relics.cypher']);
  expect(await migrate(graph, { directory })).toEqual([]);
  expect(await relics()).toEqual([{ age: 12 }]);
});

test('one that died half-way is applied again', async () => {
  await runCypher(INDEX);
  expect(await migrate(graph, { directory })).toEqual(['9001-relics.cypher']);
  expect(await relics()).toEqual([{ age: 12 }]);
});

test('several processes that start at once all come up, and it is noted once', async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrate(graph, { directory })));
  expect(await applied()).toEqual([{ name: '9001-relics.cypher' }]);
});

test('a file that was applied and has changed since is refused', async () => {
  await migrate(graph, { directory });
  writeFileSync(join(directory, '9001-relics.cypher'), SOURCE.replace('12', '13'));
  await expect(migrate(graph, { directory })).rejects.toThrow(
    '9001-relics.cypher has changed since it was applied',
  );
  expect(await relics()).toEqual([{ age: 12 }]);
});
