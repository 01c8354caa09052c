import { type GraphQLSchema, getNamedType } from 'graphql';
import { type Asked, everything, graphqlRequest } from './asking.js';
import { AT, type GuardedGraph, WORDS } from './guarded-graph.js';

/** One question that is put to the service as every viewer, about every graph. */
export interface Row {
  name: string;
  /** The query field, or the route as OpenAPI writes it. */
  covers: string;
  request(graph: GuardedGraph, schema: GraphQLSchema): Asked;
  /** It names an unlisted moment, which its answer may therefore show. */
  naming?: keyof typeof AT;
  /** Its answer is one by chance. */
  chance?: true;
  /** Nobody is answered otherwise than anybody else. */
  alike?: true;
}

/** For the names of rows. */
const NO_GRAPH: GuardedGraph = {
  moments: Object.fromEntries(Object.entries(AT).map(([key, path]) => [path, key])),
  links: { open: 'open', private: 'private', unlisted: 'unlisted' },
  job: 'private',
  batch: 'private',
};
const q = JSON.stringify;

/** Together they use every field of a filter. */
const FILTERS = [
  '{text: "nelson"}',
  '{tagsAny: ["naval", "law", "quillon-tag"]}',
  '{tagsAll: ["naval", "war"]}',
  '{figures: ["Horatio Nelson"]}',
  '{figures: ["Quillon Pike"]}',
  '{place: "/spain/andalusia/cadiz"}',
  '{place: "/quillonia"}',
  '{near: {latitude: 36.5, longitude: -6.3, km: 100}}',
  '{within: {south: 36, west: -7, north: 37, east: -6}}',
  '{era: "Napoleonic Wars"}',
  '{layers: [2, 3]}',
  '{visibility: PRIVATE}',
  '{visibility: UNLISTED}',
  '{sourceType: "book"}',
  '{minConfidence: 0.4}',
  '{createdBy: "quillon-writer"}',
  '{hasLinkType: CHALLENGES}',
  '{hasLinkType: INFLUENCES}',
  '{from: "1805-10-21", to: "1805-10-21"}',
  '{yearFrom: -500, yearTo: 1805}',
  '{month: 10, day: 21}',
];
export const FILTER_FIELDS = new Set(FILTERS.flatMap((filter) => filter.match(/[a-zA-Z]+(?=:)/g)!));
/** What `moments` makes of a filter every query does, from one place; these are for where they begin otherwise. */
const SOME_FILTERS = [
  '{tagsAll: ["naval"]}',
  '{place: "/spain/andalusia/cadiz"}',
  '{hasLinkType: INFLUENCES}',
  '{visibility: PRIVATE}',
];

const PRIVATE_PATHS = ['mutiny', 'bridge', 'first', 'privateBefore', 'privateAfter', 'usurper'] as const;
const PUBLIC_PATHS = ['trafalgar', 'constitution', 'waterloo', 'before', 'contested'] as const;
const UNLISTED_PATHS = ['pamphlet', 'unlistedBefore'] as const;
/** Paths to ask for, with what else an answer may show for having been asked. */
const NAMED: { key: keyof typeof AT; path: string; naming?: keyof typeof AT }[] = [
  ...[...PRIVATE_PATHS, ...PUBLIC_PATHS].map((key) => ({ key, path: AT[key] })),
  ...UNLISTED_PATHS.map((key) => ({ key, path: AT[key], naming: key })),
];
const WALKED = NAMED.filter(({ key }) =>
  ['mutiny', 'bridge', 'trafalgar', 'constitution', 'before', 'pamphlet'].includes(key),
);
const ALL_TYPES =
  'CAUSES, INFLUENCES, PRECEDES, CONTEMPORANEOUS, SAME_ERA, SAME_LOCATION, SAME_CONFLICT, SAME_FIGURE, THEMATIC, CHALLENGES';

type Told = Omit<Row, 'name' | 'covers' | 'request'>;

/** A row of one query field: all that lies under it, `times` over. */
function field(
  name: string,
  args: string | ((graph: GuardedGraph) => string),
  told: Told = {},
  times = 1,
): Row {
  const shown = typeof args === 'string' ? args : args(NO_GRAPH);
  return {
    name: `${name}${shown}`,
    covers: name,
    request(graph, schema) {
      const type = getNamedType(schema.getQueryType()!.getFields()[name]!.type);
      const one = `${name}${typeof args === 'string' ? args : args(graph)} ${everything(schema, type)}`;
      return graphqlRequest(`{ ${Array.from({ length: times }, (_, i) => `a${i}: ${one}`).join(' ')} }`);
    },
    ...told,
  };
}

const filtered = (name: string, filters: string[], more: string, told: Told = {}, times = 1) =>
  filters.map((filter) => field(name, `(${more}filter: ${filter})`, told, times));

export const GRAPHQL_ROWS: Row[] = [
  ...NAMED.map(({ path, naming }) => field('moment', `(path: ${q(path)})`, { naming })),
  ...(['mutiny', 'trafalgar', 'privateAfter'] as const).map((key) =>
    field('node', ({ moments }) => `(id: ${q(moments[AT[key]])})`),
  ),
  field('node', ({ moments }) => `(id: ${q(moments[AT.pamphlet])})`, { naming: 'pamphlet' }),
  field('node', ({ links }) => `(id: ${q(links.private)})`),
  field('node', ({ links }) => `(id: ${q(links.unlisted)})`),
  field('node', ({ links }) => `(id: ${q(links.open)})`),
  field('node', ({ job }) => `(id: ${q(job)})`),
  field('node', ({ batch }) => `(id: ${q(batch)})`),
  ...['TIME_ASC', 'TIME_DESC', 'CREATED_ASC', 'CREATED_DESC'].flatMap((order) => [
    field('moments', `(first: 3, orderBy: ${order})`),
    field('moments', `(last: 12, orderBy: ${order})`),
  ]),
  ...filtered('moments', FILTERS, 'first: 12, '),
  ...['naval', '1805', 'cadiz', 'battle of trafalgar', 'quillon mutiny', 'verdigris'].map((query) =>
    field('search', `(first: 12, query: ${q(query)})`),
  ),
  field('search', '(last: 1, query: "war")'),
  ...filtered('search', SOME_FILTERS, 'first: 5, query: "war", '),
  field('randomMoment', '', { chance: true }, 20),
  ...filtered('randomMoment', SOME_FILTERS, '', { chance: true }, 12),
  ...['', '(month: 10, day: 21)', '(month: 1, day: 1, last: 3)'].map((args) => field('onThisDay', args)),
  field('timeline', ''),
  field('timeline', '(buckets: 7)'),
  field('timeline', '(from: "1805-10-20", to: "1805-10-22", buckets: 20)'),
  ...filtered('timeline', SOME_FILTERS, 'buckets: 3, '),
  field('clusters', ''),
  field('clusters', '(zoom: 12, within: {south: 36, west: -7, north: 37, east: -6})'),
  ...filtered('clusters', SOME_FILTERS, 'zoom: 4, '),
  ...[
    '/',
    '/1805',
    '/1805/october',
    '/1805/october/21',
    '/1805/october/21/1000',
    '/1805/october/21/1000/spain/andalusia/cadiz',
  ].map((path) => field('browse', `(path: ${q(path)})`)),
  field('browse', '(path: "/-0500")'),
  ...WALKED.flatMap(({ path, naming }) => [
    field('traverse', `(from: ${q(path)}, limit: 10, depth: 4, types: [${ALL_TYPES}])`, { naming }),
    field('subgraph', `(root: ${q(path)}, cap: 10, depth: 2)`, { naming }),
  ]),
  field('traverse', `(from: ${q(AT.trafalgar)}, limit: 3, direction: PAST, minWeight: 0.5)`),
  field('traverse', `(from: ${q(AT.ulm)}, limit: 3, direction: FUTURE, depth: 3)`),
  field('subgraph', `(root: ${q(AT.trafalgar)}, cap: 3)`),
  ...(
    [
      ['constitution', 'waterloo'],
      ['ulm', 'waterloo'],
      ['ulm', 'constitution'],
      ['mutiny', 'trafalgar'],
      ['trafalgar', 'mutiny'],
      ['before', 'waterloo'],
    ] as const
  ).map(([from, to]) =>
    field(
      'pathBetween',
      `(from: ${q(AT[from])}, to: ${q(AT[to])}, types: [CAUSES, INFLUENCES, PRECEDES, CHALLENGES])`,
      {
        ...(from === 'before' && { alike: true }),
      },
    ),
  ),
  field('pathBetween', `(from: ${q(AT.trafalgar)}, to: ${q(AT.pamphlet)})`, { naming: 'pamphlet' }),
  field('pathBetween', `(from: ${q(AT.pamphlet)}, to: ${q(AT.waterloo)})`, { naming: 'pamphlet' }),
  field('stats', ''),
  field('layers', ''),
  field('derivation', ''),
  field('queue', ''),
  field('jobs', '(first: 5)'),
  field('job', ({ job }) => `(id: ${q(job)})`),
  field('batch', ({ batch }) => `(id: ${q(batch)})`),
  field('moment', '(path: "/1805/october/quillon-day")', { alike: true }),
];

/** A row of one route; `address` may hang on the graph. */
function route(
  covers: string,
  address: string | ((graph: GuardedGraph) => string),
  told: Told & { body?: object } = {},
): Row {
  const { body, ...rest } = told;
  const [method] = covers.split(' ');
  const shown = typeof address === 'string' ? address : address(NO_GRAPH);
  return {
    name: `${method} ${shown}`,
    covers,
    request: (graph) => ({
      method: method!,
      address: typeof address === 'string' ? address : address(graph),
      ...(body && { body: JSON.stringify(body) }),
    }),
    ...rest,
  };
}

const query = (parameters: Record<string, string>) => new URLSearchParams(parameters);

export const REST_ROWS: Row[] = [
  ...['year', '-year', 'created_at', '-created_at'].map((sort) =>
    route('GET /api/moments', `/api/moments?limit=3&sort=${sort}`),
  ),
  ...[
    'limit=100',
    'limit=2&offset=3',
    'year_from=-600&year_to=-1',
    'year_from=1805&year_to=1805',
    'entity=Horatio+Nelson',
    'entity=Quillon+Pike',
    'q=quillon',
    'q=naval',
    'min_confidence=0.4',
  ].map((search) => route('GET /api/moments', `/api/moments?${search}`)),
  ...NAMED.map(({ path, naming, key }) =>
    route('GET /api/moments/{*}', `/api/moments${path}`, {
      naming,
      ...(['trafalgar', 'constitution', 'waterloo', ...UNLISTED_PATHS].includes(key) && { alike: true }),
    }),
  ),
  ...['', '/', '/1805', '/1805/october/21', '/-0500', '/1805/october/21/1000/spain/andalusia/cadiz'].map(
    (prefix) => route(prefix === '' ? 'GET /api/browse' : 'GET /api/browse/{*}', `/api/browse${prefix}`),
  ),
  ...['naval', 'quillon', 'verdigris', 'cadiz 1805'].flatMap((words) => [
    route('GET /api/search', `/api/search?${query({ q: words })}`),
    route('GET /api/search', `/api/search?${query({ q: words, limit: '1' })}`),
  ]),
  route('GET /api/today', '/api/today'),
  ...Array.from({ length: 12 }, () => route('GET /api/random', '/api/random', { chance: true })),
  route('GET /api/stats', '/api/stats'),
  ...WALKED.flatMap(({ path, naming }) => [
    route('GET /api/graph/neighbors/{*}', `/api/graph/neighbors${path}`, { naming }),
    route('GET /api/graph/subgraph/{*}', `/api/graph/subgraph${path}?depth=3&cap=500`, { naming }),
    route(
      'GET /api/graph/traverse/{*}',
      `/api/graph/traverse${path}?depth=4&edge_types=causes,influences,precedes,challenges`,
      { naming },
    ),
  ]),
  route('GET /api/graph/neighbors/{*}', `/api/graph/neighbors${AT.trafalgar}?limit=1`),
  route('GET /api/graph/path', `/api/graph/path?${query({ from: AT.constitution, to: AT.waterloo })}`),
  route('GET /api/graph/path', `/api/graph/path?${query({ from: AT.mutiny, to: AT.trafalgar })}`),
  route('GET /api/graph/path', `/api/graph/path?${query({ from: AT.trafalgar, to: AT.pamphlet })}`, {
    naming: 'pamphlet',
    alike: true,
  }),
  ...['ndjson', 'csv', 'graphml', 'geojson', 'jsonld', 'timelinejs', 'ics'].map((format) =>
    route('GET /api/export', `/api/export?format=${format}`),
  ),
  ...[
    'format=csv&part=links',
    'text=naval&links=all',
    'place=/spain/andalusia/cadiz&links=all',
    'figures=Horatio+Nelson&links=all',
    'tags_all=naval&tags_all=war&links=all',
    'has_link_type=influences&links=all',
    'has_link_type=causes&links=all',
  ].map((search) => route('GET /api/export', `/api/export?${search}`)),
  route('GET /api/batches/{id}/results', ({ batch }) => `/api/batches/${batch}/results`),
  route('GET /api/jobs/{id}', ({ job }) => `/api/jobs/${job}`),
];

/** Writes: nobody without a key may try them, whatever they name. */
export const WRITE_ROWS: Row[] = [
  route('POST /api/index', '/api/index', { body: { path: AT.mutiny } }),
  route('POST /api/generate', '/api/generate', { body: { query: 'Launch of Sputnik 1' } }),
  route('POST /api/bulk-generate', '/api/bulk-generate', {
    body: { queries: [{ query: 'Launch of Sputnik 1' }] },
  }),
  route('POST /api/jobs/{id}/cancel', ({ job }) => `/api/jobs/${job}/cancel`),
  route('POST /api/jobs/{id}/retry', ({ job }) => `/api/jobs/${job}/retry`),
  route('POST /api/moments/{*}', `/api/moments${AT.mutiny}/publish`),
  route('PATCH /api/moments/{*}', `/api/moments${AT.mutiny}/visibility`, { body: { visibility: 'public' } }),
];

export { WORDS };
