import { type Graph, statement } from '../../../platform/graph/index.js';
import type { CursorKey, Page, PageRequest } from '../../../platform/graphql/connection.js';
import { seesAll, type Viewer } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from './moment.js';

const page = statement('moment/page');
const countAll = statement('moment/count-all');
const countPublic = statement('moment/count-public');

export const MOMENT_ORDERS = {
  TIME_ASC: { property: 'sortKey', key: 'time', descending: false },
  TIME_DESC: { property: 'sortKey', key: 'time', descending: true },
  CREATED_ASC: { property: 'createdAt', key: 'created', descending: false },
  CREATED_DESC: { property: 'createdAt', key: 'created', descending: true },
} as const;
export type MomentOrder = keyof typeof MOMENT_ORDERS;

export function momentCursorKey(order: MomentOrder) {
  const { property } = MOMENT_ORDERS[order];
  return (moment: Moment): CursorKey => [moment[property], moment.id];
}

/** One page in the given order. A walk by cursor neither repeats nor skips what stood when it began. */
export async function listMoments(
  { graph, viewer }: { graph: Graph; viewer: Viewer },
  order: MomentOrder,
  { limit, backward, after, before }: PageRequest,
): Promise<Page<Moment>> {
  const { key, descending } = MOMENT_ORDERS[order];
  const [low, high] = descending ? [before, after] : [after, before];
  const text = page.with(
    !seesAll(viewer) && 'public',
    low && `${key}-low`,
    high && `${key}-high`,
    `${key}-${descending !== backward ? 'descending' : 'ascending'}`,
  );
  const rows = await graph.read<MomentRow>(text, {
    limit: limit + 1,
    lowKey: low?.[0] ?? null,
    lowId: low?.[1] ?? null,
    highKey: high?.[0] ?? null,
    highId: high?.[1] ?? null,
  });
  const items = rows.slice(0, limit).map(toMoment);
  return { items: backward ? items.reverse() : items, more: rows.length > limit };
}

export async function countMoments({ graph, viewer }: { graph: Graph; viewer: Viewer }): Promise<number> {
  const [row] = await graph.read<{ count: number }>(seesAll(viewer) ? countAll : countPublic);
  return row?.count ?? 0;
}
