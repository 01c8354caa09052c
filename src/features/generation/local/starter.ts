import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { DATA_DIR } from '../../../platform/data-files.js';
import { starterList } from './corpus/schema.js';

/** The queries that fill an empty graph at its first start, in order; each resolves to an event of the corpus. */
export function starterQueries(): { query: string }[] {
  return readStarter().map(({ query }) => ({ query }));
}

/** The starter list with the event that each query means. Throws when the file breaks its schema. */
export function readStarter(dataDir = DATA_DIR): { id: string; query: string }[] {
  const text = readFileSync(path.join(dataDir, 'starter.yaml'), 'utf8');
  return starterList.parse(load(text, { schema: FAILSAFE_SCHEMA }));
}
