import { z } from 'zod';
import { STORED_TYPES } from '../../links/domain/link-type.js';
import { CALENDARS } from '../../moments/domain/calendar.js';
import { GeneratorError } from '../domain/generator.js';

/**
 * What a model is asked to answer, said once: the JSON Schema that goes with the request is made of this, and the answer
 * is read by it. What may be unknown is null, and may be left out by a model that does not keep strictly to a schema.
 * Rules that need more than one field (days of a month, EDTF against the parts) are those of any moment.
 */
const unknownable = <T extends z.ZodType>(type: T) => type.nullable().prefault(null as never);
const share = z.number().min(0).max(1);

const dateSchema = z.object({
  year: z
    .int()
    .min(-9999)
    .max(9999)
    .describe('As historians count: -44 is 44 BCE, 79 is 79 CE. There is no year 0.'),
  month: unknownable(z.int().min(1).max(12)),
  day: unknownable(z.int().min(1).max(31)).describe('Of the month; null where the month is null.'),
  time: unknownable(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)).describe(
    'HH:MM in the local time of the place, only where sources give it; null where the day is null.',
  ),
  calendar: unknownable(z.enum(CALENDARS)).describe(
    'Of the date as written above. null: Julian before 15 October 1582, Gregorian from then on.',
  ),
  edtf: unknownable(z.string()).describe(
    'Only for what year, month and day cannot say: about 1455 is 1455~, the 1450s are 145X, 1347 to 1351 is 1347/1351. EDTF counts years astronomically: 44 BCE is -0043. Else null.',
  ),
  end: unknownable(z.string()).describe(
    'EDTF of the day it was over, where it lasted longer than a day; else null.',
  ),
});

const placeSchema = z.object({
  country: z
    .string()
    .describe(
      'ISO 3166-1 alpha-2 code of the country that holds the place today, such as TR for Constantinople; or SPACE or OCEAN, the region and city then being of the celestial body or the sea.',
    ),
  region: unknownable(z.string()).describe("English name of today's state, province or county."),
  city: unknownable(z.string()).describe("English name of today's city, town or village."),
  historicalName: unknownable(z.string()).describe('What the place was called then, if otherwise.'),
  latitude: unknownable(z.number().min(-90).max(90)),
  longitude: unknownable(z.number().min(-180).max(180)),
});

const relatedSchema = z.object({
  event: z.string().describe('English name of the other event; or its path, where the query names one.'),
  year: z.int().min(-9999).max(9999).describe('Its year, counted as above.'),
  type: z.enum(STORED_TYPES),
  direction: z
    .enum(['TO', 'FROM'])
    .describe('CAUSES TO: this event causes the other. CAUSES FROM: the other causes this one.'),
  weight: share.describe('How strong the link is.'),
  why: z.string().describe('One sentence.'),
});

const momentSchema = z.object({
  name: z.string().trim().min(1).describe('English name of the event, without its date.'),
  oneLiner: z.string(),
  date: dateSchema,
  place: placeSchema,
  era: unknownable(z.string()).describe('English name of the period, such as Middle Ages.'),
  tags: z.array(z.string()).describe('Themes, one or two words each, in lower case.'),
  figures: z.array(z.string()).describe('English names of people who took part.'),
  related: z.array(relatedSchema),
  confidence: z
    .object({
      year: share,
      month: share,
      day: share,
      time: share,
      place: share,
      coordinates: share,
      description: share,
      figures: share,
    })
    .describe('How sure you are of each, from 0 to 1. description: name, one-liner, era and tags.'),
});

const answerSchema = z.object({
  unresolved: unknownable(z.string()).describe(
    'Where the query names no event that can be dated to a year and placed in a country: what is missing, in one sentence. Else null.',
  ),
  moment: unknownable(momentSchema).describe('null where unresolved is not.'),
});

export type AnsweredMoment = z.infer<typeof momentSchema>;
export type AnsweredDate = z.infer<typeof dateSchema>;
export type AnsweredPlace = z.infer<typeof placeSchema>;
export type AnsweredLink = z.infer<typeof relatedSchema>;

/** In the subset of JSON Schema that strict structured output takes: every field required, no other allowed. */
export const ANSWER_JSON_SCHEMA = withoutDialect(z.toJSONSchema(answerSchema));

/** Reads the text of an answer. Throws UNRESOLVED, or INVALID_ANSWER naming the fields at fault but none of their content. */
export function readAnswer(text: string): AnsweredMoment {
  let json: unknown;
  try {
    json = JSON.parse(unwrapped(text));
  } catch (cause) {
    throw invalidAnswer('it is not JSON', { cause });
  }
  const { data, error } = answerSchema.safeParse(json);
  if (error) {
    const fields = new Set(error.issues.map(({ path }) => path.join('.') || 'the answer itself'));
    throw invalidAnswer([...fields].slice(0, 5).join(', '));
  }
  const missing = data.unresolved?.trim();
  if (data.moment && missing) throw invalidAnswer('it says both what is missing and what happened');
  if (data.moment) return data.moment;
  if (missing) throw new GeneratorError('UNRESOLVED', missing.slice(0, 300));
  throw invalidAnswer('it says neither what happened nor what is missing');
}

export function invalidAnswer(fault: string, options?: ErrorOptions): GeneratorError {
  return new GeneratorError(
    'INVALID_ANSWER',
    `The model answered with something that is no moment: ${fault}.`,
    options,
  );
}

/** Models that are not held to a schema may think aloud first and put JSON into a fence of Markdown. */
function unwrapped(text: string): string {
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  return /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/.exec(said)?.[1] ?? said;
}

function withoutDialect({ $schema: _, ...schema }: z.core.JSONSchema.BaseSchema): Record<string, unknown> {
  return schema;
}
