import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyError } from 'fastify';
import { ClockchainError, ERROR_CODES, type ErrorCode } from '../../errors.js';

const CODE_OF_STATUS: Record<number, ErrorCode> = Object.fromEntries(
  Object.entries(ERROR_CODES).map(([code, { status }]) => [status, code as ErrorCode]),
);

/**
 * Turns anything thrown into a ClockchainError: ours as they are, the HTTP layer's refusals of a request by their
 * status, all else an INTERNAL_SERVER_ERROR that says no more than the id under which the log has the rest.
 */
export function toClockchainError(error: unknown, log: Pick<FastifyBaseLogger, 'error'>): ClockchainError {
  if (error instanceof ClockchainError) return error;
  const status = (error as Partial<FastifyError> | null)?.statusCode;
  if (error instanceof Error && status !== undefined && status >= 400 && status < 500) {
    return new ClockchainError(CODE_OF_STATUS[status] ?? 'BAD_USER_INPUT', error.message);
  }
  const errorId = randomUUID();
  log.error({ err: error, errorId }, 'unexpected error');
  return new ClockchainError(
    'INTERNAL_SERVER_ERROR',
    `Something failed on our side; the log has it under ${errorId}.`,
    { errorId },
  );
}

/** The problem document of RFC 9457, with `code` and the details of the error as extension members. */
export function problemDocument(error: ClockchainError) {
  const { status, title } = ERROR_CODES[error.code];
  const { retryAfter, errorId, ...details } = error.details;
  return {
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code: error.code,
    ...details,
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
    ...(errorId !== undefined && { error_id: errorId }),
  };
}

/** What GraphQL errors carry in `extensions`. */
export function errorExtensions(error: ClockchainError) {
  return { code: error.code, ...error.details };
}
