import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../schema.js';

/** Writes `schema/schema.graphql`, which a test compares with the code. */
const file = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));
writeFileSync(file, `${printSchema(lexicographicSortSchema(await createSchema()))}\n`);
