import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const DYING = fileURLToPath(new URL('./dying-worker.ts', import.meta.url));

export const STAGES = ['taken', 'generating', 'answered', 'stored', 'ended'] as const;
export type Stage = (typeof STAGES)[number];

export interface DyingOptions {
  uri: string;
  leaseMs: number;
  stage: Stage;
  generator?: string;
}

export interface DyingProcess {
  /** The job with which each worker hangs, by its stage. */
  jobs: Map<string, string>;
  /** Sends SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a process with these workers, each of another stage; resolves when every one hangs there. */
export async function startDying(...workers: DyingOptions[]): Promise<DyingProcess> {
  // It ends with its standard input, so that it never outlives the test run.
  const child = spawn(process.execPath, ['--import', 'tsx', DYING, JSON.stringify(workers)], {
    env: process.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const jobs = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [stage, job] = line.split(' ');
    jobs.set(stage!, job!);
    if (jobs.size === workers.length) break;
  }
  if (jobs.size < workers.length) throw new Error('the workers exited before all of them hung');
  return {
    jobs,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
