/**
 * The one error class of the service and the one table of what each code means on each transport.
 * Anything thrown that is not a ClockchainError is a fault of ours: it is logged with an id and told as
 * INTERNAL_SERVER_ERROR without its text.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: { status: 400, title: 'The input is missing or wrong' },
  UNAUTHENTICATED: { status: 401, title: 'The service key is missing or wrong' },
  FORBIDDEN: { status: 403, title: 'The admin key is missing or wrong' },
  NOT_FOUND: { status: 404, title: 'Not there, or not yours to see' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This address does not take that method' },
  CONFLICT: { status: 409, title: 'Something else stands there already' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body is of a type that is not read here' },
  RATE_LIMITED: { status: 429, title: 'Too many requests' },
  INTERNAL_SERVER_ERROR: { status: 500, title: 'Something failed on our side' },
  SERVICE_UNAVAILABLE: { status: 503, title: 'Too much to do, or a database cannot be reached' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorDetails {
  /** The input field at fault, as a dotted path: `metadata.confidence`, `queries.3.query`. */
  field?: string;
  /** What the field must be, in words. */
  rule?: string;
  /** The path that is taken (CONFLICT). */
  path?: string;
  /** Seconds until a new try makes sense (RATE_LIMITED, SERVICE_UNAVAILABLE). */
  retryAfter?: number;
  /** What the log has under the same id (INTERNAL_SERVER_ERROR). */
  errorId?: string;
}

export class ClockchainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClockchainError';
    this.code = code;
    this.details = details;
  }
}

/** The input error: names the field and the rule. `message` defaults to both joined. */
export function badInput(field: string, rule: string, message = `${field}: ${rule}`): ClockchainError {
  return new ClockchainError('BAD_USER_INPUT', message, { field, rule });
}
