import { Float, type Graph, type Row, statement } from '../../../platform/graph/index.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import type { Moment } from '../../moments/queries/moment.js';
import type { StoredType } from '../domain/link-type.js';
import { type Link, type LinkWithEndsRow, toLink } from './link.js';

const step = statement('link/step');
const along = statement('link/along');

/** Moments that one step of the search takes in at most; beyond it the weaker ways are left. */
const MAX_STEP = 5_000;

export interface WayBetween {
  from: Moment;
  to: Moment;
  found: boolean;
  /** Null when not found. */
  hops: number | null;
  /** From the first to the last, both included; empty when not found. */
  moments: Moment[];
  /** One for each hop, in order. */
  links: Link[];
  /** Whether a step had to leave ways out, so that a shorter or a stronger one may exist. */
  truncated: boolean;
}

interface Deps {
  graph: Graph;
  viewer: Viewer;
}

/** How a moment was reached: over which link, from which moment. */
interface Reached extends Row {
  id: string;
  via: string;
  link: string;
  /** Sum of the weights up to it. */
  strength: number;
}

/** One end of the search: all it has reached, and the outermost. */
interface Side {
  way: 'forward' | 'backward';
  reached: Map<string, Reached | null>;
  frontier: { id: string; strength: number }[];
}

/**
 * The shortest way along links from one moment to another, of those the strongest (by the sum of weights). Searched
 * from both ends at once, the narrower first, in one statement a hop and one each for the ends and the result.
 * Null where an end is missing or not the viewer's to read.
 */
export async function pathBetween(
  deps: Deps,
  ends: { from: string; to: string },
  rules: { maxHops: number; types: StoredType[] },
): Promise<WayBetween | null> {
  const standing = await findByPaths(deps, [...new Set([ends.from, ends.to])]);
  const from = standing.find(({ asked }) => asked === ends.from)?.moment;
  const to = standing.find(({ asked }) => asked === ends.to)?.moment;
  if (!from || !to) return null;
  if (from.id === to.id) {
    return { from, to, found: true, hops: 0, moments: [from], links: [], truncated: false };
  }
  const { hops, truncated } = await search(deps, from.id, to.id, rules);
  const links = hops && (await linksAlong(deps, hops));
  if (!links) return { from, to, found: false, hops: null, moments: [], links: [], truncated };
  return {
    from,
    to,
    found: true,
    hops: links.length,
    moments: [from, ...links.map((link) => link.to)],
    links,
    truncated,
  };
}

interface Hop {
  from: string;
  to: string;
  link: string;
}

async function search(
  { graph, viewer }: Deps,
  from: string,
  to: string,
  { maxHops, types }: { maxHops: number; types: StoredType[] },
): Promise<{ hops: Hop[] | null; truncated: boolean }> {
  const start = (way: Side['way'], id: string): Side => ({
    way,
    reached: new Map([[id, null]]),
    frontier: [{ id, strength: 0 }],
  });
  const [ahead, behind] = [start('forward', from), start('backward', to)];
  let truncated = false;
  for (let hop = 1; hop <= maxHops; hop++) {
    const [side, other] = ahead.frontier.length <= behind.frontier.length ? [ahead, behind] : [behind, ahead];
    const rows = await graph.read<Reached>(step.with(side.way, !seesAll(viewer) && 'public'), {
      frontier: side.frontier.map(({ id, strength }) => ({ id, strength: new Float(strength) })),
      seen: [...side.reached.keys()],
      meets: other.frontier.map(({ id }) => id),
      named: [from, to],
      types,
      limit: MAX_STEP + 1,
    });
    truncated ||= rows.length > MAX_STEP;
    side.frontier = rows.slice(0, MAX_STEP);
    for (const row of rows.slice(0, MAX_STEP)) side.reached.set(row.id, row);
    const meeting = strongestMeeting(side, other);
    if (meeting) return { hops: trace(meeting, ahead, behind), truncated };
    if (side.frontier.length === 0) break;
  }
  return { hops: null, truncated };
}

/** Every shortest way has its moment of this hop on both frontiers, so the best of those is the best way. */
function strongestMeeting(side: Side, other: Side): string | null {
  const strengths = new Map(other.frontier.map(({ id, strength }) => [id, strength]));
  let best: { id: string; strength: number } | null = null;
  for (const { id, strength } of side.frontier) {
    const rest = strengths.get(id);
    if (rest !== undefined && (!best || strength + rest > best.strength))
      best = { id, strength: strength + rest };
  }
  return best?.id ?? null;
}

function trace(meeting: string, ahead: Side, behind: Side): Hop[] {
  const hops: Hop[] = [];
  for (let at = ahead.reached.get(meeting); at; at = ahead.reached.get(at.via)) {
    hops.unshift({ from: at.via, to: at.id, link: at.link });
  }
  for (let at = behind.reached.get(meeting); at; at = behind.reached.get(at.via)) {
    hops.push({ from: at.id, to: at.via, link: at.link });
  }
  return hops;
}

/** Null when a link has gone since the search. */
async function linksAlong({ graph }: Deps, hops: Hop[]): Promise<Link[] | null> {
  const rows = await graph.read<LinkWithEndsRow>(along, { hops });
  const byId = new Map(rows.map((row) => [row.link.id, toLink(row)]));
  const links = hops.map(({ link }) => byId.get(link));
  return links.every((link) => link !== undefined) ? links : null;
}
