import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badInput } from '../../../errors.js';
import { parseVisibility } from '../../moments/domain/visibility.js';
import type { JobRequest } from './job.js';

const MAX_QUERIES = 500;
const MAX_QUERY_LENGTH = 2_000;
const MAX_PRESET_LENGTH = 100;
const MAX_CLIENT_REF_LENGTH = 200;
const MAX_KEY_LENGTH = 200;

export interface BulkRequest {
  queries: JobRequest[];
  idempotencyKey: string | null;
}

/** Text that UTF-8 can hold, its length counted in characters as people count them. */
function text(rule: string, min: number, max: number) {
  const length = (value: string) => [...value].length;
  return z
    .string(rule)
    .refine((value) => value.isWellFormed(), `${rule}; this one has half a character in it`)
    .refine((value) => length(value) >= min && length(value) <= max, rule);
}

const queryText = text(
  `must be a sentence of 1 to ${MAX_QUERY_LENGTH.toLocaleString('en')} characters`,
  1,
  MAX_QUERY_LENGTH,
).refine((value) => value.trim() !== '', 'must not be blank');
const preset = text(`must be a name of 1 to ${MAX_PRESET_LENGTH} characters`, 1, MAX_PRESET_LENGTH).refine(
  (value) => value.trim() !== '',
  'must not be blank',
);

const jobRequest = z.object(
  {
    query: queryText,
    preset: preset.nullish().transform((value) => value ?? 'default'),
    visibility: z.unknown().optional(),
    clientRef: text(`must be text of at most ${MAX_CLIENT_REF_LENGTH} characters`, 0, MAX_CLIENT_REF_LENGTH)
      .nullish()
      .transform((value) => value ?? null),
  },
  'must be an object with a query',
);

const queriesRule = `must be a list of 1 to ${MAX_QUERIES} queries`;
const bulkRequest = z.object(
  {
    queries: z.array(z.unknown(), queriesRule).min(1, queriesRule).max(MAX_QUERIES, queriesRule),
    idempotencyKey: text(`must be text of 1 to ${MAX_KEY_LENGTH} characters`, 1, MAX_KEY_LENGTH)
      .nullish()
      .transform((value) => value ?? null),
  },
  'must be an object with a list of queries',
);

/** Reads the input of `generate`. Throws BAD_USER_INPUT. */
export function readJobRequest(input: unknown, field = ''): JobRequest {
  const { visibility, ...request } = read(jobRequest, input, field);
  return { ...request, visibility: parseVisibility(visibility, join(field, 'visibility')) };
}

/** Reads the input of `bulkGenerate`, all of it or none. Throws BAD_USER_INPUT. */
export function readBulkRequest(input: unknown): BulkRequest {
  const { queries, idempotencyKey } = read(bulkRequest, input, '');
  return {
    queries: queries.map((query, i) => readJobRequest(query, `queries.${i}`)),
    idempotencyKey,
  };
}

/** The same for requests that ask for the same, and no others. */
export function digestOf(queries: JobRequest[]): string {
  const asked = queries.map(({ query, preset, visibility, clientRef }) => [
    query,
    preset,
    visibility,
    clientRef,
  ]);
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function read<T extends z.ZodType>(schema: T, input: unknown, field: string): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw badInput(join(field, ...path.map(String)) || 'input', message);
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
