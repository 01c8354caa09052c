import { randomUUID } from 'node:crypto';
import { describeMoment } from '../../../src/features/moments/domain/moment.js';
import { admin, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';

export interface DerivedLink {
  type: string;
  from: string;
  to: string;
  layer: number;
  weight: number;
  theme: string;
  description: string;
  method: string;
  confidence: number;
  source: string;
  createdBy: string;
  id: string;
}

/** Stores moments as a client does; metadata by path. */
export async function indexAll(
  app: TestApp,
  moments: Record<string, Record<string, unknown>>,
  visibility = 'PUBLIC',
): Promise<void> {
  const list = Object.entries(moments).map(([path, metadata]) => ({ path, metadata, visibility }));
  const { data, errors } = await app.graphql(
    `mutation ($moments: [IndexMomentInput!]!) { indexMoments(input: {moments: $moments}) { results { status error { message } } } }`,
    { moments: list },
    admin,
  );
  const wrong = errors ?? data.indexMoments.results.filter(({ error }: { error: unknown }) => error);
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
}

/** Resolves once no moment waits for its derived links. */
export async function allDerived(app: TestApp, seconds = 40): Promise<void> {
  await until(
    async () => {
      const { data } = await app.graphql('{ derivation { due } }', {}, admin);
      return data.derivation.due === 0;
    },
    { seconds, what: 'no moment is due' },
  );
}

/** All links of a type (or all), with the slugs of their ends. */
export async function linksOf(type = '', slug = ''): Promise<DerivedLink[]> {
  return (await runCypher(
    `MATCH (a:Moment)-[r]->(b:Moment)
     WHERE ($type = '' OR type(r) = $type) AND ($slug = '' OR $slug IN [a.slug, b.slug])
     RETURN type(r) AS type, a.slug AS from, b.slug AS to, r {.*} AS link
     ORDER BY r.weight DESC, a.path, b.path, type`,
    { type, slug },
  ).then((rows) => rows.map(({ link, ...row }) => ({ ...row, ...(link as object) })))) as never;
}

/** Writes moments as the service would, many at once and past the API: node, figures and tags. */
export async function writeMoments(
  moments: Record<string, Record<string, unknown>>,
  visibility = 'public',
): Promise<void> {
  const rows = Object.entries(moments).map(([path, metadata]) => {
    const { properties, hubs } = describeMoment(
      { path, metadata, visibility },
      { id: randomUUID(), now: new Date(), admin: true },
    );
    const { location, ...stored } = properties;
    return { properties: stored, hubs };
  });
  await runCypher(
    `UNWIND $rows AS row
     CREATE (m:Moment) SET m = row.properties,
       m.sortKey = toInteger(m.sortKey), m.earliest = toInteger(m.earliest), m.latest = toInteger(m.latest),
       m.year = toInteger(m.year), m.day = toInteger(m.day), m.monthNum = toInteger(m.monthNum), m.layer = toInteger(m.layer)
     FOREACH (_ IN CASE WHEN m.visibility = 'public' THEN [1] ELSE [] END | SET m:Public)
     FOREACH (figure IN row.hubs.figures | MERGE (f:Figure {key: figure.key}) ON CREATE SET f.name = figure.name CREATE (m)-[:FEATURES]->(f))
     FOREACH (tag IN row.hubs.tags | MERGE (t:Tag {name: tag}) CREATE (m)-[:TAGGED]->(t))`,
    { rows },
  );
}
