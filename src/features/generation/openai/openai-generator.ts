import type { OpenAI } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import {
  type Generation,
  type GenerationRequest,
  type Generator,
  GeneratorError,
} from '../domain/generator.js';
import { boundedFetch, connectionFault, deadline } from '../http/bounded-fetch.js';
import { ANSWER_JSON_SCHEMA, invalidAnswer, readAnswer } from './openai-answer.js';
import { draftOfAnswer, relatedOf } from './openai-draft.js';
import { messagesOf } from './openai-prompt.js';
import { errorOfStatus, isStatusError, refusesForm } from './openai-refusal.js';

export interface OpenAiOptions {
  /** Up to and with the version: `http://127.0.0.1:11434/v1`. null is the public service of OpenAI. */
  baseUrl: string | null;
  /** Sent as a bearer token and never repeated in an error or a log; null where the endpoint takes none. */
  apiKey: string | null;
  model: string;
  /** How long an answer may take, its body included. */
  timeoutMs: number;
}

type Form = ChatCompletionCreateParamsNonStreaming['response_format'];

/** How an answer is held to its form, the best first; an endpoint that refuses one is asked in the next from then on. */
const FORMS: readonly Form[] = [
  { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: ANSWER_JSON_SCHEMA } },
  { type: 'json_object' },
  undefined,
];

/**
 * The generator that asks a language model behind an OpenAI-compatible endpoint (chat completions). It knows no subjects
 * of its own: its links name other events, and are made where those stand in the graph.
 */
export function createOpenAiGenerator({ baseUrl, apiKey, model, timeoutMs }: OpenAiOptions): Generator {
  let opening: Promise<OpenAI> | undefined;
  let form = 0;

  async function ask(messages: ReturnType<typeof messagesOf>, signal: AbortSignal): Promise<unknown> {
    opening ??= openClient({ baseUrl, apiKey, timeoutMs });
    const client = await opening;
    for (;;) {
      const asked = form;
      try {
        return await client.chat.completions.create(
          { model, messages, response_format: FORMS[asked] },
          { signal },
        );
      } catch (error) {
        if (asked === FORMS.length - 1 || !isStatusError(error) || !refusesForm(error)) throw error;
        form = Math.max(form, asked + 1);
      }
    }
  }

  async function complete(messages: ReturnType<typeof messagesOf>, signal: AbortSignal): Promise<unknown> {
    const limit = deadline(timeoutMs);
    try {
      return await ask(messages, AbortSignal.any([signal, limit.signal]));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw errorOf(error, { apiKey, timedOut: limit.signal.aborted ? timeoutMs : null });
    } finally {
      limit.clear();
    }
  }

  return {
    name: 'openai',
    async generate({ query, preset, signal }: GenerationRequest): Promise<Generation> {
      signal.throwIfAborted();
      const completion = readCompletion(await complete(messagesOf(query, preset), signal));
      const answer = readAnswer(textOf(completion));
      return {
        draft: draftOfAnswer(answer),
        subject: null,
        related: relatedOf(answer),
        model: completion.model || model,
      };
    },
  };
}

/** Loaded with the first query: it takes a fifth of a second, which those who never ask a model need not spend. */
async function openClient({ baseUrl, apiKey, timeoutMs }: Omit<OpenAiOptions, 'model'>): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL: baseUrl,
    // The client wants a key even where none is sent.
    apiKey: apiKey ?? 'none',
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
    // Nothing from the environment, which only the settings may read.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    // The job that asks knows when to try again, and for how long an answer may take.
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: boundedFetch(),
  });
}

/** The parts of a completion that are used here; an endpoint may be compatible in name only. */
const completionSchema = z.object({
  model: z.string().max(200).nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});
type Completion = z.infer<typeof completionSchema>;

function readCompletion(completion: unknown): Completion {
  const { data } = completionSchema.safeParse(completion);
  if (!data) throw invalidAnswer('its envelope is no chat completion');
  return data;
}

/** What the model said. Throws REFUSED where it would not, INVALID_ANSWER where it said nothing or was cut short. */
function textOf({ choices }: Completion): string {
  const { message, finish_reason: reason } = choices[0]!;
  if (message.refusal)
    throw new GeneratorError('REFUSED', `The model refused: ${message.refusal.slice(0, 300)}`);
  if (reason === 'content_filter') {
    throw new GeneratorError('REFUSED', "The endpoint's content filter held the answer back.");
  }
  if (reason === 'length') throw invalidAnswer('it was cut off at the greatest length the endpoint allows');
  if (!message.content?.trim()) throw invalidAnswer('it is empty');
  return message.content;
}

function errorOf(
  error: unknown,
  { apiKey, timedOut }: { apiKey: string | null; timedOut: number | null },
): GeneratorError {
  if (timedOut !== null) {
    return new GeneratorError('UNAVAILABLE', `The model did not answer within ${timedOut / 1000} seconds.`);
  }
  if (isStatusError(error)) return errorOfStatus(error, apiKey);
  if ((error as Error | null)?.name === 'SyntaxError') return invalidAnswer('its envelope is not JSON');
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (cause instanceof GeneratorError) return cause;
  const code = connectionFault(error);
  return new GeneratorError(
    'UNAVAILABLE',
    `The model's endpoint cannot be reached, or it broke off its answer${code ? ` (${code})` : ''}.`,
    { cause: error },
  );
}
