import { readdirSync } from 'node:fs';
import { jest } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { TestApp } from '../../support/app.js';
import { breakableStatements } from '../../support/breakable-statements.js';
import { until } from '../../support/until.js';
import type { Answer } from './asking.js';
import type { GuardedGraph } from './guarded-graph.js';
import type { Row } from './rows.js';

const statements = breakableStatements();
jest.unstable_mockModule('../../../src/platform/graph/statement.js', () => statements.module);
// Whatever reads statements is loaded after that.
const { startTestApp } = await import('../../support/app.js');
const { ask, difference, readSchema } = await import('./asking.js');
const { buildGraph, settle } = await import('./guarded-graph.js');
const { GRAPHQL_ROWS, REST_ROWS } = await import('./rows.js');
const { openLinksWrong } = await import('./open-links.js');
const { CYPHER_DIR, sourceOf } = statements.module;

jest.setTimeout(300_000);

/** One place where a statement says who may see what: a part of a file, or what is in no part. */
interface Rule {
  file: string;
  part: string;
  /** The file as it would be without it. */
  without: string;
}

/** How rules are written, and what holds of every moment in their place. */
const RULES: [rule: RegExp, anything: string][] = [
  [/:Public\b/g, ':Moment'],
  [/\bt\.public\b/g, 'true'],
  [/CASE c\.visibility WHEN 'public' THEN 1 END/g, 'c'],
];
/** No rules: what makes a moment public, and what only spares the part `public` work. */
const NONE = /(?:SET|REMOVE) m:Public|WHERE m\.id >= \$sampleFrom/;
/** It bounds what is looked at for a moment that has all the links it may, which none here has. */
const BOUNDS = 'derivation/standing';

function rulesOf(file: string): Rule[] {
  const lines = sourceOf(file).split('\n');
  let part = '';
  const places = lines.map((line) => {
    part = line.match(/^\/\/@ if (\S+)/)?.[1] ?? (line.startsWith('//@ end') ? '' : part);
    return line.startsWith('//') || NONE.test(line) || broken(line) === line ? null : part;
  });
  return [...new Set(places.filter((place) => place !== null))].map((place) => ({
    file,
    part: place,
    without: lines.map((line, i) => (places[i] === place ? broken(line) : line)).join('\n'),
  }));
}

function broken(line: string): string {
  return RULES.reduce((left, [rule, anything]) => left.replace(rule, anything), line);
}

/** What a backup takes and puts back is for whoever runs the service, and whole. */
const files = readdirSync(CYPHER_DIR, { recursive: true })
  .map(String)
  .filter((file) => /^(?!migrations|cookbook|verify|backup).*(?<!\.part)\.cypher$/.test(file))
  .map((file) => file.replace(/\.cypher$/, ''));
const rules = files.flatMap(rulesOf).filter(({ file }) => file !== BOUNDS);
const rows = [...GRAPHQL_ROWS, ...REST_ROWS];

describe('with one rule taken out of one statement', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let graph: GuardedGraph;
  const sound = new Map<Row, { answer: Answer; used: Set<string> }>();

  beforeAll(async () => {
    app = await startTestApp();
    schema = await readSchema(app.url);
    graph = await buildGraph(app);
    for (const row of rows) {
      statements.used.clear();
      const answer = await ask(app.url, row.request(graph, schema), {});
      sound.set(row, { answer, used: new Set(statements.used) });
    }
  });
  afterAll(() => app.stop());

  /** Does `work` without the rule. */
  async function without<T>({ file, without: text }: Rule, work: () => Promise<T>): Promise<T> {
    if (file.startsWith('stats/')) await twoSeconds();
    statements.broken.set(file, text);
    try {
      return await work();
    } finally {
      statements.broken.clear();
      if (file.startsWith('stats/')) await twoSeconds();
    }
  }
  /** For so long the figures of the whole graph stand. */
  function twoSeconds(): Promise<boolean> {
    const end = performance.now() + 2_100;
    return until(() => performance.now() > end);
  }

  const named = (of: Rule[]) => of.map((rule) => [`${rule.file} ${rule.part}`, rule] as const);
  const counted = (text: string) => text.includes('LinkTally');
  const derived = rules.filter(({ file, without: text }) => file.startsWith('derivation/') && !counted(text));
  const read = rules.filter((rule) => !derived.includes(rule) && !counted(rule.without));

  test('every part for those who do not see all holds a rule', () => {
    const parts = files.flatMap((file) =>
      statements.module.statement(file).parts.map((part) => `${file} ${part}`),
    );
    const meant = parts.filter((name) => / (?:public|named|public-\w+)$/.test(name));
    expect(meant.filter((name) => !rules.some(({ file, part }) => name === `${file} ${part}`))).toEqual([]);
  });

  test.each(named(read))('%s: an answer tells', async (_name, rule) => {
    expect(await without(rule, () => firstThatTells(({ used }) => used.has(rule.file)))).toBeDefined();
  });

  test.each(named(derived))('%s: an answer tells, once links are derived so', async (_name, rule) => {
    const telling = await without(rule, async () => {
      await settle(app);
      return firstThatTells(() => true);
    });
    await settle(app);
    expect(telling).toBeDefined();
  });

  test('with all in place links are counted right', async () => {
    expect(await openLinksWrong(app)).toEqual([]);
  });

  test.each(named(rules.filter(({ without: text }) => counted(text))))(
    '%s: a count of links tells',
    async (_name, rule) => {
      expect(await without(rule, () => openLinksWrong(app))).not.toEqual([]);
    },
  );

  /** A row that is answered otherwise than with all rules in place. */
  async function firstThatTells(
    served: (row: { used: Set<string> }) => boolean,
  ): Promise<string | undefined> {
    for (const row of rows) {
      const { answer, used } = sound.get(row)!;
      if (!served({ used })) continue;
      const now = await ask(app.url, row.request(graph, schema), {});
      expect([row.name, now.status < 500]).toEqual([row.name, true]);
      const tells = row.chance
        ? /quillon|verdigris|patina/i.test(now.text)
        : difference(now, answer) !== null;
      if (tells) return row.name;
    }
    return undefined;
  }
});
