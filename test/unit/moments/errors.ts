import { ClockchainError } from '../../../src/errors.js';

/** Runs what must be refused and gives the refusal. */
export function refusal(run: () => unknown): { field: string; rule: string; message: string } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ClockchainError)) throw error;
    expect(error.code).toBe('BAD_USER_INPUT');
    return { field: error.details.field ?? '', rule: error.details.rule ?? '', message: error.message };
  }
  throw new Error('nothing was refused');
}
