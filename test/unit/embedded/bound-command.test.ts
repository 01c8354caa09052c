import { runBound } from '../../../src/platform/embedded/bound-command.js';

describe('a command bound to this process', () => {
  const run = (script: string, onLine: (line: string) => void = () => {}) =>
    runBound('sh', ['-c', script], { cwd: '/', environment: { PATH: process.env.PATH }, onLine });

  it('passes on lines of both outputs and the exit code', async () => {
    const lines: string[] = [];
    const command = run('echo one; echo two >&2; printf three; exit 3', (line) => lines.push(line));
    expect(await command.ended).toBe(3);
    expect(lines.sort()).toEqual(['one', 'three', 'two']);
  });

  it('ends with a code where the program does not exist', async () => {
    const { ended } = runBound('/no/such/program', [], { cwd: '/', environment: {}, onLine: () => {} });
    expect(await ended).toBeGreaterThan(0);
  });

  it('is killed when the pipe closes, as it does when this process dies', async () => {
    const command = run('echo running; exec sleep 600', () => command.kill());
    expect(await command.ended).toBe(137);
  });
});
