import { spawn } from 'node:child_process';
import { finished } from 'node:stream/promises';
import type { Environment } from './environment.js';

/**
 * Runs a command that knows nothing of its parent and ends it with the parent all the same: a shell beside it
 * reads from a pipe that the kernel closes when this process ends, also by kill -9.
 */
const WATCHED = [
  '"$@" 3<&- & child=$!',
  '{ read -r _ <&3; kill -9 "$child" 2>/dev/null; } & watch=$!',
  'wait "$child"; code=$?',
  'kill -9 "$watch" 2>/dev/null',
  'exit "$code"',
].join('\n');

export interface BoundCommand {
  /** Resolves with the exit code when the command has ended. */
  ended: Promise<number>;
  kill(): void;
}

/** Lines of both outputs go to `onLine`. Rejects nothing: a command that cannot start ends with a code above 0. */
export function runBound(
  command: string,
  args: string[],
  options: { cwd: string; environment: Environment; onLine(line: string): void },
): BoundCommand {
  const child = spawn('/bin/sh', ['-c', WATCHED, 'bound', command, ...args], {
    cwd: options.cwd,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const outputs = [child.stdout!, child.stderr!];
  for (const stream of outputs) eachLine(stream, options.onLine);
  const code = new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  // Ending the pipe has the shell end the command; the pipe may be gone already.
  const lifeline = child.stdio[3] as NodeJS.WritableStream;
  lifeline.on('error', () => {});
  return {
    ended: Promise.all([code, ...outputs.map((stream) => finished(stream))]).then(([status]) => status),
    kill: () => lifeline.end(),
  };
}

function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => rest && onLine(rest));
}
