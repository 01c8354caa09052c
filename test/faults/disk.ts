import { execFile } from 'node:child_process';
import { mkdir, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SIZE = 2 * 1024 ** 3;

/** A disk of its own for one folder, kept in memory, which can be made full and wide again. */
export class Disk {
  private constructor(readonly folder: string) {}

  /** Null where the system does not let us mount one. */
  static async mount(folder: string): Promise<Disk | null> {
    await mkdir(folder, { recursive: true });
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]);
      return new Disk(folder);
    } catch {
      return null;
    }
  }

  /** From now on it holds no more than it does. */
  async fill(): Promise<void> {
    const { blocks, bfree, bsize } = await statfs(this.folder);
    await this.#resize((blocks - bfree) * bsize);
  }

  async clear(): Promise<void> {
    await this.#resize(SIZE);
  }

  async unmount(): Promise<void> {
    await run('umount', [this.folder]);
  }

  async #resize(bytes: number): Promise<void> {
    await run('mount', ['-o', `remount,size=${bytes}`, this.folder]);
  }
}
