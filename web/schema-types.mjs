/** Writes the types that the explorer's operations are checked against, from `schema/schema.graphql`. Not committed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export function writeSchemaTypes() {
  const schema = buildSchema(readFileSync(here('../schema/schema.graphql'), 'utf8'));
  const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
  const types = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
  const file = here('explorer/api/schema-types.d.ts');
  // Only the types themselves: what the package adds would set one schema for the whole repository.
  const text = `${types.slice(0, types.indexOf("import * as gqlTada from 'gql.tada'")).trim()}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSchemaTypes();
