import type { Precision } from '../../moments/domain/calendar.js';
import { readPath, titleFromSlug } from '../../moments/domain/path.js';
import { listCell, safeText } from './csv-cells.js';
import { camelCase, type MomentRecord } from './records.js';

/** The columns of moments, in this order. Those of metadata bear its keys; `other` holds what has no column, as JSON. */
export const MOMENT_COLUMNS = [
  'path',
  'name',
  'year',
  'month',
  'day',
  'time',
  'country',
  'region',
  'city',
  'one_liner',
  'era',
  'tags',
  'figures',
  'layer',
  'confidence',
  'source_type',
  'edtf',
  'precision',
  'calendar',
  'end',
  'latitude',
  'longitude',
  'sources',
  'same_as',
  'flash_slug',
  'flash_share_url',
  'visibility',
  'created_by',
  'flash_timepoint_id',
  'other',
] as const;
export type MomentColumn = (typeof MOMENT_COLUMNS)[number];

export const LINK_COLUMNS = [
  'from',
  'to',
  'type',
  'layer',
  'weight',
  'theme',
  'description',
  'method',
  'confidence',
  'source',
  'created_by',
] as const;

export const LIST_COLUMNS: ReadonlySet<string> = new Set(['tags', 'figures', 'same_as']);
export const JSON_COLUMNS: ReadonlySet<string> = new Set(['sources', 'other']);
export const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  'year',
  'month_num',
  'day',
  'layer',
  'confidence',
  'latitude',
  'longitude',
  'weight',
]);

type Cell = string | number | null;

const KEYS = new Map(MOMENT_COLUMNS.map((column) => [camelCase(column), column]));
const FINER: Record<Precision, MomentColumn[]> = {
  YEAR: ['month', 'day', 'time'],
  MONTH: ['day', 'time'],
  DAY: ['time'],
  MINUTE: [],
};

/** A moment as cells by column; `precision` blanks what the path only fills in. */
export function momentCells(record: MomentRecord, precision: Precision): Record<MomentColumn, Cell> {
  const cells = Object.fromEntries(MOMENT_COLUMNS.map((column) => [column, null])) as Record<
    MomentColumn,
    Cell
  >;
  Object.assign(cells, pathCells(record.path));
  for (const column of FINER[precision]) cells[column] = null;
  const other: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record.metadata)) {
    const column = KEYS.get(camelCase(key));
    const known =
      column !== undefined && column !== 'path' && column !== 'other' && isOwnSpelling(key, column);
    if (known && value !== null) {
      if (!SAID_BY_THE_PATH.has(column)) cells[column] = cellOf(column, value);
    } else if (!known && !SAID_BY_THE_PATH.has(camelCase(key))) other[key] = value;
  }
  cells.visibility = record.visibility;
  cells.created_by = safeText(record.createdBy);
  cells.flash_timepoint_id = record.flashTimepointId === undefined ? null : safeText(record.flashTimepointId);
  cells.other = Object.keys(other).length > 0 ? JSON.stringify(other) : null;
  return cells;
}

/** What metadata may repeat of the path in so many words. */
const SAID_BY_THE_PATH = new Set(['year', 'month', 'monthNum', 'day', 'time', 'slug', 'type']);

/** `one_liner` and `oneLiner` are the key of a column; `One_liner` is somebody's own. */
function isOwnSpelling(key: string, column: string): boolean {
  return key === column || key === camelCase(column);
}

function pathCells(path: string): Partial<Record<MomentColumn, Cell>> {
  const { year, day, country, region, city, slug } = readPath(path);
  const [, , month, , time] = path.split('/');
  return {
    path,
    name: safeText(titleFromSlug(slug)),
    year,
    month: month!,
    day,
    time: time!,
    country,
    region,
    city,
  };
}

function cellOf(column: MomentColumn, value: unknown): Cell {
  if (typeof value === 'number') return value;
  if (LIST_COLUMNS.has(column)) return safeText(listCell([value].flat() as string[]));
  return typeof value === 'string' ? safeText(value) : JSON.stringify(value);
}
