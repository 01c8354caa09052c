import { csvLinks, csvMoments } from './csv.js';
import type { Format } from './format.js';
import { geojson } from './geojson.js';
import { graphml } from './graphml.js';
import { icalendar } from './icalendar.js';
import { jsonld } from './jsonld.js';
import { ndjson } from './ndjson.js';
import { timelinejs } from './timelinejs.js';

/** By the names that requests give them. */
export const FORMATS: Record<string, Format> = {
  ndjson,
  csv: csvMoments,
  graphml,
  geojson,
  jsonld,
  timelinejs,
  ics: icalendar,
};

export const FORMAT_NAMES = Object.keys(FORMATS);

/** The format of that name; of CSV, which is two tables, the part. Null for an unknown one. */
export function findFormat(name: string, part: 'moments' | 'links'): Format | null {
  if (name === 'csv' && part === 'links') return csvLinks;
  return FORMATS[name] ?? null;
}
