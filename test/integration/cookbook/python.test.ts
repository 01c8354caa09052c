import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadStarterGraph } from './starter-graph.js';

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const REQUIREMENTS = readFileSync(here('examples/python/requirements.txt'), 'utf8');
/** One for each set of versions, kept for the next run. */
const VENV = join(
  tmpdir(),
  `clockchain-python-${createHash('sha256').update(REQUIREMENTS).digest('hex').slice(0, 8)}`,
);
const PYTHON = join(VENV, 'bin', 'python');

/** A machine where the packages cannot be had skips, and says so; a CI run there fails. */
function install(): string | null {
  const ready = join(VENV, 'ready');
  if (existsSync(ready)) return null;
  try {
    rmSync(VENV, { recursive: true, force: true });
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
    const pip = ['-m', 'pip', 'install', '--quiet', '-r', here('examples/python/requirements.txt')];
    execFileSync(PYTHON, pip, { stdio: 'pipe', timeout: 240_000 });
    writeFileSync(ready, '');
    return null;
  } catch (error) {
    const fault = error as Error & { stderr?: Buffer };
    return String(fault.stderr ?? '').trim() || fault.message;
  }
}

const fault = install();
const runnable = fault === null || process.env.CI ? test : test.skip;
if (fault !== null) process.stderr.write(`The Python example is not run: ${fault}\n`);

function run(args: string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    PYTHON,
    [here('examples/python/ancient_moments.py'), ...args],
    {
      env: {
        PATH: process.env.PATH,
        NEO4J_URI: process.env.TEST_NEO4J_URI!,
        NEO4J_PASSWORD: process.env.TEST_NEO4J_PASSWORD!,
        ...environment,
      },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('the Python example', () => {
  beforeAll(loadStarterGraph, 180_000);

  runnable('prints what its page shows, BCE first and in the order of time', () => {
    const readme = readFileSync(here('examples/python/README.md'), 'utf8');
    const shown = readme.split('```').at(-2)!.replace(/^\n/, '');
    const lines = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.trim());
    const { status, stdout, stderr } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines(stdout)).toEqual(lines(shown));
  });

  runnable('a bound in BCE leaves out what came later', () => {
    expect(run(['--before', '-44']).stdout.trim().split('\n')).toHaveLength(3);
    expect(run(['--before', '-9999']).stdout).toBe('No moments there.\n');
  });

  runnable('says plainly what is wrong', () => {
    expect(run(['--before', '0']).stderr).toContain('there is no year 0');
    const away = run([], { NEO4J_URI: '', DATA_DIR: join(tmpdir(), 'nobody-here') });
    expect(away).toMatchObject({ status: 1, stderr: expect.stringContaining('start the service') });
    const wrong = run([], { NEO4J_PASSWORD: 'not-this-one' });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).not.toContain('Traceback');
  });
});
