import { EventEmitter } from 'node:events';
import type { MongoClient } from 'mongodb';
import { keepLooking } from '../../../src/platform/queue/keep-looking.js';
import { until } from '../../support/until.js';

class FakeClient extends EventEmitter {
  readonly calls: string[] = [];
  refuse = 0;
  async close() {
    this.calls.push('close');
  }
  async connect() {
    this.calls.push('connect');
    if (this.refuse-- > 0) throw new Error('refused');
    return this;
  }
  beat(name: 'Started' | 'Succeeded' | 'Failed') {
    this.emit(`serverHeartbeat${name}`, { connectionId: '127.0.0.1:27017' });
  }
}

const watched = (heartbeatMs: number) => {
  const client = new FakeClient();
  return { client, stop: keepLooking(client as unknown as MongoClient, heartbeatMs) };
};

test('a heartbeat without an end has the client connect anew, until it does', async () => {
  const { client, stop } = watched(5);
  client.refuse = 1;
  client.beat('Started');
  await until(() => client.calls.length === 3);
  expect(client.calls).toEqual(['close', 'connect', 'connect']);
  stop();
});

test('heartbeats that end, well or not, leave it alone', async () => {
  const { client, stop } = watched(20);
  for (const end of ['Succeeded', 'Failed', 'Succeeded'] as const) {
    client.beat('Started');
    client.beat(end);
  }
  client.beat('Started');
  stop();
  const over = performance.now() + 60;
  await until(() => performance.now() > over);
  expect(client.calls).toEqual([]);
});
