/** What every command ends with besides 0; told by `--help` and in docs/command-line.md. */
export const EXIT = {
  /** Refused or failed; nothing of it was done, or the message says what was. */
  failed: 1,
  /** The call itself is not right: an unknown option, a missing parameter. */
  usage: 2,
  /** The service or the database cannot be reached. */
  unreachable: 3,
  /** A key is missing or wrong. */
  key: 4,
  /** Some of it was done and some refused: rows of an import, jobs of a batch. */
  partly: 5,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A fault that is told in plain words, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    /** The service's own code, where it gave one, for `--json`. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}
