import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBound } from './bound-command.js';
import { EmbeddedError } from './embedded-error.js';
import { childEnvironment, type Environment } from './environment.js';
import { findBuildTools, type Java } from './java.js';
import { identify } from './process-identity.js';

export interface Software {
  name: 'neo4j' | 'mongodb';
  /** For the person who waits, with the version. */
  title: string;
  /** The folder that holds `lib/` with every jar, our own among them. */
  folder: string;
}

/** The sources stay where they are when the TypeScript is compiled: `src/` and `dist/` lie side by side. */
const JAVA_SOURCES = join(dirname(fileURLToPath(import.meta.url)), '../../..', 'src/platform/embedded/java');
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const TITLES = { neo4j: 'Neo4j', mongodb: 'the MongoDB-wire server' };
const PROGRESS_EVERY_MS = 2_000;

interface Context {
  serversDir: string;
  java: Java;
  environment: Environment;
  onProgress(line: string): void;
}

/**
 * Makes sure that a server's software is in `<serversDir>/<name>-<version>-<digest of our sources>/`, and needs
 * neither network nor Maven where it is already. The folder appears whole, by a rename; of two processes that
 * provision at once the second takes what the first has made.
 */
export async function provision(context: Context, name: Software['name']): Promise<Software> {
  const sources = await readSources(name);
  const title = `${TITLES[name]} ${sources.version}`;
  const folder = join(context.serversDir, `${name}-${sources.version}-${sources.digest}`);
  const software = { name, title, folder };
  if (await exists(join(folder, 'lib'))) return software;

  const tools = await findBuildTools(context.java, context.environment);
  await mkdir(context.serversDir, { recursive: true });
  await removeAbandoned(context.serversDir);
  const draft = join(context.serversDir, `draft-${process.pid}-${crypto.randomUUID()}`);
  const lib = join(draft, 'lib');
  const began = Date.now();
  try {
    await mkdir(lib, { recursive: true });
    context.onProgress(`${title}: fetching with Maven (once; later starts need no network)`);
    await fetchJars(context, tools.mvn, join(JAVA_SOURCES, name, 'pom.xml'), lib, title);
    await compile(context, tools, sources.files, draft, name);
    await writeFile(
      join(draft, 'provisioned.json'),
      JSON.stringify({ title, at: new Date().toISOString(), java: context.java.version }),
    );
    await rename(draft, folder).catch(async (error) => {
      if (await exists(join(folder, 'lib'))) return;
      // A folder that somebody has emptied is in the way.
      if (error.code !== 'ENOTEMPTY') throw error;
      await rm(folder, { recursive: true });
      await rename(draft, folder);
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  context.onProgress(`${title}: ready to run after ${Math.round((Date.now() - began) / 1000)} s`);
  return software;
}

async function readSources(name: string): Promise<{ version: string; digest: string; files: string[] }> {
  const folder = join(JAVA_SOURCES, name);
  const digest = createHash('sha256');
  const names = (await readdir(folder)).sort();
  for (const file of names) digest.update(`${file}\n`).update(await readFile(join(folder, file)));
  const pom = await readFile(join(folder, 'pom.xml'), 'utf8');
  return {
    version: /<version>([^<]+)<\/version>/.exec(pom)![1]!,
    digest: digest.digest('hex').slice(0, 8),
    files: names.filter((file) => file.endsWith('.java')).map((file) => join(folder, file)),
  };
}

async function fetchJars(
  context: Context,
  mvn: string,
  pom: string,
  lib: string,
  title: string,
): Promise<void> {
  let fetched = 0;
  let toldAt = Date.now();
  const faults: string[] = [];
  const maven = runBound(
    mvn,
    ['-B', '-f', pom, COPY_DEPENDENCIES, '-DincludeScope=runtime', `-DoutputDirectory=${lib}`],
    {
      cwd: dirname(lib),
      environment: childEnvironment(context.environment),
      onLine: (line) => {
        if (/^(\S*\s)?Downloaded from|Copying /.test(line.replace(/^\[INFO\]\s*/, ''))) fetched++;
        const fault = /\[ERROR\]\s*(.+)/.exec(line)?.[1];
        if (fault) faults.push(fault);
        if (fetched > 0 && Date.now() - toldAt >= PROGRESS_EVERY_MS) {
          toldAt = Date.now();
          context.onProgress(`${title}: ${fetched} files`);
        }
      },
    },
  );
  if ((await maven.ended) !== 0) {
    throw new EmbeddedError(
      `Maven could not fetch ${title}: ${(faults[0] ?? 'it gave no reason').slice(0, 400)}\n` +
        'The first start needs the network; try again, or set NEO4J_URI and MONGODB_URI.',
    );
  }
}

/** Our classes go into a jar of their own, as a class-data archive takes no folders of classes. */
async function compile(
  context: Context,
  tools: { javac: string; jar: string },
  files: string[],
  draft: string,
  name: string,
): Promise<void> {
  const classes = join(draft, 'classes');
  const run = async (command: string, args: string[]) => {
    const lines: string[] = [];
    const ended = runBound(command, args, {
      cwd: draft,
      environment: childEnvironment(context.environment),
      onLine: (line) => lines.push(line),
    }).ended;
    if ((await ended) !== 0) throw new EmbeddedError(`${command} failed:\n${lines.slice(0, 10).join('\n')}`);
  };
  await run(tools.javac, [
    '--release',
    '17',
    '-nowarn',
    '-d',
    classes,
    '-cp',
    join(draft, 'lib', '*'),
    ...files,
  ]);
  await run(tools.jar, [
    '--create',
    '--file',
    join(draft, 'lib', `clockchain-${name}.jar`),
    '-C',
    classes,
    '.',
  ]);
  await rm(classes, { recursive: true });
}

/** Drafts of processes that were killed while they provisioned. */
async function removeAbandoned(serversDir: string): Promise<void> {
  for (const name of await readdir(serversDir)) {
    const pid = /^draft-(\d+)-/.exec(name)?.[1];
    if (pid && !(await identify(Number(pid)))) {
      await rm(join(serversDir, name), { recursive: true, force: true });
    }
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
