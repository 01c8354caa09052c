import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import { STORED_TYPES } from '../src/features/links/domain/link-type.js';
import { readSearchQuery } from '../src/features/search/domain/search-query.js';
import { inTurn, type Measured, timed } from './figures.js';
import { pageFrom, publicPath, searchWords } from './reads.js';
import { type Client, clientOf, type World } from './world.js';

const FIELDS = 'id path name oneLiner year month day time country region city era tags';
const OWN = `${FIELDS} figures { name } layer visibility confidence sourceType createdAt`;
const THEIRS = `${FIELDS} figures layer visibility confidence sourceType createdAt`;
/** A field in each direction for each type of link, as a relationship is declared by its type. */
const LINKS = STORED_TYPES.flatMap((type) =>
  (['OUT', 'IN'] as const).map((direction) => ({ type, direction, field: `${type}_${direction}` })),
);

/** What somebody would declare who had this graph and took that library: only public moments can be read. */
const TYPES = `
  type Moment @node(labels: ["Moment", "Public"])
    @fulltext(indexes: [{ indexName: "moment_search", queryName: "search", fields: ["name", "oneLiner"] }]) {
    id: ID!
    path: String!
    name: String!
    oneLiner: String
    year: Int!
    month: String!
    day: Int!
    time: String!
    country: String!
    region: String!
    city: String!
    era: String
    tags: [String!]
    figures: [String!]
    layer: Int!
    visibility: String!
    confidence: Float
    sourceType: String
    createdAt: String!
    sortKey: BigInt!
    ${LINKS.map(({ field, type, direction }) => `${field}: [Moment!]! @relationship(type: "${type}", direction: ${direction}, properties: "Link")`).join('\n    ')}
  }
  type Link @relationshipProperties { id: ID! weight: Float theme: String }`;

interface Read {
  name: string;
  variables(world: World, round: number): Record<string, unknown>;
  own: string;
  theirs: string;
}

const READS: Read[] = [
  {
    name: 'moment(path)',
    variables: publicPath,
    own: `query ($path: MomentPath!) { moment(path: $path) { ${OWN} } }`,
    theirs: `query ($path: String!) { moments(where: { path: { eq: $path } }) { ${THEIRS} } }`,
  },
  {
    name: 'moments, a page of 20',
    // That library takes whole numbers of more than 32 bits as text.
    variables(_, round) {
      const { year, sortKey } = pageFrom(round);
      return { year, sortKey: String(sortKey) };
    },
    own: `query ($year: Int!) { moments(filter: { yearFrom: $year }, first: 20) { nodes { ${OWN} } } }`,
    theirs: `query ($sortKey: BigInt!) {
      moments(where: { sortKey: { gte: $sortKey } }, sort: [{ sortKey: ASC }], limit: 20) { ${THEIRS} } }`,
  },
  {
    name: 'search',
    variables(_, round) {
      const query = searchWords(round);
      return { query, phrase: readSearchQuery(query).lucene };
    },
    own: `query ($query: String!) { search(query: $query, first: 20) { edges { score node { ${OWN} } } } }`,
    theirs: `query ($phrase: String!) { search(phrase: $phrase, first: 20) { edges { score node { ${THEIRS} } } } }`,
  },
  {
    name: 'neighbours',
    variables: publicPath,
    own: `query ($path: MomentPath!) { moment(path: $path) { path
      links(first: 100) { edges { readAs node { id type weight theme } moment { ${OWN} } } } } }`,
    theirs: `query ($path: String!) { moments(where: { path: { eq: $path } }) { path
      ${LINKS.map(({ field }) => `${field}Connection { edges { properties { id weight theme } node { ${THEIRS} } } }`).join('\n')} } }`,
  },
];

const ROUNDS = { warmUp: 60, rounds: 60 };

/** Reads of the same data through `@neo4j/graphql`, served by Apollo Server over HTTP from this process, as the service is. */
export async function measureNeo4jGraphql(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  const others = new Map<World, Awaited<ReturnType<typeof serve>>>();
  try {
    for (const world of worlds) others.set(world, await serve(world));
    const measured: Measured[] = [];
    for (const { name, variables, own, theirs } of READS) {
      say(`${name}, beside @neo4j/graphql`);
      const bySize = await inTurn(worlds, ROUNDS, {
        app: (world, round) => timed(() => world.ask(own, only(own, variables(world, round)))),
        raw: (world, round) =>
          timed(() => others.get(world)!.client.ask(theirs, only(theirs, variables(world, round)))),
      });
      measured.push({
        name: `${name}, @neo4j/graphql`,
        unit: 'ms',
        bySize,
        promised: { of: 'ratio', most: 0.67 },
      });
    }
    return measured;
  } finally {
    for (const { stop } of others.values()) await stop();
  }
}

async function serve({ driver }: World): Promise<{ client: Client; stop(): Promise<void> }> {
  const server = new ApolloServer({
    schema: await new Neo4jGraphQL({ typeDefs: TYPES, driver }).getSchema(),
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  const client = clientOf(new URL(url).origin);
  return {
    client,
    async stop() {
      await client.close();
      await server.stop();
    },
  };
}

/** Of the variables those that the operation declares. */
function only(operation: string, variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => operation.includes(`$${name}:`)));
}
