import { setTimeout as delay } from 'node:timers/promises';
import { type Db, MongoClient } from 'mongodb';
import { reach } from './faults.js';
import { keepLooking } from './keep-looking.js';

/** The one door to MongoDB. */
export interface Queue {
  db: Db;
  client: MongoClient;
  /** Rejects with SERVICE_UNAVAILABLE while the server is away. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface QueueOptions {
  /** The database is the one that the URI names, else `clockchain`. */
  uri: string;
  appName?: string;
  /** Emits the driver's `commandStarted` events on the client. */
  monitorCommands?: boolean;
  /** Told of the connections to MongoDB: one more or one less is open, or in use. */
  onConnections?(state: 'open' | 'in_use', change: 1 | -1): void;
  /** How long a server that is still starting is waited for. */
  startTimeoutMs?: number;
}

const SELECTION_TIMEOUT_MS = 3_000;
const SOCKET_TIMEOUT_MS = 5_000;
const START_TIMEOUT_MS = 15_000;
const START_PAUSE_MS = 250;

/** Connects, or rejects with SERVICE_UNAVAILABLE once the server has not answered for `startTimeoutMs`. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const deadline = Date.now() + (options.startTimeoutMs ?? START_TIMEOUT_MS);
  for (;;) {
    const client = createClient(options);
    try {
      await reach(() => client.connect());
      return queueOf(client, options.uri, keepLooking(client));
    } catch (error) {
      await client.close();
      if (Date.now() > deadline) throw error;
      await delay(START_PAUSE_MS);
    }
  }
}

function createClient({ uri, appName, monitorCommands = false, onConnections }: QueueOptions): MongoClient {
  const client = new MongoClient(uri, {
    appName,
    monitorCommands,
    // A standalone server acknowledges w:1 before its journal is on disk.
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: SOCKET_TIMEOUT_MS / 2 },
    serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
    connectTimeoutMS: SELECTION_TIMEOUT_MS,
    waitQueueTimeoutMS: SELECTION_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    // An absent property stays absent, rather than becoming null.
    ignoreUndefined: true,
  });
  if (onConnections) {
    client.on('connectionCreated', () => onConnections('open', 1));
    client.on('connectionClosed', () => onConnections('open', -1));
    client.on('connectionCheckedOut', () => onConnections('in_use', 1));
    client.on('connectionCheckedIn', () => onConnections('in_use', -1));
  }
  return client;
}

function queueOf(client: MongoClient, uri: string, stopLooking: () => void): Queue {
  const db = client.db(databaseIn(uri) ?? 'clockchain');
  return {
    db,
    client,
    ping: () => reach(async () => void (await db.command({ ping: 1 }))),
    async close() {
      stopLooking();
      await client.close();
    },
  };
}

function databaseIn(uri: string): string | undefined {
  return /^[^:]+:\/\/[^/?]+\/([^?]+)/.exec(uri)?.[1];
}
