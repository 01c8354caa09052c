import {
  type Generation,
  type GenerationRequest,
  type Generator,
  GeneratorError,
} from '../domain/generator.js';
import { boundedFetch, connectionFault, deadline } from '../http/bounded-fetch.js';
import { readFlashAnswer } from './flash-answer.js';
import { draftOfFlashAnswer } from './flash-draft.js';
import { errorOfFlashRefusal } from './flash-refusal.js';

export interface FlashOptions {
  /** Where the API is, without the path: `https://flash.example`. */
  url: string;
  /** Sent as `X-Service-Key` and never repeated in an error. */
  serviceKey: string;
  /** How long an answer may take, its body included. Default 480 s: some presets need minutes. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 480_000;

/** The generator that asks the Flash Timepoint API. It knows no subjects of its own and so draws no links. */
export function createFlashGenerator(options: FlashOptions): Generator {
  const endpoint = endpointOf(options.url);
  const serviceKey = headerValue(options.serviceKey);
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const send = boundedFetch();

  async function generate({ query, preset, signal }: GenerationRequest): Promise<Generation> {
    signal.throwIfAborted();
    const limit = deadline(timeoutMs);
    try {
      const response = await send(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-service-key': serviceKey,
        },
        body: JSON.stringify({
          query,
          preset,
          generate_image: false,
          request_context: { source: 'clockchain' },
        }),
        signal: AbortSignal.any([signal, limit.signal]),
      });
      const body = await response.text();
      if (!response.ok) throw errorOfFlashRefusal(response, body, serviceKey);
      const answer = readFlashAnswer(body);
      return {
        draft: draftOfFlashAnswer(answer),
        subject: null,
        related: [],
        model: answer.text_model_used ?? null,
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof GeneratorError) throw error;
      throw new GeneratorError(
        'UNAVAILABLE',
        whyUnavailable(error, limit.signal.aborted ? timeoutMs : null),
        {
          cause: error,
        },
      );
    } finally {
      limit.clear();
    }
  }

  return { name: 'flash', generate };
}

function whyUnavailable(error: unknown, timeoutMs: number | null): string {
  if (timeoutMs !== null) return `The Flash API did not answer within ${timeoutMs / 1000} seconds.`;
  const code = connectionFault(error);
  return `The Flash API cannot be reached, or it broke off its answer${code ? ` (${code})` : ''}.`;
}

function endpointOf(url: string): string {
  return new URL('api/v1/timepoints/generate/sync', url.endsWith('/') ? url : `${url}/`).href;
}

/** Checked here, because fetch would refuse a key with a line break by an error that repeats it. */
function headerValue(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new Error('The service key of the Flash API must be printable ASCII without spaces.');
}
