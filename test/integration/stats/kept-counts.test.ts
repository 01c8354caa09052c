import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { deriveBatch } from '../../../src/features/derivation/commands/derive-batch.js';
import { findDue } from '../../../src/features/derivation/queries/find-due.js';
import { createStatsBook, type Stats } from '../../../src/features/stats/queries/stats.js';
import { CYPHER_DIR } from '../../../src/platform/graph/statement.js';
import { admin, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';

const path = (i: number) =>
  `/19${String(10 + i).padStart(2, '0')}/may/0${1 + (i % 9)}/1200/italy/lazio/rome/kept-${i}`;

/** What `stats` keeps, counted by walking the graph as somebody does who doubts it. */
async function counted(label: 'Moment' | 'Public') {
  const count = (of: string) => runCypher(`MATCH ${of} AS key, count(*) AS count ORDER BY key`);
  const [{ average } = {}] = await runCypher(
    `MATCH (m:${label}) RETURN avg(toInteger(round(100 * m.confidence))) AS average`,
  );
  return {
    links: inOrder(await count(`(:${label}:Moment)-[r]->(:${label}:Moment) RETURN type(r)`)),
    layers: inOrder(await count(`(m:${label}) RETURN m.layer`)),
    sourceTypes: inOrder(await count(`(m:${label}) RETURN m.sourceType`)),
    average: average === null ? null : Math.round(Number(average)),
  };
}

function toldBy({ linkTypes, layers, sourceTypes, averageConfidence }: Stats) {
  return {
    links: inOrder(linkTypes.map(({ type: key, count }) => ({ key, count }))),
    layers: inOrder(layers.map(({ level: key, count }) => ({ key, count }))),
    sourceTypes: inOrder(sourceTypes.map(({ sourceType: key, count }) => ({ key, count }))),
    average: averageConfidence === null ? null : Math.round(100 * averageConfidence),
  };
}

function inOrder(rows: Record<string, unknown>[]): [string, unknown][] {
  return rows.map(({ key, count }): [string, unknown] => [String(key), count]).sort();
}

// A busy machine plans its first statements for many seconds.
jest.setTimeout(150_000);

describe('what stats keeps instead of counting', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const change = async (text: string, input: object) => {
    const { data, errors } = await app.graphql(
      `mutation ($input: ${text[0]!.toUpperCase()}${text.slice(1)}Input!) { ${text}(input: $input) { __typename } }`,
      { input },
      admin,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  /** Derives what is due, then holds what is kept against the graph, for both kinds of viewer. */
  async function agree(): Promise<void> {
    const deps = { graph: app.graph, clock: () => new Date(), newId: randomUUID };
    for (let due = await findDue(deps, 50); due.length > 0; due = await findDue(deps, 50)) {
      await deriveBatch(deps, due);
    }
    for (const [label, kind] of [
      ['Moment', 'service'],
      ['Public', 'anonymous'],
    ] as const) {
      const told = await createStatsBook({ graph: app.graph }).read({ kind });
      expect(toldBy(told)).toEqual(await counted(label));
    }
  }

  /** Whoever wrote past the service is told to do this. */
  async function madeAnew(): Promise<void> {
    const kept = `MATCH (m:Moment)-[:COUNTED_IN]->(t) RETURN m.path AS path, m.prominence AS prominence, t {.*} AS tally ORDER BY path`;
    const before = await runCypher(kept);
    await runCypher('MATCH (t:MomentTally|LinkTally) DETACH DELETE t');
    await runCypher('MATCH (m:Moment) REMOVE m.prominence');
    const migration = readFileSync(`${CYPHER_DIR}migrations/0007-summaries.cypher`, 'utf8');
    for (const [text] of migration.matchAll(/^MATCH [^;]*/gm)) await app.graph.runAlone(text);
    expect(await runCypher(kept)).toEqual(before);
  }

  test('stays what a walk over the graph counts, whatever is written, changed, hidden and removed', async () => {
    const moments = Array.from({ length: 12 }, (_, i) => ({
      path: path(i),
      visibility: i % 3 === 0 ? 'PRIVATE' : 'PUBLIC',
      metadata: {
        figures: ['Someone'],
        tags: ['kept'],
        era: 'Modern',
        layer: i % 2,
        ...(i % 4 > 0 && { confidence: i / 100 }),
        ...(i % 5 > 0 && { source_type: `source ${i % 2}` }),
      },
    }));
    await change('indexMoments', { moments });
    await agree();
    expect((await counted('Public')).links.length).toBeGreaterThan(1);

    await change('linkMoments', { from: path(1), to: path(2), type: 'CAUSES' });
    await change('linkMoments', { from: path(1), to: path(2), type: 'CAUSES', weight: 0.5 });
    await change('linkMoments', { from: path(0), to: path(2), type: 'CAUSES' });
    await change('linkMoments', { from: path(2), to: path(4), type: 'INFLUENCES' });
    await agree();

    await change('setMomentVisibility', { path: path(2), visibility: 'PRIVATE' });
    await change('setMomentVisibility', { path: path(3), visibility: 'PUBLIC' });
    await change('setMomentVisibility', { path: path(4), visibility: 'PUBLIC' });
    await agree();

    await change('setMomentVisibility', { path: path(2), visibility: 'PUBLIC' });
    await change('unlinkMoments', { from: path(1), to: path(2), type: 'CAUSES' });
    await change('updateMoment', {
      path: path(5),
      metadata: { layer: 0, confidence: 0.9, source_type: null, figures: null },
    });
    await change('moveMoment', { from: path(7), to: '/1901/may/01/1200/italy/lazio/rome/kept-7' });
    await agree();

    for (const i of [2, 3, 8]) await change('deleteMoment', { path: path(i) });
    await agree();
    await madeAnew();
    await agree();
  });
});
