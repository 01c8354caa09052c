import { badInput } from '../../../errors.js';
import { type Graph, statement } from '../../../platform/graph/index.js';
import { defaultCalendar, historicalYear, timeOfMinutes } from '../domain/calendar.js';
import { canonicalEdtf } from '../domain/edtf-date.js';
import type { CheckedFilter } from '../domain/filter.js';
import { readBounds } from '../domain/filter-time.js';
import type { Viewer } from '../domain/visibility.js';
import { findByIds } from './find-moments.js';
import { listMoments } from './list-moments.js';
import type { Moment } from './moment.js';
import { selectMoments } from './select-moments.js';

const summary = statement('moment/summary');

export const MAX_BUCKETS = 200;
const DAY = 1440;

export interface TimelineRequest {
  filter: CheckedFilter;
  /** EDTF; where absent the first and the last moment that the filter leaves. */
  from?: string | null;
  to?: string | null;
  /** At most so many. */
  buckets: number;
}

/** A stretch of time, `from` and `to` included, as EDTF in the calendar of its time. */
export interface Bucket {
  from: string;
  to: string;
  count: number;
  /** The moment that is surest, then of most figures, then earliest. */
  top: Moment | null;
}

type Deps = { graph: Graph; viewer: Viewer };
/** Minutes on the scale of `sortKey`, both ends included. */
type Stretch = { first: number; last: number };

/**
 * How many moments each stretch of time holds, in order, the empty ones too. Stretches are of whole years, whole days or
 * minutes, whichever is the coarsest that gives enough. Throws BAD_USER_INPUT.
 */
export async function timeline(
  deps: Deps,
  { filter, from, to, buckets }: TimelineRequest,
): Promise<Bucket[]> {
  if (!(Number.isInteger(buckets) && buckets >= 1 && buckets <= MAX_BUCKETS)) {
    throw badInput('buckets', `is from 1 to ${MAX_BUCKETS}`);
  }
  const bounds = readBounds({ from, to }, (field) => field);
  const window = narrowed(filter, bounds);
  const whole = await stretchOf(deps, window, bounds);
  if (!whole) return [];
  const { unit, first, width, count } = divide(whole, buckets);
  const { parts, beginning, parameters } = selectMoments(
    deps.viewer,
    narrowed(window, { earliest: whole.first, latest: whole.last }),
    'by-time',
  );
  const rows = await deps.graph.read<{ cell: number; count: number; top: string }>(
    summary.with(...parts, beginning, unit === 'year' ? 'years' : 'minutes', 'top'),
    { ...parameters, first, width },
  );
  const found = new Map(rows.map((row) => [row.cell, row]));
  const tops = new Map(
    (
      await findByIds(
        deps,
        rows.map(({ top }) => top),
      )
    ).map((moment) => [moment.id, moment]),
  );
  return Array.from({ length: count }, (_, i) => {
    const row = found.get(i);
    return {
      ...edges(unit, first + i * width, width),
      count: row?.count ?? 0,
      top: (row && tops.get(row.top)) ?? null,
    };
  });
}

function narrowed(
  filter: CheckedFilter,
  { earliest, latest }: { earliest?: number; latest?: number },
): CheckedFilter {
  const sortFrom = Math.max(filter.sortFrom ?? -Infinity, earliest ?? -Infinity);
  const sortTo = Math.min(filter.sortTo ?? Infinity, latest ?? Infinity);
  return {
    ...filter,
    ...(Number.isFinite(sortFrom) && { sortFrom }),
    ...(Number.isFinite(sortTo) && { sortTo }),
  };
}

async function stretchOf(
  deps: Deps,
  filter: CheckedFilter,
  { earliest, latest }: { earliest?: number; latest?: number },
): Promise<Stretch | null> {
  const end = async (order: 'TIME_ASC' | 'TIME_DESC') => {
    const page = { limit: 1, backward: false, after: null, before: null };
    return (await listMoments(deps, { order, filter }, page)).items[0]?.sortKey;
  };
  const first = earliest ?? (await end('TIME_ASC'));
  const last = latest ?? (await end('TIME_DESC'));
  return first === undefined || last === undefined || last < first ? null : { first, last };
}

type Unit = 'year' | 'day' | 'minute';

function divide({ first, last }: Stretch, buckets: number) {
  const [from, to] = [written(first).year, written(last).year];
  const years = to - from + 1;
  if (years >= buckets) return divided('year', from, years, 1, buckets);
  const day = Math.floor(first / DAY);
  const days = Math.floor(last / DAY) - day + 1;
  if (days >= buckets) return divided('day', day * DAY, days, DAY, buckets);
  return divided('minute', first, last - first + 1, 1, buckets);
}

function divided(unit: Unit, first: number, units: number, size: number, buckets: number) {
  const each = Math.ceil(units / buckets);
  return { unit, first, width: each * size, count: Math.ceil(units / each) };
}

function edges(unit: Unit, first: number, width: number): { from: string; to: string } {
  if (unit === 'year') return { from: edtfYear(first), to: edtfYear(first + width - 1) };
  const precision = unit === 'day' ? 'DAY' : 'MINUTE';
  const text = (minutes: number) => {
    const { year, ...rest } = written(minutes);
    return canonicalEdtf(
      { ...rest, year: historicalYear(year), country: '', region: '', city: '', slug: '' },
      precision,
    );
  };
  return { from: text(first), to: text(first + width - 1) };
}

function edtfYear(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

/** The date as it was written then, the year astronomical. */
function written(minutes: number) {
  const { year, month, day } = timeOfMinutes(minutes, 'GREGORIAN');
  return timeOfMinutes(minutes, defaultCalendar(historicalYear(year), month, day));
}
