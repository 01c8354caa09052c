import { setTimeout as delay } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';

/** The longest that the driver takes over a sound heartbeat: 10 s until a server has news, 3 s for the connection. */
const HEARTBEAT_MS = 15_000;
const PAUSE_MS = 1_000;

/**
 * Connects anew where a heartbeat has no end. The driver (7.9) can miss that the connection of a heartbeat broke: it then
 * waits for its answer for ever, and never again looks for a server that it has lost. Returns what ends the watch.
 */
export function keepLooking(
  client: Pick<MongoClient, 'on' | 'close' | 'connect'>,
  heartbeatMs = HEARTBEAT_MS,
): () => void {
  const begun = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  function end(address: string): void {
    clearTimeout(begun.get(address));
    begun.delete(address);
  }
  async function connectAnew(): Promise<void> {
    for (const address of [...begun.keys()]) end(address);
    // What runs is refused as it is while the queue is away.
    await client.close().catch(() => {});
    while (!stopped) {
      const connected = await client.connect().catch(() => null);
      if (connected) return stopped ? void client.close() : undefined;
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
  client.on('serverHeartbeatStarted', ({ connectionId: address }) => {
    end(address);
    if (!stopped) begun.set(address, setTimeout(connectAnew, heartbeatMs).unref());
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => end(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => end(connectionId));
  client.on('serverClosed', ({ address }) => end(address));

  return () => {
    stopped = true;
    for (const address of [...begun.keys()]) end(address);
  };
}
