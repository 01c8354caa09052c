import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedError } from '../../../src/platform/embedded/embedded-error.js';
import { findBuildTools, findJava } from '../../../src/platform/embedded/java.js';

const WAYS_OUT = /Either install both[\s\S]*or set NEO4J_URI and MONGODB_URI/;

describe('what is missing to run the embedded databases', () => {
  let bin: string;

  beforeEach(async () => {
    bin = await mkdtemp(join(tmpdir(), 'clockchain-bin-'));
  });

  afterEach(() => rm(bin, { recursive: true }));

  const program = async (name: string, script: string) => {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  };
  const linkReal = async (name: string) => {
    const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    await symlink(path, join(bin, name));
  };

  it('is told in one message with the two ways out', async () => {
    const attempt = findJava({ PATH: bin });
    await expect(attempt).rejects.toThrow(EmbeddedError);
    await expect(attempt).rejects.toThrow(/no Java was found/);
    await expect(attempt).rejects.toThrow(WAYS_OUT);
  });

  it('names a Java that is too old, and its version', async () => {
    await program('java', 'echo \'openjdk version "11.0.20" 2023-07-18\' >&2');
    await expect(findJava({ PATH: bin })).rejects.toThrow(`${join(bin, 'java')} is Java 11.0.20`);
  });

  it('takes the old numbering for what it is', async () => {
    await program('java', 'echo \'java version "1.8.0_392"\' >&2');
    await expect(findJava({ PATH: bin })).rejects.toThrow(/is Java 1\.8\.0_392/);
  });

  it('is Maven, where there is a JDK', async () => {
    await linkReal('java');
    const java = await findJava({ PATH: bin });
    const attempt = findBuildTools(java, { PATH: bin });
    await expect(attempt).rejects.toThrow(/no Maven \(mvn\) was found/);
    await expect(attempt).rejects.toThrow(WAYS_OUT);
  });

  it('is the compiler, where Java is a runtime only', async () => {
    await program('java', 'echo \'openjdk version "21.0.1"\' >&2');
    await program('mvn', 'exit 0');
    const java = await findJava({ PATH: bin });
    await expect(findBuildTools(java, { PATH: bin })).rejects.toThrow(/a Java without compiler \(a JRE\)/);
  });

  it('is nothing, where JAVA_HOME or PATH have all', async () => {
    await linkReal('java');
    await linkReal('mvn');
    const java = await findJava({ PATH: bin });
    expect(Number.parseInt(java.version, 10)).toBeGreaterThanOrEqual(17);
    await expect(findBuildTools(java, { PATH: bin })).resolves.toMatchObject({ mvn: join(bin, 'mvn') });
    const home = join(java.java, '../..');
    await expect(findJava({ PATH: '', JAVA_HOME: home })).resolves.toEqual(java);
  });
});
