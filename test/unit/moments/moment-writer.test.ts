import { createMomentWriter } from '../../../src/features/moments/commands/moment-writer.js';
import type { MomentToWrite } from '../../../src/features/moments/commands/written.js';
import { describeMoment } from '../../../src/features/moments/domain/moment.js';
import type { Graph } from '../../../src/platform/graph/index.js';

test('where a graph that hangs has let thousands wait, the next is refused at once', async () => {
  const graph = { transaction: () => new Promise(() => {}) } as unknown as Graph;
  const writer = createMomentWriter({ graph });
  const moment = describeMoment(
    { path: '/1889/march/31/1330/france/ile-de-france/paris/opening' },
    { id: crypto.randomUUID(), now: new Date(), admin: false },
  );
  const item: MomentToWrite = { moment };
  for (let count = 0; count < 8_192; count++) void writer.write(item);
  await expect(writer.write(item)).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    details: { retryAfter: 5 },
  });
});
