import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { createApp, version } from './app.js';
import { banner } from './banner.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { RestoreUnfinished } from './features/backup/queries/unfinished-restore.js';
import { starterQueries } from './features/generation/local/starter.js';
import { loadStarter } from './features/starter/commands/load-starter.js';
import { keysOfDataDir } from './keys-file.js';
import { EmbeddedError, startEmbedded } from './platform/embedded/embedded.js';
import { startTracing } from './platform/observing/tracing.js';

/** What the user can mend: told in one message, without a stack. */
class StartError extends Error {}

const PLAIN = [ConfigError, EmbeddedError, RestoreUnfinished, StartError];

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  await checkPort(config);
  const terminal = process.stdout.isTTY;
  const log = pino({
    level: config.logLevel,
    ...(terminal && {
      transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
    }),
  });
  const say = (line: string) => process.stdout.write(`${line}\n`);

  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    ...config.embedded,
    port: config.port,
    environment: process.env,
    onProgress: say,
    onEvent: (event) => log.warn(event),
  });
  let stop = () => embedded.stop();
  closeWithGrace({ delay: 9_500, logger: log }, async ({ err }) => {
    if (err) log.fatal({ err }, 'stopping after an error');
    await stop();
  });

  const given = config.keys;
  const made = given.service.length > 0 && given.admin.length > 0 ? null : keysOfDataDir(config.dataDir);
  const keys = {
    service: given.service.length > 0 ? given.service : made!.keys.service,
    admin: given.admin.length > 0 ? given.admin : made!.keys.admin,
  };
  const endTracing = config.tracesTo
    ? await startTracing({ endpoint: config.tracesTo, version })
    : async () => {};
  const app = await createApp(
    { ...config, keys, neo4j: config.neo4j ?? embedded.neo4j!, mongodb: config.mongodb ?? embedded.mongodb! },
    log,
  );
  stop = async () => {
    await app.stop();
    await endTracing().catch((err) => log.warn({ err }, 'the last traces were not sent'));
    await embedded.stop();
  };
  await app.http.listen({ host: config.host, port: config.port });
  say(banner({ config, app, embedded, keys, keysFile: made?.file ?? null, showSecrets: terminal }));
  if (config.starter && config.role !== 'api') await loadStarter({ ...app, log }, starterQueries());
}

/** Learns that the port is taken before servers are started for nothing. */
function checkPort({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new StartError(
          `Cannot listen on ${host}:${port} (${error.code}). Set PORT or HOST to something free.`,
        ),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

start().catch((error: unknown) => {
  const plain = PLAIN.some((kind) => error instanceof kind);
  process.stderr.write(`${plain ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
});
