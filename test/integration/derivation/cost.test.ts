import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver';
import { deriveBatch } from '../../../src/features/derivation/commands/derive-batch.js';
import { findDue } from '../../../src/features/derivation/queries/find-due.js';
import { type Graph, type Run, toGraph } from '../../../src/platform/graph/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openTestDriver, runCypher } from '../../support/cypher.js';
import { writeMoments } from './derived.js';

const HALLS = ['vienna', 'graz', 'linz', 'salzburg', 'steyr'];

/** Concerts in five cities, nine days apart: every one shares city, era and a tag with a fifth of all or more. */
function concerts(from: number, to: number): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Array.from({ length: to - from }, (_, k) => {
      const i = from + k;
      const date = new Date(Date.UTC(1750, 0, 1 + 9 * i));
      const month = date.toLocaleString('en', { month: 'long', timeZone: 'UTC' }).toLowerCase();
      const day = String(date.getUTCDate()).padStart(2, '0');
      const city = HALLS[i % HALLS.length];
      return [
        `/${date.getUTCFullYear()}/${month}/${day}/1900/austria/austria/${city}/concert-${i}`,
        {
          calendar: 'GREGORIAN',
          era: 'Classical',
          figures: ['Everyman', `Player ${Math.floor(i / 4)}`],
          tags: ['music', `hall ${i % 3}`, `programme ${Math.floor(i / 6)}`],
        },
      ];
    }),
  );
}

// A busy machine plans its first statements for many seconds.
jest.setTimeout(150_000);

describe('the cost of deriving links', () => {
  let app: TestApp;
  let driver: Driver;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    driver = openTestDriver();
  });
  afterAll(async () => {
    await driver.close();
    await app.stop();
  });

  /** A graph that counts how often each statement touches the store. */
  function profiling(hits: Map<string, number>): Graph {
    const runIn = (tx: ManagedTransaction): Run =>
      (async (statement, parameters) => {
        const result = await tx.run(`PROFILE ${statement.text}`, toGraph(parameters ?? {}) as object);
        expect(operators(result.summary.profile)).not.toContainEqual(expect.stringMatching(/Scan|Sort/));
        hits.set(statement.name, (hits.get(statement.name) ?? 0) + allHits(result.summary.profile));
        return result.records.map((record) => record.toObject());
      }) as Run;
    const inSession = async (work: (run: Run) => Promise<unknown>) => {
      const session = driver.session();
      try {
        return await session.executeWrite((tx) => work(runIn(tx)));
      } finally {
        await session.close();
      }
    };
    return {
      ...app.graph,
      read: (statement, parameters) => inSession((run) => run(statement, parameters)),
      write: (statement, parameters) => inSession((run) => run(statement, parameters)),
      transaction: inSession,
    } as Graph;
  }

  async function costOfLast(count: number): Promise<Map<string, number>> {
    await runCypher(
      `MATCH (m:Moment) WITH m ORDER BY m.sortKey DESC LIMIT $count
       SET m.linksDue = true WITH m MATCH (m)-[r {layer: 1}]-() DELETE r`,
      { count: neo4j.int(count) },
    );
    const hits = new Map<string, number>();
    const deps = { graph: profiling(hits), clock: () => new Date(), newId: randomUUID };
    const due = await findDue(deps, 50);
    expect(due).toHaveLength(count);
    expect((await deriveBatch(deps, due)).settled).toBe(count);
    return hits;
  }

  /** Derives the links of the last moments in time, enough of them to surround those that are measured. */
  async function deriveLast(count: number): Promise<void> {
    await runCypher('MATCH (m:Moment) WITH m ORDER BY m.sortKey DESC SKIP $count SET m.linksDue = false', {
      count: neo4j.int(count),
    });
    const deps = { graph: app.graph, clock: () => new Date(), newId: randomUUID };
    for (;;) {
      const due = await findDue(deps, 50);
      if (due.length === 0) return;
      await deriveBatch(deps, due);
    }
  }

  it('is the same at 5,000 moments as at 500', async () => {
    await writeMoments(concerts(0, 500));
    await deriveLast(100);
    const small = await costOfLast(10);
    for (let from = 500; from < 5_000; from += 500) await writeMoments(concerts(from, from + 500));
    await deriveLast(100);
    const large = await costOfLast(10);
    const ratios = [...small].map(([name, hits]) => ({ name, ratio: large.get(name)! / hits }));
    expect(ratios.map(({ name }) => name)).toContain('derivation/put-links');
    expect(ratios.filter(({ ratio }) => !(ratio <= 1.5))).toEqual([]);
    const total = (hits: Map<string, number>) => [...hits.values()].reduce((sum, one) => sum + one, 0);
    expect(total(large)).toBeLessThan(10 * 10_000);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the driver's type of a profile has no name
function allHits(plan: any): number {
  return plan.dbHits + (plan.children ?? []).reduce((sum: number, child: unknown) => sum + allHits(child), 0);
}

// biome-ignore lint/suspicious/noExplicitAny: the driver's type of a profile has no name
function operators(plan: any): string[] {
  return [plan.operatorType, ...(plan.children ?? []).flatMap(operators)];
}
