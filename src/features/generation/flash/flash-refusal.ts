import { z } from 'zod';
import { GeneratorError } from '../domain/generator.js';
import { DEFAULT_WAIT, readRetryAfter } from '../http/retry-after.js';

const MAX_DETAIL = 300;

/**
 * What an answer other than 2xx means: 429 is BUSY, 5xx UNAVAILABLE, everything else REFUSED with the service's own
 * words (bounded, and without our key should the service repeat it).
 */
export function errorOfFlashRefusal(response: Response, body: string, serviceKey: string): GeneratorError {
  const { status } = response;
  const detail = detailOf(body).replaceAll(serviceKey, '…').slice(0, MAX_DETAIL);
  const told = `The Flash API answered ${status}${detail ? `: ${detail}` : '.'}`;
  const wait = readRetryAfter(response.headers.get('retry-after'));
  if (status === 429) return new GeneratorError('BUSY', told, { retryAfter: wait ?? DEFAULT_WAIT });
  if (status >= 500) return new GeneratorError('UNAVAILABLE', told, { retryAfter: wait });
  return new GeneratorError('REFUSED', told);
}

const oneDetail = z.union([z.string(), z.object({ msg: z.string() }).transform(({ msg }) => msg)]);
const refusalSchema = z.union([
  z.object({ detail: oneDetail }).transform(({ detail }) => detail),
  z.object({ detail: z.array(oneDetail) }).transform(({ detail }) => detail.join('; ')),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** The words of a JSON refusal; nothing of a page of HTML, which a proxy wrote and not the service. */
function detailOf(body: string): string {
  try {
    return refusalSchema.parse(JSON.parse(body)).replace(/\s+/gu, ' ').trim();
  } catch {
    return '';
  }
}
