import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.js';
import type { Environment } from './environment.js';

/** Neo4j 5 needs it. */
const OLDEST_JAVA = 17;

export interface Java {
  /** The program, with links resolved. */
  java: string;
  /** As `java -version` tells it, such as 17.0.15. */
  version: string;
}

export interface BuildTools {
  javac: string;
  jar: string;
  mvn: string;
}

/** The Java that JAVA_HOME or else PATH names. Throws an EmbeddedError with the ways out when there is none of age. */
export async function findJava(environment: Environment): Promise<Java> {
  const java = await find('java', environment);
  if (!java) throw missing('no Java was found');
  const { stderr } = await promisify(execFile)(java, ['-version']).catch(() => ({ stderr: '' }));
  const version = /version "([^"]+)"/.exec(stderr)?.[1];
  if (!version) throw missing(`${java} does not tell its version`);
  if (Number.parseInt(version, 10) < OLDEST_JAVA) throw missing(`${java} is Java ${version}`);
  return { java: await realpath(java), version };
}

/** What provisioning needs on top of Java; throws an EmbeddedError with the ways out. */
export async function findBuildTools({ java }: Java, environment: Environment): Promise<BuildTools> {
  const beside = dirname(java);
  const [javac, jar, mvn] = await Promise.all([
    executable(join(beside, 'javac')).then((found) => found ?? find('javac', environment)),
    executable(join(beside, 'jar')).then((found) => found ?? find('jar', environment)),
    find('mvn', environment),
  ]);
  if (!javac || !jar) throw missing(`${java} belongs to a Java without compiler (a JRE)`);
  if (!mvn) throw missing('no Maven (mvn) was found');
  return { javac, jar, mvn };
}

function missing(what: string): EmbeddedError {
  return new EmbeddedError(
    `The embedded databases need a JDK of version ${OLDEST_JAVA} or later and Maven, but ${what}.\n` +
      'Either install both (on Debian: apt-get install openjdk-17-jdk-headless maven),\n' +
      'or set NEO4J_URI and MONGODB_URI to databases that run already.',
  );
}

async function find(program: string, environment: Environment): Promise<string | null> {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  if (environment.JAVA_HOME) folders.unshift(join(environment.JAVA_HOME, 'bin'));
  for (const folder of folders) {
    const found = await executable(join(folder, program));
    if (found) return found;
  }
  return null;
}

function executable(file: string): Promise<string | null> {
  return access(file, constants.X_OK).then(
    () => file,
    () => null,
  );
}
