import type { FaultName, TargetName } from '../faults/cells.js';
import type { Work } from '../faults/load.js';
import { runCell } from '../faults/run-cell.js';
import { openWorld, type World } from '../faults/world.js';
import { JAVA } from '../support/embedded.js';

/** Four cells of the matrix that `npm run test:faults` prints, each as short as it can be. */
describe('under a mixed load', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ environment: { ...process.env, ...JAVA }, say: () => {} });
  }, 120_000);
  afterAll(() => world?.stop(), 30_000);

  test.each<[TargetName, FaultName, string]>([
    ['api', 'kill', 'the API is killed'],
    ['worker', 'kill', 'the worker is killed'],
    ['queue', 'kill', 'the queue server is killed'],
    ['neo4j', 'refuse', 'Neo4j refuses connections'],
  ])(
    '%s:%s: %s, and nothing is lost, twice, inconsistent or told wrongly',
    async (target, fault) => {
      // Many at once are left out: their links alone take longer than all else.
      const only: Work[] = ['index', 'link', 'import', 'generate', 'read', 'back-up'];
      const { red } = await runCell(world, { target, fault }, { around: 0.5, during: 1, only });
      expect(red).toEqual([]);
    },
    150_000,
  );
});
