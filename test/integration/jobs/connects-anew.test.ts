import { MongoClient } from 'mongodb';
import { keepLooking } from '../../../src/platform/queue/keep-looking.js';
import { until } from '../../support/until.js';

test('after a heartbeat without an end the same handles reach the queue by new connections', async () => {
  const client = await new MongoClient(process.env.TEST_MONGODB_URI!).connect();
  const marks = client.db(`test-${process.hrtime.bigint()}`).collection<{ _id: string }>('marks');
  await marks.insertOne({ _id: 'before' });
  let opened = 0;
  client.on('connectionCreated', () => opened++);
  const stop = keepLooking(client, 200);
  client.emit('serverHeartbeatStarted', { connectionId: 'somewhere:27017' } as never);
  await until(() =>
    marks.insertOne({ _id: `after-${opened}` }).then(
      () => opened > 0,
      () => false,
    ),
  );
  expect(await marks.countDocuments({ _id: 'before' })).toBe(1);
  stop();
  await client.close();
});
