import { type Graph, type Row, statement } from '../../../platform/graph/index.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import { type Moment, type MomentRow, toMoment } from '../../moments/queries/moment.js';
import type { WalkRules } from '../domain/walk.js';
import type { Link, LinkRow } from './link.js';

const hop = statement('link/hop');
const among = statement('link/among');

/** Links in one answer at most; 500 moments may have many more among them. */
export const MAX_LINKS = 5_000;

export interface MomentAtHop {
  moment: Moment;
  /** Links between it and where the walk began: 0 for the beginning itself. */
  hop: number;
}

export interface Walk {
  start: Moment;
  /** In the order of hops, within a hop those with the strongest link first. */
  nodes: MomentAtHop[];
  /** Of the types and strength asked for, among the nodes; the strongest first. */
  links: Link[];
  /** Whether there was more within reach than the limit let in. */
  truncated: boolean;
}

interface Deps {
  graph: Graph;
  viewer: Viewer;
}

/**
 * Walks from the moment at a canonical path, hop by hop, in one statement a hop and one each for the beginning and the
 * links. What the viewer may not see is not walked through. Null where nothing stands there that the viewer may read.
 */
export async function walk(deps: Deps, path: string, rules: WalkRules): Promise<Walk | null> {
  const [standing] = await findByPaths(deps, [path]);
  if (!standing) return null;
  const start = standing.moment;
  const { nodes, truncated } = await reach(deps, start, rules);
  const { links, more } = await linksAmong(deps, nodes, rules);
  return { start, nodes, links, truncated: truncated || more };
}

async function reach({ graph, viewer }: Deps, start: Moment, rules: WalkRules) {
  const { direction, depth, limit, types, minWeight } = rules;
  const text = hop.with(
    direction === 'PAST' && 'past',
    direction === 'FUTURE' && 'future',
    !seesAll(viewer) && 'public',
    minWeight !== null && 'min-weight',
  );
  const nodes: MomentAtHop[] = [{ moment: start, hop: 0 }];
  let frontier = [start.id];
  for (let distance = 1; distance <= depth && frontier.length > 0; distance++) {
    const room = limit - nodes.length;
    const seen = nodes.map(({ moment }) => moment.id);
    const rows = await graph.read<MomentRow>(text, { frontier, seen, types, minWeight, limit: room + 1 });
    const found = rows.slice(0, room).map(toMoment);
    nodes.push(...found.map((moment) => ({ moment, hop: distance })));
    if (rows.length > room) return { nodes, truncated: true };
    frontier = found.map(({ id }) => id);
  }
  return { nodes, truncated: false };
}

async function linksAmong({ graph }: Deps, nodes: MomentAtHop[], { types, minWeight }: WalkRules) {
  const moments = new Map(nodes.map(({ moment }) => [moment.id, moment]));
  if (moments.size < 2) return { links: [], more: false };
  const rows = await graph.read<Row & LinkRow>(among.with(minWeight !== null && 'min-weight'), {
    ids: [...moments.keys()],
    types,
    minWeight,
    limit: MAX_LINKS + 1,
  });
  const links = rows
    .slice(0, MAX_LINKS)
    .map(({ link, from, to }): Link => ({ ...link, from: moments.get(from)!, to: moments.get(to)! }));
  return { links, more: rows.length > MAX_LINKS };
}
