import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import type { RunningService } from '../support/process.js';

const guide = readFileSync('docs/graphql-guide.md', 'utf8');
const examples = [...guide.matchAll(/```graphql\n([\s\S]*?)```\n(?:\n```json\n([\s\S]*?)```)?/g)].map(
  ([, operation, answer]) => ({ operation: operation!, answer }),
);

/** To be called where a service runs with the starter set in it, and at most what the README adds. */
export function describeGuide(running: () => RunningService): void {
  test('the examples of the GraphQL guide, in its order, answer what is printed', async () => {
    const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
    expect(examples.length).toBeGreaterThan(10);
    for (const { operation, answer } of examples) {
      expect([operation, validate(schema, parse(operation))]).toEqual([operation, []]);
      if (operation.startsWith('subscription')) continue;
      const { data, errors } = await running().graphql(operation, {}, running().keys);
      expect([operation, errors]).toEqual([operation, undefined]);
      if (answer) expect(data).toEqual(JSON.parse(answer));
    }
  });
}
