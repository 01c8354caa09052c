import { randomUUID } from 'node:crypto';
import { deriveBatch } from '../../../src/features/derivation/commands/derive-batch.js';
import { findDue } from '../../../src/features/derivation/queries/find-due.js';
import { parseStatement } from '../../../src/platform/graph/index.js';
import { verifyGraph } from '../../faults/verify-graph.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';
import { indexAll } from './derived.js';

/** Alike in a figure, and whole years apart. */
const meetings = (from: number, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `/${from + i * 2}/march/01/1200/unknown/unknown/unknown/meeting`,
      { figures: ['Methuselah'] },
    ]),
  );

const WAITING = parseStatement(
  'test/waiting',
  "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status",
);

describe('a sweep that was thought dead and writes late', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  it('reads again what another has changed meanwhile, so that no moment has more than its links', async () => {
    const { graph } = app;
    const deps = { graph, clock: () => new Date(), newId: randomUUID };
    await indexAll(app, meetings(1_000, 60));
    const all = await findDue(deps, 100, new Set());
    expect(all).toHaveLength(60);
    const everySecond = all.filter((_, i) => i % 2 === 1);
    // It has read and chosen when the other begins, and writes when that is done.
    let others: Promise<unknown> | null = null;
    const late = {
      ...graph,
      async transaction<T>(work: Parameters<typeof graph.transaction<T>>[0]) {
        others ??= deriveBatch(deps, everySecond);
        await others;
        return graph.transaction(work);
      },
    };
    await deriveBatch({ ...deps, graph: late }, all);
    expect(await verifyGraph(graph)).toEqual([]);
  });

  it('does so too where both write at the same moment', async () => {
    const { graph } = app;
    const deps = { graph, clock: () => new Date(), newId: randomUUID };
    await indexAll(app, meetings(1_300, 60));
    const all = await findDue(deps, 100, new Set());
    const everySecond = all.filter((_, i) => i % 2 === 1);
    let chosen = () => {};
    const hasChosen = new Promise<void>((resolve) => (chosen = resolve));
    let written = () => {};
    const hasWritten = new Promise<void>((resolve) => (written = resolve));
    // It has chosen before the first has written, and asks for its locks while that holds them.
    const second = {
      ...graph,
      async transaction<T>(work: Parameters<typeof graph.transaction<T>>[0]) {
        chosen();
        await hasWritten;
        return graph.transaction(work);
      },
    };
    const first = {
      ...graph,
      async transaction<T>(work: Parameters<typeof graph.transaction<T>>[0]) {
        await hasChosen;
        return graph.transaction<T>(async (run) => {
          const done = await work(run);
          written();
          await until(async () => (await graph.read(WAITING)).length > 0, { what: 'the second waits' });
          return done;
        });
      },
    };
    await Promise.all([
      deriveBatch({ ...deps, graph: first }, everySecond),
      deriveBatch({ ...deps, graph: second }, all),
    ]);
    expect(await verifyGraph(graph)).toEqual([]);
  });
});
