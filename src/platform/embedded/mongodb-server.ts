import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Environment } from './environment.js';
import type { Java } from './java.js';
import type { Software } from './provision.js';
import type { ServerCommand } from './server-process.js';

export interface MongodbAccess {
  uri: string;
}

const JVM = [
  ...['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError', '-XX:-UsePerfData'],
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
];

interface Setup {
  dataDir: string;
  software: Software;
  java: Java;
  environment: Environment;
  port: number;
}

/** Prepares the folder; the server listens when the command runs and its probe passes. */
export async function prepareMongodb(
  setup: Setup,
): Promise<{ access: MongodbAccess; command: ServerCommand }> {
  const { dataDir, software, java, environment, port } = setup;
  const home = join(dataDir, 'mongodb');
  await mkdir(home, { recursive: true });
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  return {
    access: { uri },
    command: {
      title: software.title,
      java: java.java,
      args: [
        ...JVM,
        ...['-cp', join(software.folder, 'lib', '*'), 'EmbeddedMongo', join(home, 'store.mv'), String(port)],
      ],
      cwd: home,
      environment,
      firstInput: '',
      logFile: join(dataDir, 'logs', 'mongodb-console.log'),
      probe: () => probe(uri),
    },
  };
}

async function probe(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000 });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
