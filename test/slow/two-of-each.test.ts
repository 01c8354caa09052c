import type { FaultName, TargetName } from '../faults/cells.js';
import { runCell } from '../faults/run-cell.js';
import { openWorld, type World } from '../faults/world.js';

describe('two APIs and two workers on one pair of databases, under load', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ twoOfEach: true, say: () => {} });
  }, 120_000);
  afterAll(() => world?.stop(), 30_000);

  test.each<[TargetName, FaultName]>([
    ['api', 'kill'],
    ['worker', 'kill'],
    ['api', 'stop'],
    ['worker', 'stop'],
  ])(
    'one %s meets a %s: clients meet nothing that they may not try again, and nothing is lost or twice',
    async (target, fault) => {
      const { red, acknowledged } = await runCell(world, { target, fault }, { around: 5 });
      expect(red).toEqual([]);
      expect(acknowledged.jobs).toBeGreaterThan(0);
    },
    240_000,
  );
});
