import { type Graph, type Statement, statement } from '../../../platform/graph/index.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import type { CheckedFilter } from '../../moments/domain/filter.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { countMoments } from '../../moments/queries/list-moments.js';
import { type Moment, type MomentRow, toMoment } from '../../moments/queries/moment.js';
import { selectMoments } from '../../moments/queries/select-moments.js';
import { type SearchQuery, scoreOf } from '../domain/search-query.js';

const hits = statement('search/hits');

/** Looked at first: of words that most moments have, the best are enough for the first pages. */
const FIRST_LOOK = 2_000;

export interface Hit {
  moment: Moment;
  /** More than 0, up to 1 for the name itself. Of one query comparable, of two not. */
  score: number;
  /** Its place in the order of this query; the same as long as the moment stays as it is. */
  rank: number;
  /** Its place among those of the same rank. */
  key: string;
}

interface HitRow extends MomentRow {
  rank: number;
  key: string;
  complete: boolean;
}

type Deps = { graph: Graph; viewer: Viewer };

export function hitCursorKey({ rank, key }: Hit): CursorKey {
  return [rank, key];
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
  const page = hits.with(...parts, after && 'after', before && 'before', backward ? 'worst' : 'best');
  const look = (statement: Statement, options: { limit?: number }) =>
    graph.read<HitRow>(statement, {
      ...parameters,
      options,
      // What the filter asks for must be found too, but earns nothing.
      query: `+(${query.lucene})${text === undefined ? '' : ` +(${text})^0`} ${query.order}`,
      limit: limit + 1,
      afterRank: after?.[0] ?? null,
      afterKey: after?.[1] ?? null,
      beforeRank: before?.[0] ?? null,
      beforeKey: before?.[1] ?? null,
    });
  let rows = backward ? [] : await look(page.with('capped'), { limit: FIRST_LOOK });
  if (rows.length <= limit && !rows[0]?.complete) rows = await look(page, {});
  const items = rows.slice(0, limit).map((row) => ({
    moment: toMoment(row),
    rank: row.rank,
    key: row.key,
    score: scoreOf(row.rank, query),
  }));
  return { items: backward ? items.reverse() : items, more: rows.length > limit };
}

export function countHits(deps: Deps, query: SearchQuery, filter: CheckedFilter): Promise<number> {
  const both = filter.text && query.lucene ? `+(${query.lucene}) +(${filter.text})` : query.lucene;
  return countMoments(deps, { ...filter, text: filter.text === null ? null : both });
}
