import type { Command } from 'commander';
import type { Service } from './service.js';
import type { Terminal } from './terminal.js';

/** What a command is given besides its own arguments. */
export interface Calling {
  terminal: Terminal;
  /** The service that the options name; found when asked for, as some commands need none. */
  service(): Service;
  /** Whether a machine reads the answer. */
  json: boolean;
  /** Writes to standard output. */
  say(text: string): void;
  /** Writes to standard error what is no answer. */
  note(text: string): void;
  /** Ends with this code, though nothing was thrown. */
  endWith(code: number): void;
}

/** Adds a command to the program; `calling` tells it, once it runs, what the options of all commands say. */
export type AddCommand = (program: Command, calling: () => Calling) => void;
