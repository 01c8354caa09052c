import { type Graph, type Row, type Statement, statement } from '../../../platform/graph/index.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from '../../moments/queries/moment.js';
import type { LinkProperties } from '../domain/link.js';
import type { LinkFilter } from '../domain/link-filter.js';

const page = statement('link/page');
const countLinks = statement('link/count');

/** A link as seen from one of its ends. */
export interface LinkOfMoment {
  properties: LinkProperties;
  /** Whether it leaves that moment. */
  out: boolean;
  /** The moment at the other end. */
  moment: Moment;
}

interface PageRow extends Row {
  id: string;
  links: { link: LinkProperties; out: boolean; other: MomentRow['moment'] }[];
}

interface Deps {
  graph: Graph;
  viewer: Viewer;
}

/** Strongest first, then by the time of the other end, then by id. */
export function linkCursorKey({ properties, moment }: LinkOfMoment): CursorKey {
  return [properties.weight, moment.sortKey, properties.id];
}

/**
 * For each of these moments one page of its links whose other end the viewer may see in lists. The moments themselves
 * are such as the viewer was shown. In the order of `ids`.
 */
export async function listLinks(
  { graph, viewer }: Deps,
  ids: readonly string[],
  filter: LinkFilter,
  { limit, backward, after, before }: Omit<PageRequest, 'limit'> & { limit: number },
): Promise<Page<LinkOfMoment>[]> {
  const text = filtered(page, viewer, filter).with(
    after && 'after',
    before && 'before',
    backward ? 'weakest' : 'strongest',
  );
  const rows = await graph.read<PageRow>(text, {
    ids,
    ...filter,
    limit: limit + 1,
    ...position('after', after),
    ...position('before', before),
  });
  const found = new Map(rows.map(({ id, links }) => [id, links]));
  return ids.map((id) => {
    const links = found.get(id) ?? [];
    const items = links.slice(0, limit).map(({ link, out, other }) => ({
      properties: link,
      out,
      moment: toMoment({ moment: other }),
    }));
    return { items: backward ? items.reverse() : items, more: links.length > limit };
  });
}

/** For each of these moments how many links meet the filter and lead to what the viewer may see. */
export async function countLinksOf(
  { graph, viewer }: Deps,
  ids: readonly string[],
  filter: LinkFilter,
): Promise<number[]> {
  const rows = await graph.read<Row & { id: string; count: number }>(filtered(countLinks, viewer, filter), {
    ids,
    ...filter,
  });
  const found = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map((id) => found.get(id) ?? 0);
}

function filtered(text: Statement, viewer: Viewer, { layers, minWeight }: LinkFilter): Statement {
  return text.with(!seesAll(viewer) && 'public', layers && 'layers', minWeight !== null && 'min-weight');
}

function position(name: 'after' | 'before', key: CursorKey | null) {
  const [weight = null, time = null, id = null] = key ?? [];
  return { [`${name}Weight`]: weight, [`${name}Time`]: time, [`${name}Id`]: id };
}
