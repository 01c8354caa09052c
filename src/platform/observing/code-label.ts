import { ApolloServerErrorCode } from '@apollo/server/errors';
import { ERROR_CODES } from '../../errors.js';

const CODES: ReadonlySet<string> = new Set([
  ...Object.keys(ERROR_CODES),
  ...Object.values(ApolloServerErrorCode),
]);

/** The code of an error as a label: one of the few there are, `OK` without an error. */
export function codeLabel(code: unknown): string {
  if (code === undefined) return 'OK';
  return CODES.has(String(code)) ? String(code) : 'OTHER';
}
