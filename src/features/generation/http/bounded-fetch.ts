import { Agent, fetch as fetchWithoutLimits } from 'undici';
import { GeneratorError } from '../domain/generator.js';

/** An answer without pictures is some tens of kilobytes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * A fetch for answers that take minutes: Node's own gives up when no header has come for 300 seconds. The body has been
 * read when it resolves, so that the request's signal bounds it too, and INVALID_ANSWER when it is beyond all measure.
 * A redirect is answered as it is, since following it would carry the key to wherever it points.
 */
export function boundedFetch(): typeof fetch {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const send = fetchWithoutLimits as unknown as (url: unknown, init: object) => Promise<Response>;
  return async (url, init) => {
    const response = await send(url, { ...init, redirect: 'manual', dispatcher });
    const { status, headers } = response;
    return new Response((await readBounded(response)) || null, { status, headers });
  };
}

/** A timer that is stopped when the answer is there, which `AbortSignal.timeout` cannot be. */
export function deadline(ms: number): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new GeneratorError('INVALID_ANSWER', `The answer has more than ${MAX_ANSWER_BYTES} bytes.`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** What the system calls a connection that failed, such as ECONNREFUSED; wherever it stands in the chain of causes. */
export function connectionFault(error: unknown): string | null {
  for (let cause = error; typeof cause === 'object' && cause !== null; ) {
    const { code, cause: deeper } = cause as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') return code;
    cause = deeper;
  }
  return null;
}
