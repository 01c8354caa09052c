import { type Graph, statement } from '../../../platform/graph/index.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import type { CheckedFilter } from '../../moments/domain/filter.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { countMoments } from '../../moments/queries/list-moments.js';
import { type Moment, type MomentRow, toMoment } from '../../moments/queries/moment.js';
import { selectMoments } from '../../moments/queries/select-moments.js';
import { POINTS_A_WORD, type SearchQuery } from '../domain/search-query.js';

const hits = statement('search/hits');

export interface Hit {
  moment: Moment;
  /** More than 0, up to 1 for the name itself. Of one query comparable, of two not. */
  score: number;
  /** Its place in the order of this query; the same as long as the moment stays as it is. */
  rank: number;
}

type Deps = { graph: Graph; viewer: Viewer };

export function hitCursorKey({ rank, moment }: Hit): CursorKey {
  return [rank, moment.id];
}

/** One page of what a text finds among the moments that the filter leaves, best first. */
export async function searchMoments(
  { graph, viewer }: Deps,
  query: SearchQuery,
  filter: CheckedFilter,
  { limit, backward, after, before }: PageRequest,
): Promise<Page<Hit>> {
  const { text, ...narrower } = filter;
  const { parts, parameters, nothing } = selectMoments(viewer, narrower);
  if (nothing || text === null || query.lucene === null) return { items: [], more: false };
  const statement = hits.with(...parts, after && 'after', before && 'before', backward ? 'worst' : 'best');
  const rows = await graph.read<MomentRow & { rank: number; points: number; exact: boolean }>(statement, {
    ...parameters,
    // What the filter asks for must be found too, but earns nothing.
    query: text === undefined ? query.lucene : `+(${query.lucene}) +(${text})^0`,
    inName: query.inName,
    length: query.length,
    limit: limit + 1,
    afterRank: after?.[0] ?? null,
    afterId: after?.[1] ?? null,
    beforeRank: before?.[0] ?? null,
    beforeId: before?.[1] ?? null,
  });
  const most = query.words * POINTS_A_WORD + 1;
  const items = rows.slice(0, limit).map((row) => ({
    moment: toMoment(row),
    rank: row.rank,
    score: row.exact ? 1 : Math.min(row.points + 1, most - 1) / most,
  }));
  return { items: backward ? items.reverse() : items, more: rows.length > limit };
}

export function countHits(deps: Deps, query: SearchQuery, filter: CheckedFilter): Promise<number> {
  const both = filter.text && query.lucene ? `+(${query.lucene}) +(${filter.text})` : query.lucene;
  return countMoments(deps, { ...filter, text: filter.text === null ? null : both });
}
