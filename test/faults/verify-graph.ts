import { MAX_LINKS } from '../../src/features/derivation/domain/choose.js';
import { ZONE_DOUBT } from '../../src/features/links/domain/link.js';
import { isSymmetric, STORED_TYPES } from '../../src/features/links/domain/link-type.js';
import { type Graph, statement } from '../../src/platform/graph/index.js';

/** Each finds what may not be in a graph at rest; its name says what. */
const CHECKS = [
  'moments-at-odds',
  'moments-twice',
  'hubs-alone',
  'links-off-the-rules',
  'links-too-many',
  'links-miscounted',
  'ends-missing',
].map((name) => ({ name, statement: statement(`verify/${name}`) }));

const PARAMETERS = {
  symmetric: STORED_TYPES.filter(isSymmetric),
  doubt: ZONE_DOUBT,
  most: MAX_LINKS,
};

/** What is not consistent in a graph that nobody writes to just now, a line each; empty where all is well. */
export async function verifyGraph(graph: Pick<Graph, 'read'>): Promise<string[]> {
  const found: string[] = [];
  for (const { name, statement } of CHECKS) {
    const rows = await graph.read<{ about: string }>(statement, PARAMETERS);
    found.push(...rows.map(({ about }) => `${name}: ${about}`));
  }
  return found;
}
