import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * One process of one machine. A pid alone is given to another process sooner or later; together with the moment
 * of its start it is not.
 */
export interface ProcessIdentity {
  pid: number;
  /** Opaque: equal for the same process, different for any other that gets its pid. */
  birth: string;
}

/** The identity of a live process, or null when there is none (a zombie has ended and holds nothing). */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  const birth = process.platform === 'linux' ? await birthOnLinux(pid) : await birthByPs(pid);
  return birth === null ? null : { pid, birth };
}

export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.birth === identity.birth;
}

/** Fields after the command's closing parenthesis: state is the first, start time in ticks since boot the 20th (proc(5)). */
async function birthOnLinux(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()}/${fields[19]}`;
}

async function birthByPs(pid: number): Promise<string | null> {
  const run = promisify(execFile);
  const found = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => null);
  const line = found?.stdout.trim();
  if (!line || line.startsWith('Z')) return null;
  return line.replace(/^\S+\s+/, '');
}
