import { type Graph, statement } from '../../../platform/graph/index.js';
import { formatYear } from '../../moments/domain/path.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { bySegment, LEVELS, readBrowsePath, segmentLabel } from '../domain/browse-path.js';

const years = statement('browse/years');
const publicYears = statement('browse/public-years');
const below = statement('browse/below');

export interface BrowseItem {
  segment: string;
  /** The beginning of a path that ends with the segment; the whole path of a moment at the last. */
  path: string;
  label: string;
  /** Moments below it that the viewer may see. */
  count: number;
}

export interface BrowsePage {
  /** Canonical. */
  path: string;
  items: BrowseItem[];
}

/** What stands below the beginning of a path, in the order of time; nothing below one that is not there. */
export async function browse(
  { graph, viewer }: { graph: Graph; viewer: Viewer },
  path: unknown,
  field = 'path',
): Promise<BrowsePage> {
  const segments = readBrowsePath(path, field);
  const start = segments.map((segment) => `/${segment}`).join('');
  const level = LEVELS[segments.length];
  if (level === undefined) return { path: start, items: [] };
  const rows =
    level === 'year'
      ? (await graph.read<{ year: number; count: number }>(seesAll(viewer) ? years : publicYears)).map(
          ({ year, count }) => ({ segment: formatYear(year), count, name: '' }),
        )
      : await graph.read<{ segment: string; count: number; name: string }>(
          below.with(!seesAll(viewer) && 'public'),
          {
            prefix: `${start}/`,
            level: segments.length + 1,
          },
        );
  const items = rows.sort(bySegment(level)).map(({ segment, count, name }) => ({
    segment,
    path: `${start}/${segment}`,
    label: segmentLabel(segment, level, name),
    count,
  }));
  return { path: start || '/', items };
}
