import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens');
const line = z.string().trim().min(1);
const degrees = (limit: number) => z.coerce.number().min(-limit).max(limit);

/** An entry of `data/places.yaml`. */
export const knownPlace = z.strictObject({
  key: slug,
  /** ISO 3166 code, or `space` or `ocean`. */
  country: z.string().regex(/^([A-Z]{2}|space|ocean)$/u),
  region: line,
  city: line,
  /** Latitude, longitude. Absent in space. */
  at: z.tuple([degrees(90), degrees(180)]).optional(),
  /** Historical and other names that mean this place. */
  names: z.array(line).default([]),
  /** Whether its plain name means it though a town elsewhere has more people: Syracuse is in Sicily. */
  foremost: z.stringbool().default(false),
});

/** `data/countries.yaml`. */
export const countryTable = z.strictObject({
  /** Other names of today's countries, by ISO code. */
  aliases: z.record(z.string(), z.array(line)),
  /** States that are no more, and today's countries on their ground. */
  former: z.record(z.string(), z.array(z.string())),
  /** Counties and old provinces, by the gazetteer's code of the region they lie in. */
  areas: z.record(z.string(), z.array(line)),
  /** Regions whose name in the gazetteer is not the English one, by its code. */
  regions: z.record(z.string(), line),
});

export type KnownPlace = z.infer<typeof knownPlace>;
export type CountryTable = z.infer<typeof countryTable>;
