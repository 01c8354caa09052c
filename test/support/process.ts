import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { clientOf, type TestApp } from './app.js';
import { JAVA } from './embedded.js';
import { until } from './until.js';

export interface RunningService extends Pick<TestApp, 'graphql' | 'rest'> {
  url: string;
  pid: number;
  /** Headers with both keys that the data folder was given. */
  keys: Record<string, string>;
  /** All that it has written so far, both streams. */
  output(): string;
  /** Sends the signal and resolves with the exit code once it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The service as `npm start` runs it, in a process of its own, on a free port; resolves when it says it is ready. */
export async function startService(environment: Record<string, string>): Promise<RunningService> {
  const service = spawnService(environment);
  const ready = /Clockchain is ready: (\S+)\/graphql/;
  await until(() => ready.test(service.output()) || service.child.exitCode !== null, { seconds: 90 });
  const url = service.output().match(ready)?.[1];
  if (!url) throw new Error(`the service did not start:\n${service.output()}`);
  const { SERVICE_API_KEY, ADMIN_KEY } = environment.SERVICE_API_KEY
    ? environment
    : parseEnv(readFileSync(join(environment.DATA_DIR!, 'keys.env'), 'utf8'));
  return {
    url,
    pid: service.child.pid!,
    keys: { 'x-service-key': SERVICE_API_KEY!, 'x-admin-key': ADMIN_KEY! },
    output: service.output,
    end: service.end,
    ...clientOf(url),
  };
}

/** The process alone, for starts that are meant to fail. */
export function spawnService(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...JAVA,
      PORT: '0',
      STARTER: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let written = '';
  child.stdout.on('data', (chunk) => {
    written += chunk;
  });
  child.stderr.on('data', (chunk) => {
    written += chunk;
  });
  const gone = once(child, 'exit').then(() => running.delete(child));
  return {
    child,
    output: () => written,
    exit: async () => {
      await gone;
      return child.exitCode;
    },
    end: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}
