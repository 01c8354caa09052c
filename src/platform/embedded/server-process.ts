import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { EmbeddedError } from './embedded-error.js';
import { childEnvironment, type Environment } from './environment.js';

export interface ServerCommand {
  title: string;
  java: string;
  args: string[];
  cwd: string;
  environment: Environment;
  /** Sent over standard input, which then stays open: its end tells the server that the parent is gone. */
  firstInput: string;
  logFile: string;
  /** Rejects until the server answers. An EmbeddedError means that waiting is no use. */
  probe(): Promise<void>;
}

export interface ServerEvent {
  server: string;
  type: 'ended' | 'restarted' | 'restart-failed';
  message: string;
  pid: number | null;
}

const READY_LIMIT_MS = 120_000;
const PROBE_EVERY_MS = 50;
/** The servers give themselves 6 s at most; 8 s is what a stop may take. */
const STOP_LIMIT_MS = 7_000;
const BACKOFF_MS = [200, 500, 1_000, 2_000, 5_000, 10_000];
/** A server that ran for so long starts the backoff anew. */
const STEADY_MS = 60_000;

/** A server as a child process that is kept alive: one that ends by itself is started again for as long as we run. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private wake: () => void = () => {};

  constructor(
    private readonly command: ServerCommand,
    private readonly onEvent: (event: ServerEvent) => void,
    private readonly onSpawn: (pid: number) => Promise<void>,
  ) {}

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Resolves when the server answers; throws an EmbeddedError with the end of its log when it does not come up. */
  async start(): Promise<void> {
    await rename(this.command.logFile, `${this.command.logFile}.1`).catch(() => {});
    const child = await this.spawn();
    await this.ready(child).catch(async (error) => {
      this.stopping = true;
      await end(child, 0);
      throw error;
    });
    void this.supervise(child);
  }

  /** Resolves when the process has ended, after at most 7 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    if (this.child) await end(this.child, STOP_LIMIT_MS);
  }

  private async spawn(): Promise<ChildProcess> {
    const { java, args, cwd, environment, firstInput, logFile } = this.command;
    const log = openSync(logFile, 'a', 0o600);
    // Its own process group: an interrupt from the terminal reaches us first, and we end it in order.
    const child = spawn(java, args, {
      cwd,
      env: childEnvironment(environment),
      stdio: ['pipe', log, log],
      detached: true,
    });
    closeSync(log);
    // A child that dies at once breaks the pipe; its exit tells the story.
    child.stdin!.on('error', () => {});
    child.on('error', () => {});
    child.stdin!.write(firstInput);
    this.child = child;
    if (child.pid) await this.onSpawn(child.pid);
    return child;
  }

  private async ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_LIMIT_MS;
    // A probe may wait for long for a server that is gone.
    const gone = ended(child).then(() => Promise.reject(new Error('it ended')));
    gone.catch(() => {});
    while (Date.now() < deadline && !hasEnded(child) && !this.stopping) {
      try {
        return await Promise.race([this.command.probe(), gone]);
      } catch (error) {
        if (error instanceof EmbeddedError) throw error;
        await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
      }
    }
    const how = hasEnded(child)
      ? `ended (${endOf(child)})`
      : `did not answer within ${READY_LIMIT_MS / 1000} s`;
    throw new EmbeddedError(
      `${this.command.title} ${how}. The end of ${this.command.logFile}:\n${await this.logEnd()}`,
    );
  }

  private async supervise(first: ChildProcess): Promise<void> {
    let child = first;
    let failures = 0;
    let upSince = Date.now();
    while (!this.stopping) {
      await ended(child);
      if (this.stopping) return;
      if (Date.now() - upSince > STEADY_MS) failures = 0;
      this.tell('ended', `${this.command.title} ended (${endOf(child)}); starting it again`);
      await this.pause(BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)]!);
      if (this.stopping) return;
      try {
        child = await this.spawn();
        await this.ready(child);
        upSince = Date.now();
        this.tell('restarted', `${this.command.title} answers again`);
      } catch (error) {
        if (this.stopping) return;
        await end(child, 0);
        this.tell('restart-failed', (error as Error).message);
      }
    }
  }

  private tell(type: ServerEvent['type'], message: string): void {
    this.onEvent({ server: this.command.title, type, message, pid: this.pid });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async logEnd(): Promise<string> {
    const text = await readFile(this.command.logFile, 'utf8').catch(() => '');
    const lines = text.trimEnd().split('\n');
    const causes = lines.filter((line) => line.startsWith('Caused by:')).slice(-1);
    return [...lines.filter((line) => !line.startsWith('\tat ')).slice(-8), ...causes]
      .map((line) => `  ${line.slice(0, 300)}`)
      .join('\n');
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || !child.pid;
const endOf = (child: ChildProcess) => child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`;

function ended(child: ChildProcess): Promise<void> {
  return hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Ends the child by closing its standard input, or after `limit` ms by force. */
async function end(child: ChildProcess, limit: number): Promise<void> {
  if (hasEnded(child)) return;
  child.stdin!.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  await ended(child);
  clearTimeout(timer);
}
