import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '../../../src/platform/embedded/data-dir-lock.js';
import { identify, isAlive } from '../../../src/platform/embedded/process-identity.js';

describe('the claim on a data folder', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'clockchain-lock-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  const leave = async (claim: object) => {
    await mkdir(join(dataDir, 'lock'), { recursive: true });
    await writeFile(join(dataDir, 'lock', '7.json'), JSON.stringify(claim));
  };

  it('is refused to a second with the pid and the port of the first, until that gives it up', async () => {
    const first = await lockDataDir(dataDir, 4000);
    await expect(lockDataDir(dataDir, 4001)).rejects.toThrow(`(pid ${process.pid}, PORT 4000, started 20`);
    await first.release();
    await expect(lockDataDir(dataDir, null)).resolves.toBeDefined();
  });

  it('goes to exactly one of many who ask at once, also over the claim of a dead process', async () => {
    await leave({ process: { pid: 2 ** 22 + 1, birth: 'long ago' }, port: 1, since: 'x' });
    const asked = await Promise.allSettled(Array.from({ length: 40 }, () => lockDataDir(dataDir, null)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(join(dataDir, 'lock'))).toEqual(['8.json']);
  });

  it('is taken over where the pid now belongs to another process', async () => {
    const self = (await identify(process.pid))!;
    await leave({ process: { ...self, birth: `${self.birth}0` }, port: 1, since: 'x' });
    await expect(lockDataDir(dataDir, null)).resolves.toBeDefined();
  });
});

describe('the identity of a process', () => {
  it('ends with it, and does not end while it is stopped', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = (await identify(child.pid!))!;
    child.kill('SIGSTOP');
    expect(await isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isAlive(identity)).toBe(false);
  });
});
