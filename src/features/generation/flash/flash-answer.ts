import { z } from 'zod';
import { GeneratorError } from '../domain/generator.js';

const text = z.string().max(20_000).nullish();
const numberOrText = z.union([z.number(), z.string().max(100)]).nullish();

/**
 * What the Flash Timepoint API answers, as far as it is used here. A missing or null field is no fault, save for the
 * name; one of the wrong type is, because an answer that breaks its own form is not to be trusted elsewhere either.
 */
const flashAnswerSchema = z.object({
  id: numberOrText,
  timepoint_id: numberOrText,
  name: z.string().trim().min(1).max(1_000),
  slug: text,
  year: numberOrText,
  month: numberOrText,
  day: numberOrText,
  time_of_day: text,
  location: text,
  grounding: z.object({ verified_year: numberOrText }).nullish(),
  characters: z.object({ characters: z.array(z.object({ name: text })).nullish() }).nullish(),
  moment: z.object({ plot_summary: text }).nullish(),
  tags: z.array(z.string()).nullish(),
  share_url: text,
  era: text,
  image_url: text,
  text_model_used: text,
  image_model_used: text,
  model_provider: text,
});

export type FlashAnswer = z.infer<typeof flashAnswerSchema>;

/** Reads the body of a 2xx answer. Throws INVALID_ANSWER, naming the fields at fault but none of their content. */
export function readFlashAnswer(body: string): FlashAnswer {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new GeneratorError('INVALID_ANSWER', 'The Flash API answered with something that is not JSON.', {
      cause,
    });
  }
  const result = flashAnswerSchema.safeParse(json);
  if (result.success) return result.data;
  const fields = new Set(result.error.issues.map((issue) => issue.path.join('.') || 'the answer itself'));
  throw invalidAnswer([...fields].slice(0, 5).join(', '));
}

export function invalidAnswer(fault: string): GeneratorError {
  return new GeneratorError(
    'INVALID_ANSWER',
    `The Flash API answered with something that is no moment: ${fault}.`,
  );
}
