import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServiceOptions {
  role: 'api' | 'worker';
  environment: Record<string, string>;
  /** Where its output goes. */
  logFile: string;
}

/** After so long a process that ended is started again, as an init system would. */
const RESTART_AFTER_MS = 2_000;

/** The service in one role as a process of its own, which is started again whenever it ends. */
export class ServiceProcess {
  readonly url: string;
  /** How often it ended without our having killed it. */
  endedByItself = 0;
  #child: ChildProcess | null = null;
  #stopping = false;
  #killed = false;

  private constructor(
    private readonly options: ServiceOptions,
    private readonly port: number,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(options: ServiceOptions): Promise<ServiceProcess> {
    const service = new ServiceProcess(options, await freePort());
    service.#spawn();
    return service;
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  kill(): void {
    this.#killed = true;
    this.#child!.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  #spawn(): void {
    const { role, environment, logFile } = this.options;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
      env: { PATH: process.env.PATH, ROLE: role, PORT: String(this.port), ...environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    child.once('exit', () => void this.#restart());
  }

  async #restart(): Promise<void> {
    if (this.#stopping) return;
    if (!this.#killed) this.endedByItself += 1;
    this.#killed = false;
    await pause(RESTART_AFTER_MS);
    if (!this.#stopping) this.#spawn();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
