import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedError, FolderInUse } from './embedded-error.js';
import { identify, isAlive, type ProcessIdentity } from './process-identity.js';

export interface DataDirLock {
  release(): Promise<void>;
}

interface Holder {
  process: ProcessIdentity;
  port: number | null;
  since: string;
}

/**
 * Makes this process the only one that works on a data folder, or throws an EmbeddedError that names the holder.
 *
 * Claims are numbered files, and the highest is in force. A claim is laid by `link`, which succeeds for one of
 * several at once, and nobody removes the highest: so a claim whose process has died, or that was given up, is
 * taken over by exactly one. A stopped process (SIGSTOP) is alive and keeps its claim.
 */
export async function lockDataDir(dataDir: string, port: number | null): Promise<DataDirLock> {
  const folder = join(dataDir, 'lock');
  await mkdir(folder, { recursive: true });
  const self = await identify(process.pid);
  if (!self) throw new EmbeddedError('This process cannot be identified (is /proc mounted?)');
  const claim: Holder = { process: self, port, since: new Date().toISOString() };

  for (;;) {
    const highest = Math.max(0, ...(await claimNumbers(folder)));
    const holder = highest === 0 ? null : await readClaim(folder, highest);
    if (holder && (await isAlive(holder.process))) throw heldBy(dataDir, holder);
    const own = highest + 1;
    if (!(await lay(folder, own, claim))) continue;
    const numbers = await claimNumbers(folder);
    if (Math.max(...numbers) !== own) {
      await rm(claimFile(folder, own), { force: true });
      continue;
    }
    await Promise.all(numbers.filter((n) => n < own).map((n) => rm(claimFile(folder, n), { force: true })));
    return { release: () => replace(folder, own, null) };
  }
}

function heldBy(dataDir: string, { process: { pid }, port, since }: Holder): FolderInUse {
  const where = port === null ? '' : `, PORT ${port}`;
  return new FolderInUse(
    `${dataDir} is in use by another instance (pid ${pid}${where}, started ${since}).\n` +
      'Stop that one, or give this one its own DATA_DIR and PORT.',
  );
}

const claimFile = (folder: string, number: number) => join(folder, `${number}.json`);

async function claimNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) =>
    /^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : [],
  );
}

/** Null for a claim that was given up, or that has gone since the folder was read. */
async function readClaim(folder: string, number: number): Promise<Holder | null> {
  const text = await readFile(claimFile(folder, number), 'utf8').catch(() => 'null');
  return JSON.parse(text) as Holder | null;
}

/** A file appears under its name whole or not at all. */
async function lay(folder: string, number: number, claim: Holder): Promise<boolean> {
  const draft = join(folder, `draft-${process.pid}-${crypto.randomUUID()}`);
  await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    await link(draft, claimFile(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(folder: string, number: number, claim: Holder | null): Promise<void> {
  const draft = join(folder, `draft-${process.pid}-${crypto.randomUUID()}`);
  await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
  await rename(draft, claimFile(folder, number));
}
