import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { linkMoments } from '../../../src/features/links/commands/link-moments.js';
import { indexMoment, type MomentDeps } from '../../../src/features/moments/commands/index-moment.js';
import { createMomentWriter } from '../../../src/features/moments/commands/moment-writer.js';
import { storeGenerated } from '../../../src/features/moments/commands/store-generated.js';
import { createPlaceBook } from '../../../src/features/places/queries/place-book.js';
import { importLinks } from '../../../src/features/transfer/commands/import-links.js';
import type { Graph } from '../../../src/platform/graph/index.js';
import { verifyGraph } from '../../faults/verify-graph.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { answerTo } from '../jobs/workshop.js';

/** As when the connection breaks after the server has committed and before it has said so: the driver does all again. */
function unanswered(graph: Graph): Graph {
  return {
    ...graph,
    async write(statement, parameters) {
      await graph.write(statement, parameters);
      return graph.write(statement, parameters) as never;
    },
    async transaction(work) {
      await graph.transaction(work);
      return graph.transaction(work);
    },
  };
}

describe('a write that is done again, as its commit went unanswered', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  test('leaves moments with each hub once, and links counted once', async () => {
    const graph = unanswered(app.graph);
    const viewer = { kind: 'admin' } as const;
    const clock = () => new Date();
    const moments: MomentDeps = {
      graph,
      writer: createMomentWriter({ graph }),
      places: createPlaceBook(),
      clock,
      newId: randomUUID,
    };
    const at = (day: string) => `/1900/january/${day}/0000/germany/berlin/berlin/day-${day}`;
    for (const day of ['01', '02', '03']) {
      const metadata = { tags: ['press'], figures: ['A Printer'] };
      await indexMoment({ ...moments, viewer }, { path: at(day), metadata, visibility: 'PUBLIC' });
    }
    const own = { graph, viewer, clock, newId: randomUUID };
    await linkMoments(own, { from: at('01'), to: at('02'), type: 'CAUSES' });
    await importLinks({ ...own, log: pino({ level: 'silent' }) }, [
      { from: at('02'), to: at('03'), type: 'INFLUENCES' },
    ]);
    const related = [
      {
        path: at('01'),
        direction: 'IN',
        type: 'INFLUENCES',
        weight: 1,
        description: 'It led there.',
      } as const,
    ];
    await storeGenerated(moments, {
      jobId: randomUUID(),
      generator: 'test',
      preset: 'default',
      visibility: 'public',
      generation: { ...answerTo({ query: 'the-wall' }), related },
    });
    expect(await verifyGraph(app.graph)).toEqual([]);
    const { data } = await app.graphql('{ stats { momentCount linkTypes { type count } } }');
    expect(data.stats).toEqual({
      momentCount: 4,
      linkTypes: expect.arrayContaining([
        { type: 'CAUSES', count: 1 },
        { type: 'INFLUENCES', count: 2 },
      ]),
    });
  });
});
