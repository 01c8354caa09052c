import { type Graph, statement } from '../../../platform/graph/index.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import type { CheckedFilter } from '../domain/filter.js';
import { seesAll, type Viewer } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from './moment.js';
import { selectMoments } from './select-moments.js';

const page = statement('moment/page');
const summary = statement('moment/summary');
const countAll = statement('moment/count-all');
const countPublic = statement('moment/count-public');

export const MOMENT_ORDERS = {
  TIME_ASC: { property: 'sortKey', key: 'time', descending: false },
  TIME_DESC: { property: 'sortKey', key: 'time', descending: true },
  CREATED_ASC: { property: 'createdAt', key: 'created', descending: false },
  CREATED_DESC: { property: 'createdAt', key: 'created', descending: true },
} as const;
export type MomentOrder = keyof typeof MOMENT_ORDERS;

export interface ListRequest {
  order: MomentOrder;
  filter?: CheckedFilter;
  /** How many to leave out at the start of the page, for clients that know no cursors. */
  offset?: number;
}

type Deps = { graph: Graph; viewer: Viewer };

export function momentCursorKey(order: MomentOrder) {
  const { property } = MOMENT_ORDERS[order];
  return (moment: Moment): CursorKey => [moment[property], moment.id];
}

/** One page in the given order. A walk by cursor neither repeats nor skips what stood when it began. */
export async function listMoments(
  { graph, viewer }: Deps,
  { order, filter = {}, offset = 0 }: ListRequest,
  { limit, backward, after, before }: PageRequest,
): Promise<Page<Moment>> {
  const { key, descending } = MOMENT_ORDERS[order];
  const [low, high] = descending ? [before, after] : [after, before];
  const selection = selectMoments(viewer, filter);
  if (selection.nothing) return { items: [], more: false };
  const text = page.with(
    ...selection.parts,
    selection.beginning,
    low && `${key}-low`,
    high && `${key}-high`,
    `${key === 'time' && selection.inTime ? selection.beginning : key}-${descending !== backward ? 'descending' : 'ascending'}`,
    offset > 0 && 'offset',
  );
  const rows = await graph.read<MomentRow>(text, {
    ...selection.parameters,
    limit: limit + 1,
    offset,
    lowKey: low?.[0] ?? null,
    lowId: low?.[1] ?? null,
    highKey: high?.[0] ?? null,
    highId: high?.[1] ?? null,
  });
  const items = rows.slice(0, limit).map(toMoment);
  return { items: backward ? items.reverse() : items, more: rows.length > limit };
}

/** How many the viewer may see by the filter: without one from the count store, else by walking all that it leaves. */
export async function countMoments({ graph, viewer }: Deps, filter: CheckedFilter = {}): Promise<number> {
  const selection = selectMoments(viewer, filter);
  if (selection.nothing) return 0;
  const [row] = selection.whole
    ? await graph.read<{ count: number }>(seesAll(viewer) ? countAll : countPublic)
    : await graph.read<{ count: number }>(
        summary.with(...selection.parts, selection.beginning),
        selection.parameters,
      );
  return row?.count ?? 0;
}
