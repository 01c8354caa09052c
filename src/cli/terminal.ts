import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { parseEnv } from 'node:util';

/** What a command sees of the world, so that a test can call one as a shell does. */
export interface Terminal {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  /** The variables of the process; `environmentOf` adds those of `.env`. */
  environment: Record<string, string | undefined>;
  folder: string;
  /** Whether a person looks at standard error, so that bars may move there. */
  interactive: boolean;
  /** Fires when the person wants to stop (Ctrl-C), the reason being the signal. */
  interrupted: AbortSignal;
}

export type Environment = Record<string, string | undefined>;

/** The variables of the process and, behind them, those of `.env` in the folder. */
export function environmentOf({ environment, folder }: Terminal): Environment {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...environment } : environment;
}

/** All of standard input as text. */
export async function readAll(input: Readable): Promise<string> {
  input.setEncoding('utf8');
  let text = '';
  for await (const chunk of input) text += chunk as string;
  return text;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
