import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, isAlive, type ProcessIdentity } from './process-identity.js';

/** The servers shut down within 6 s of their parent's end. */
const PATIENCE_MS = 8_000;

/** Notes which servers run on the folder, for the next process that takes it over. */
export class ServerRecord {
  private readonly pids = new Map<string, ProcessIdentity>();
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'processes.json');
  }

  async note(server: string, pid: number): Promise<void> {
    const identity = await identify(pid);
    if (!identity) return;
    this.pids.set(server, identity);
    const draft = `${this.file}.${server}.draft`;
    await writeFile(draft, JSON.stringify(Object.fromEntries(this.pids)));
    await rename(draft, this.file);
  }

  /**
   * Waits for the servers of a parent that was killed: they still hold the stores while they shut down. One that
   * does not end by itself is killed, which both stores survive.
   */
  async waitForOrphans(): Promise<void> {
    const left: Record<string, ProcessIdentity> = JSON.parse(
      await readFile(this.file, 'utf8').catch(() => '{}'),
    );
    const deadline = Date.now() + PATIENCE_MS;
    for (const orphan of Object.values(left)) {
      while (await isAlive(orphan)) {
        if (Date.now() > deadline) process.kill(orphan.pid, 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}
