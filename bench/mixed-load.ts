import { momentAt, randomOf } from './data.js';

/** One operation as it is sent, and what it is called where figures are told. */
export interface Sent {
  kind: 'read' | 'page' | 'search' | 'write';
  query: string;
  variables: Record<string, unknown>;
}

const MOMENT =
  'query ($path: MomentPath!) { moment(path: $path) { id path name oneLiner year place { name } tags figures { name } } }';
const PAGE =
  'query ($from: Int!) { moments(filter: {yearFrom: $from}, first: 20) { nodes { id path name year } pageInfo { endCursor } } }';
const SEARCH =
  'query ($query: String!) { search(query: $query, first: 20) { edges { score node { id path name } } } }';
const INDEX = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { path status } }';
const WORDS = ['siege city 3', 'treaty', 'figure 12', 'council 1453', 'theme 40 eruption'];

/**
 * The nth operation of a load that reads and writes a graph of the first `size` moments: of twenty, thirteen moments by path,
 * two pages, two searches, three moments indexed. `firstNew` is the number of the first moment that is not there yet.
 */
export function operationAt(n: number, { size, firstNew }: { size: number; firstNew: number }): Sent {
  const random = randomOf(n ^ 0x1b873593);
  const of = Math.floor(random() * 20);
  if (of < 13)
    return { kind: 'read', query: MOMENT, variables: { path: momentAt(Math.floor(random() * size)).path } };
  if (of < 15) return { kind: 'page', query: PAGE, variables: { from: 1000 + Math.floor(random() * 900) } };
  if (of < 17)
    return {
      kind: 'search',
      query: SEARCH,
      variables: { query: WORDS[Math.floor(random() * WORDS.length)] },
    };
  const { visibility, ...moment } = momentAt(firstNew + n);
  return {
    kind: 'write',
    query: INDEX,
    variables: { input: { ...moment, visibility: visibility.toUpperCase() } },
  };
}
