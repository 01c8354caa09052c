import { type Graph, statement } from '../../../platform/graph/index.js';
import { STORED_TYPES, type StoredType } from '../../links/domain/link-type.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';

const moments = statement('stats/moments');
const links = statement('stats/links');
const openLinks = statement('stats/open-links');
const range = statement('stats/range');
const publicRange = statement('stats/public-range');

/** How long an answer stands, for each kind of viewer. */
const FRESH_MS = 2_000;

export interface Stats {
  momentCount: number;
  linkCount: number;
  layers: { level: number; count: number }[];
  /** Those that occur. A link counts where the viewer may see both its moments. */
  linkTypes: { type: StoredType; count: number }[];
  /** Null for moments without one. */
  sourceTypes: { sourceType: string | null; count: number }[];
  /** The first and the last moment; null where there is none. */
  dateRange: { from: { year: number; edtf: string }; to: { year: number; edtf: string } } | null;
  /** Of the moments that have one, each taken to hundredths. */
  averageConfidence: number | null;
  /** ISO 8601 in UTC: when a moment was last written or changed. */
  lastUpdated: string | null;
}

export interface StatsBook {
  /** What the viewer may count, at most two seconds old. */
  read(viewer: Viewer): Promise<Stats>;
}

/**
 * Reads once for all who ask within two seconds. Nothing is counted: moments are degrees of tallies, links are figures
 * of the count store, and links between public moments are kept by whatever makes, removes or hides one.
 */
export function createStatsBook({ graph, now = Date.now }: { graph: Graph; now?(): number }): StatsBook {
  const pages = new Map<boolean, { until: number; stats: Promise<Stats> }>();
  return {
    read(viewer) {
      const all = seesAll(viewer);
      const page = pages.get(all);
      if (page && now() < page.until) return page.stats;
      const stats = countAll(graph, all);
      const entry = { until: now() + FRESH_MS, stats };
      pages.set(all, entry);
      stats.catch(() => pages.get(all) === entry && pages.delete(all));
      return stats;
    },
  };
}

interface Group {
  [column: string]: unknown;
  layer: number;
  sourceType: string | null;
  count: number;
  hundredths: number;
  withConfidence: number;
}

interface Ends {
  [column: string]: unknown;
  first: { year: number; edtf: string } | null;
  last: { year: number; edtf: string } | null;
  updatedAt: string | null;
}

async function countAll(graph: Graph, all: boolean): Promise<Stats> {
  const [groups, linkTypes, [ends]] = await Promise.all([
    graph.read<Group>(moments.with(!all && 'public')),
    countLinks(graph, all),
    graph.read<Ends>(all ? range : publicRange),
  ]);
  const { first, last, updatedAt } = ends!;
  const sum = (column: 'count' | 'hundredths' | 'withConfidence') =>
    groups.reduce((total, group) => total + group[column], 0);
  return {
    momentCount: sum('count'),
    linkCount: linkTypes.reduce((total, { count }) => total + count, 0),
    layers: totals(groups, ({ layer }) => layer)
      .map(([level, count]) => ({ level, count }))
      .sort((a, b) => a.level - b.level),
    linkTypes,
    sourceTypes: totals(groups, ({ sourceType }) => sourceType)
      .map(([sourceType, count]) => ({ sourceType, count }))
      .sort((a, b) => b.count - a.count),
    dateRange: first && last && { from: first, to: last },
    averageConfidence: sum('withConfidence') === 0 ? null : sum('hundredths') / 100 / sum('withConfidence'),
    lastUpdated: updatedAt,
  };
}

function totals<K>(groups: Group[], keyOf: (group: Group) => K): [K, number][] {
  const counts = new Map<K, number>();
  for (const group of groups) counts.set(keyOf(group), (counts.get(keyOf(group)) ?? 0) + group.count);
  return [...counts];
}

async function countLinks(graph: Graph, all: boolean): Promise<Stats['linkTypes']> {
  const rows = await graph.read<{ type: StoredType; count: number }>(all ? links : openLinks);
  const counts = new Map(rows.map(({ type, count }) => [type, count]));
  return STORED_TYPES.flatMap((type) => {
    const count = counts.get(type) ?? 0;
    return count > 0 ? [{ type, count }] : [];
  });
}
