import { z } from 'zod';
import { STORED_TYPES } from '../../../links/domain/link-type.js';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const slug = z.string().regex(SLUG, 'must be lower-case words joined by hyphens');
const line = z.string().trim().min(1);

/** The ages of the corpus, in order. */
export const ERAS = [
  'Prehistory',
  'Ancient World',
  'Classical Antiquity',
  'Middle Ages',
  'Renaissance',
  'Early Modern Era',
  'Age of Revolutions',
  'Industrial Age',
  'World Wars',
  'Cold War',
  'Contemporary Era',
] as const;

const source = z.strictObject({ title: line, url: z.url({ protocol: /^https$/u }) });

/** A link as its event states it: from the event to `to`. */
export const corpusLink = z.strictObject({
  to: slug,
  type: z.enum(STORED_TYPES),
  /** How strong, 0–1. */
  weight: z.coerce.number().gt(0).max(1),
  /** Why, in a sentence. */
  why: line,
});

export const corpusEvent = z.strictObject({
  /** Also the slug of its path. */
  id: slug,
  name: line,
  /** EDTF of the date as it was written, astronomical years: `-0043-03-15` is 15 March 44 BCE. */
  date: line,
  /** Local time of the place, only where it is really known. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be a time such as 08:15')
    .optional(),
  /** Default: Julian before 15 October 1582, Gregorian from then on. */
  calendar: z.enum(['JULIAN', 'GREGORIAN']).optional(),
  /** EDTF of the day it ended, where it lasted. */
  end: line.optional(),
  /** Other written dates of the same day (old style, another time zone), by which it is recognised too. */
  alsoDated: z.array(line).default([]),
  /** A key of places.yaml. */
  place: slug,
  /** What the place was called then, or the very spot. */
  placeThen: line.optional(),
  era: z.enum(ERAS),
  figures: z.array(line).default([]),
  tags: z.array(slug).min(1),
  /** How people also name it. */
  aliases: z.array(line).default([]),
  summary: line,
  source,
  links: z.array(corpusLink).default([]),
});

export const starterList = z.array(z.strictObject({ id: slug, query: line }));

export type CorpusLink = z.infer<typeof corpusLink>;
export type CorpusEvent = z.infer<typeof corpusEvent>;
