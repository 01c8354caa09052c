import { starterQueries } from '../../../src/features/generation/local/starter.js';
import { admin, service, startTestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

/**
 * The starter set in the shared test graph, made by jobs as at a first start. What an earlier file of this folder has
 * loaded is used again.
 */
export async function loadStarterGraph(): Promise<void> {
  const queries = starterQueries();
  const [row] = await runCypher(
    'MATCH (m:Moment) RETURN count(m) AS all, sum(CASE WHEN (m)-[:GENERATED_BY]->() THEN 1 ELSE 0 END) AS made',
  );
  if (row!.all === queries.length && row!.made === queries.length) return;
  const app = await startTestApp({ role: 'all' });
  try {
    const { data } = await app.graphql(
      'mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } } }',
      { input: { queries: queries.map(({ query }) => ({ query, visibility: 'PUBLIC' })) } },
      admin,
    );
    const { id } = data.bulkGenerate.batch;
    const counts = await until(
      async () => {
        const batch = await app.graphql(
          'query ($id: ID!) { batch(id: $id) { total counts { completed failed } } }',
          { id },
          service,
        );
        const { total, counts } = batch.data.batch;
        return counts.completed + counts.failed === total && counts;
      },
      { seconds: 120 },
    );
    expect(counts.failed).toBe(0);
  } finally {
    await app.stop();
  }
}
