import { readFileSync } from 'node:fs';
import {
  buildSchema,
  findBreakingChanges,
  GraphQLInputObjectType,
  GraphQLObjectType,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { createSchema } from '../../src/schema.js';

test('schema/schema.graphql is what the code says (npm run schema writes it)', async () => {
  const emitted = `${printSchema(lexicographicSortSchema(await createSchema()))}\n`;
  expect(readFileSync('schema/schema.graphql', 'utf8')).toBe(emitted);
});

test('every query, mutation and enum says what it is for', async () => {
  const schema = await createSchema();
  for (const root of [schema.getQueryType()!, schema.getMutationType()!]) {
    for (const field of Object.values(root.getFields()))
      expect([field.name, field.description]).toEqual([field.name, expect.any(String)]);
  }
});

test('every mutation takes one input and gives a payload', async () => {
  const schema = await createSchema();
  for (const { name, args, type } of Object.values(schema.getMutationType()!.getFields())) {
    // Those that take nothing need no input.
    expect([name, args.map((arg) => arg.name)]).toEqual([name, args.length === 0 ? [] : ['input']]);
    expect(String(type)).toMatch(/^\w+Payload!$/);
  }
  expect(schema.getType('IndexMomentInput')).toBeInstanceOf(GraphQLInputObjectType);
  expect(schema.getType('Moment')).toBeInstanceOf(GraphQLObjectType);
});

const released = () => buildSchema(readFileSync('schema/released.graphql', 'utf8'));
const pending = readFileSync('CHANGELOG.md', 'utf8').split('\n## ')[1]!;
const undeclared = (schema: GraphQLSchema) =>
  findBreakingChanges(released(), schema)
    .map(({ description }) => description)
    .filter((description) => !pending.includes(description));

test('what breaks clients of the last release is declared, word for word, in the changelog', async () => {
  expect(undeclared(await createSchema())).toEqual([]);
});

test('a removed field and a new required argument would be found', () => {
  const text = printSchema(released())
    .replace(/^ {2}oneLiner: String$/m, '')
    .replace(/^ {2}job\(/m, '  job(why: String!, ');
  expect(undeclared(buildSchema(text))).toEqual([
    'Moment.oneLiner was removed.',
    'A required arg why on Query.job was added.',
  ]);
});
