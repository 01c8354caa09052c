import { randomUUID } from 'node:crypto';
import neo4j, { type Driver } from 'neo4j-driver';
import { pino } from 'pino';
import { Pool } from 'undici';
import { type App, type AppSettings, createApp } from '../src/app.js';
import { hubRow, momentRow } from '../src/features/moments/commands/moment-rows.js';
import { describeMoment } from '../src/features/moments/domain/moment.js';
import { toGraph } from '../src/platform/graph/index.js';
import { startTestServers } from '../test/support/embedded.js';
import type { SeededMoment } from './data.js';

/** One graph of one size: its own servers, the app in front of them over HTTP, and a driver that goes past the app. */
export interface World {
  size: number;
  /** Where the app is reached. */
  url: string;
  app: App;
  settings: AppSettings;
  /** Sends one GraphQL operation as a client does; throws on any error in the answer. */
  ask: Client['ask'];
  /** One statement in a transaction of its own, as short as Bolt allows. */
  raw(text: string, parameters?: object): Promise<Record<string, unknown>[]>;
  driver: Driver;
  /** The data folder of the servers. */
  folder: string;
  /** Of the Neo4j server. */
  pid: number;
  /** Ends app and servers; what they hold stays in the folder. */
  stop(): Promise<void>;
  /** Stops, and removes the folder. */
  remove(): Promise<void>;
}

export const SERVICE = { 'x-service-key': 'bench-service-key' };
export const ADMIN = { ...SERVICE, 'x-admin-key': 'bench-admin-key' };

/** Nothing sweeps or generates here unless a measurement does: what runs beside would be measured too. */
export async function openWorld(size: number): Promise<World> {
  const { servers, path: folder, remove } = await startTestServers();
  const { uri, user, password, database } = servers.neo4j!;
  const settings: AppSettings = {
    role: 'api',
    neo4j: { uri, user, password, database },
    mongodb: { uri: servers.mongodb!.uri },
    keys: { service: Object.values(SERVICE), admin: [ADMIN['x-admin-key']] },
    generator: {
      name: 'local',
      concurrency: 8,
      ratePerMinute: null,
      timeoutMs: 60_000,
      flash: null,
      openai: null,
    },
    jobRetentionMs: 86_400_000,
    rateLimit: { publicPerMinute: null, keyedPerMinute: null },
    bodyLimit: 8 * 1024 ** 2,
  };
  const app = await createApp(settings, pino({ level: 'silent' }));
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  const client = clientOf(url);
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
  });
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    await client.close();
    await driver.close();
    await app.stop();
    await servers.stop();
  };
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  return {
    size,
    url,
    app,
    settings,
    driver,
    folder,
    pid: servers.pids().neo4j!,
    ask: client.ask,
    async raw(text, parameters = {}) {
      const values = toGraph(parameters) as object;
      const session = driver.session({ database });
      try {
        return (await session.run(text, values)).records.map((record) => record.toObject());
      } finally {
        // Not waited for, as the service does not either: it is a round trip of its own.
        session.close().catch(() => {});
      }
    },
    stop: stopOnce,
    async remove() {
      await stopOnce();
      await remove();
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a measurement reads whatever it asked for
type Answer = Record<string, any>;

export interface Client {
  ask(query: string, variables: object, who?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export function clientOf(url: string): Client {
  const pool = new Pool(url, { connections: 64 });
  return {
    close: () => pool.close(),
    async ask(query, variables, who = {}) {
      const { body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', ...who },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await body.json()) as { data: Answer; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

/**
 * What one moment becomes as a row of `CREATE`: made as the service makes it, so that the model is the same. Its links
 * are not due, as it is for the measurements to say whose are.
 */
export function rawRow(seeded: SeededMoment) {
  const moment = describeMoment(seeded, { id: randomUUID(), now: new Date(), admin: true });
  const { properties, ...row } = momentRow(moment);
  return { ...hubRow(moment), ...row, properties: { ...properties, linksDue: false } };
}

export type RawRow = ReturnType<typeof rawRow>;
