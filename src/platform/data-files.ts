import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { z } from 'zod';

/** The folder of data that comes with the service: beside `src/` or `dist/`, from either of which this file may run. */
export const DATA_DIR = fileURLToPath(new URL('../../data/', import.meta.url));

/**
 * Reads one YAML file of it. Every scalar comes as text, so that `0815`, `-0043` and `1914` stay as written
 * and nobody needs quotes. Throws with the file's name when it is no YAML or breaks the schema.
 */
export async function readData<T>(dataDir: string, file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(path.join(dataDir, file), 'utf8');
  const result = schema.safeParse(load(text, { schema: FAILSAFE_SCHEMA }));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`data/${file}: ${faults.join('; ')}`);
}
