/** What `npm run cypher` ends with; told by `--help`. */
export const EXIT = { failed: 1, usage: 2, unreachable: 3 } as const;

/** A fault that is told in plain words, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly exitCode: (typeof EXIT)[keyof typeof EXIT],
    message: string,
  ) {
    super(message);
  }
}
