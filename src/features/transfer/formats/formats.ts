import { csvLinks, csvMoments } from './csv.js';
import type { Format } from './format.js';
import { ndjson } from './ndjson.js';

export const FORMATS: Record<string, Format> = { ndjson, csv: csvMoments };

export const FORMAT_NAMES = Object.keys(FORMATS);

/** The format of that name; of CSV, which is two tables, the part. Null for an unknown one. */
export function findFormat(name: string, part: 'moments' | 'links'): Format | null {
  if (name === 'csv' && part === 'links') return csvLinks;
  return FORMATS[name] ?? null;
}
