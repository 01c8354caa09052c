import { createHash } from 'node:crypto';
import { toGraph } from '../../../src/platform/graph/index.js';
import { openTestDriver } from '../../support/cypher.js';

export interface TestGraph {
  ask(text: string, parameters?: object): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The test graph past the service, each statement in a transaction of its own, or in those that it opens itself. */
export function openTestGraph(): TestGraph {
  const driver = openTestDriver();
  return {
    async ask(text, parameters = {}) {
      const session = driver.session();
      try {
        const { records } = await session.run(text, toGraph(parameters) as Record<string, unknown>);
        return records.map((record) => record.toObject());
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}

const PAGE = 2_000;
/** A moment with all that hangs on it, and the links that leave it; of both what is not made anew by whoever stores them. */
const MOMENTS = `
  MATCH (m:Moment) WHERE m.path > $after
  WITH m ORDER BY m.path LIMIT ${PAGE}
  RETURN m.path AS path,
    m {.*, id: null, createdAt: null, updatedAt: null, publishedAt: null, linksDue: null, metadata: null, rankWords: null} AS moment,
    labels(m) AS labels,
    [(m)-[r]->(hub) WHERE NOT hub:Moment AND NOT hub:LinkTally | [type(r), hub {.*}]] AS hubs,
    [(m)-[r]->(other:Moment) WHERE r.layer <> 1 | r {.*, id: null, createdAt: null, type: type(r), to: other.path}] AS links`;

/** Equal for graphs that say the same, derived links aside; read a page at a time. */
export async function digestOfGraph(
  graph: TestGraph,
): Promise<{ moments: number; links: number; digest: string }> {
  const hash = createHash('sha256');
  const count = { moments: 0, links: 0 };
  for (let after = ''; ; ) {
    const rows = await graph.ask(MOMENTS, { after });
    for (const { path, moment, labels, hubs, links } of rows) {
      hash.update(`${text([path, moment, sorted(labels), sorted(hubs), sorted(links)])}\n`);
      count.moments += 1;
      count.links += (links as unknown[]).length;
    }
    if (rows.length < PAGE) return { ...count, digest: hash.digest('hex') };
    after = String(rows.at(-1)!.path);
  }
}

const sorted = (list: unknown) => (list as unknown[]).map(text).sort();

/** JSON with keys in one order, whoever wrote them. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
