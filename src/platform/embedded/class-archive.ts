import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BoundCommand, runBound } from './bound-command.js';
import { childEnvironment, type Environment } from './environment.js';
import type { Java } from './java.js';
import type { Software } from './provision.js';

/**
 * Loading and checking 18,000 classes is half of Neo4j's start. The first run writes down which they are; from
 * that list an archive is made that later runs map into memory: about 6 s instead of 12 on two busy cores, for
 * 145 MB of disk. A Java of another version would refuse the archive, so its version is part of the name.
 */
const archiveFile = ({ folder }: Software, { version }: Java) => join(folder, `classes-${version}.jsa`);
const listFile = ({ folder }: Software, { version }: Java) => join(folder, `classes-${version}.list`);

/** Longer lines end the dump with an error (JDK 17). */
const LONGEST_LINE = 4_000;

/** What the server's own command takes: the archive where it is there, else an order to write the list. */
export async function archiveOptions(software: Software, java: Java): Promise<string[]> {
  if (await exists(archiveFile(software, java))) {
    return [`-XX:SharedArchiveFile=${archiveFile(software, java)}`, '-Xshare:auto', '-Xlog:cds=off'];
  }
  return [`-XX:DumpLoadedClassList=${listFile(software, java)}.${process.pid}`];
}

/**
 * Makes the archive from this process's list, at the lowest priority (40 s of work that nobody waits for).
 * Null where there is nothing to do. The result counts only when it is whole.
 */
export async function buildArchive(
  software: Software,
  java: Java,
  environment: Environment,
): Promise<BoundCommand | null> {
  const written = await readFile(`${listFile(software, java)}.${process.pid}`, 'utf8').catch(() => null);
  if (await exists(archiveFile(software, java))) await removeLists(software);
  else if (written !== null) return dump(software, java, environment, written);
  return null;
}

async function dump(
  software: Software,
  java: Java,
  environment: Environment,
  written: string,
): Promise<BoundCommand> {
  // The server still writes to the end of the list, so its last line may be half a line.
  const lines = written.split('\n').slice(0, -1);
  const list = `${listFile(software, java)}.${process.pid}.used`;
  const draft = `${archiveFile(software, java)}.${process.pid}`;
  await writeFile(list, `${lines.filter((line) => line.length <= LONGEST_LINE).join('\n')}\n`);
  const dumping = runBound(
    'nice',
    [
      ...['-n', '19', java.java, '-Xshare:dump', '-XX:+UseG1GC', '-Xmx512m', '-Xlog:disable'],
      ...[`-XX:SharedClassListFile=${list}`, `-XX:SharedArchiveFile=${draft}`],
      ...['-cp', join(software.folder, 'lib', '*')],
    ],
    { cwd: software.folder, environment: childEnvironment(environment), onLine: () => {} },
  );
  const ended = dumping.ended.then(async (code) => {
    if (code === 0) await rename(draft, archiveFile(software, java)).catch(() => {});
    await rm(draft, { force: true });
    await rm(list, { force: true });
    if (code === 0) await removeLists(software);
    return code;
  });
  return { ended, kill: dumping.kill };
}

/** The server of this process has ended and its list is of no more use. */
export async function removeClassList(software: Software, java: Java): Promise<void> {
  await rm(`${listFile(software, java)}.${process.pid}`, { force: true });
}

/** With the archive there, nobody needs a list, nor those that killed processes have left. */
async function removeLists({ folder }: Software): Promise<void> {
  const lists = (await readdir(folder)).filter((name) => name.includes('.list.'));
  await Promise.all(lists.map((name) => rm(join(folder, name), { force: true })));
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
