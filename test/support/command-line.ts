import { Readable, Writable } from 'node:stream';
import { runCommand } from '../../src/cli/run-command.js';

export interface CommandLineOptions {
  environment?: Record<string, string>;
  input?: string | Readable;
  folder?: string;
  interrupted?: AbortSignal;
  /** Told of everything that is written, as it is written. */
  onOutput?(text: string): void;
}

export interface CommandLineResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** The `clockchain` command as a shell calls it, in this process. */
export async function runCommandLine(
  args: string[],
  { environment = {}, input = '', folder = '/', interrupted, onOutput }: CommandLineOptions = {},
): Promise<CommandLineResult> {
  const written = { stdout: '', stderr: '' };
  const into = (name: keyof typeof written) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString();
        onOutput?.(chunk.toString());
        done();
      },
    });
  const status = await runCommand(args, {
    stdin: typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input,
    stdout: into('stdout'),
    stderr: into('stderr'),
    environment,
    folder,
    interactive: false,
    interrupted: interrupted ?? new AbortController().signal,
  });
  return { status, ...written };
}
