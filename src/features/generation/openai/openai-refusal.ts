import type { APIError } from 'openai';
import { z } from 'zod';
import { GeneratorError } from '../domain/generator.js';
import { DEFAULT_WAIT, readRetryAfter } from '../http/retry-after.js';

/** What the client throws for an answer other than 2xx; its class is not loaded before the client is. */
type StatusError = APIError<number, Headers>;

/** Seconds until an account without credit is tried again: its jobs wait for it to be topped up, and lose no attempt. */
const NO_CREDIT_WAIT = 600;
const MAX_DETAIL = 300;

const CHECK: Record<number, string> = {
  401: 'Check OPENAI_API_KEY.',
  403: 'Check what the account of OPENAI_API_KEY may use.',
  404: 'Check OPENAI_BASE_URL and OPENAI_MODEL.',
};
const CHECK_ADDRESS = 'Check OPENAI_BASE_URL.';

/**
 * What an answer other than 2xx means: 429 is BUSY; 408 and 5xx UNAVAILABLE; everything else REFUSED, with what to check
 * and the endpoint's own words (bounded, and without our key should it repeat it).
 */
export function errorOfStatus(
  { status, headers, error, code }: StatusError,
  apiKey: string | null,
): GeneratorError {
  const words = wordsOf(error);
  const detail = (apiKey ? words.replaceAll(apiKey, '…') : words).slice(0, MAX_DETAIL);
  const told = `The model's endpoint answered ${status}${detail ? `: ${detail}` : '.'}`;
  const wait = readRetryAfter(headers.get('retry-after'));
  if (status === 429 && code === 'insufficient_quota') {
    const message = `${told} The account has no credit left; its jobs wait.`;
    return new GeneratorError('BUSY', message, { retryAfter: Math.max(wait ?? 0, NO_CREDIT_WAIT) });
  }
  if (status === 429) return new GeneratorError('BUSY', told, { retryAfter: wait ?? DEFAULT_WAIT });
  if (status === 408 || status >= 500) return new GeneratorError('UNAVAILABLE', told, { retryAfter: wait });
  const hint = CHECK[status] ?? (status < 400 ? CHECK_ADDRESS : '');
  return new GeneratorError('REFUSED', hint ? `${told} ${hint}` : told);
}

const wordsSchema = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** The words of a JSON refusal; nothing of a page of HTML, which a proxy wrote and not the endpoint. */
function wordsOf(error: unknown): string {
  const { data } = wordsSchema.safeParse(error);
  return data?.replace(/\s+/gu, ' ').trim() ?? '';
}

/** An answer with a status, and not a connection that failed. */
export function isStatusError(error: unknown): error is StatusError {
  const { status, headers } = error as Partial<StatusError>;
  return typeof status === 'number' && headers instanceof Headers;
}

/** 400 and 422 that speak of the form asked for: an endpoint or a model that knows no schema, or no JSON mode either. */
export function refusesForm(error: StatusError): boolean {
  const { status, param } = error;
  if (status !== 400 && status !== 422) return false;
  return (
    param?.startsWith('response_format') ||
    /response_?format|json_?schema|json_?object|structured.?output/i.test(error.message)
  );
}
