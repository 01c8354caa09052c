import { ClockchainError } from '../../../src/errors.js';
import { createMomentWriter } from '../../../src/features/moments/commands/moment-writer.js';
import type { MomentToWrite } from '../../../src/features/moments/commands/written.js';
import { describeMoment } from '../../../src/features/moments/domain/moment.js';
import type { Graph } from '../../../src/platform/graph/index.js';

const item = (): MomentToWrite => ({
  moment: describeMoment(
    { path: '/1889/march/31/1330/france/ile-de-france/paris/opening' },
    { id: crypto.randomUUID(), now: new Date(), admin: false },
  ),
});

test('where a graph that hangs has let thousands wait, the next is refused at once', async () => {
  const graph = { transaction: () => new Promise(() => {}) } as unknown as Graph;
  const writer = createMomentWriter({ graph });
  const waiting = item();
  for (let count = 0; count < 8_192; count++) void writer.write(waiting);
  await expect(writer.write(waiting)).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    details: { retryAfter: 5 },
  });
});

test('a graph that is away is told at once to all who wait, and is not asked for each', async () => {
  let asked = 0;
  const graph = {
    async transaction() {
      asked += 1;
      throw new ClockchainError('SERVICE_UNAVAILABLE', 'away');
    },
  } as unknown as Graph;
  const writer = createMomentWriter({ graph });
  const refused = await Promise.allSettled(Array.from({ length: 20 }, () => writer.write(item())));
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 'rejected'));
  expect(asked).toBe(1);
});
