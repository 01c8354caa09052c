import { badInput } from '../../../errors.js';
import { historicalYear, PRECISIONS } from '../../moments/domain/calendar.js';
import { isPlainObject } from '../../moments/domain/json-value.js';
import { formatYear, MONTHS, readPath, slugify, titleFromSlug } from '../../moments/domain/path.js';
import { plainText, readListCell } from './csv-cells.js';
import { JSON_COLUMNS, LINK_COLUMNS, LIST_COLUMNS, MOMENT_COLUMNS, NUMBER_COLUMNS } from './csv-moment.js';

/** A table with its columns understood. */
export interface CsvTable {
  kind: 'moments' | 'links';
  /** A row as a record that `readRecord` takes. Throws BAD_USER_INPUT. */
  record(cells: readonly string[]): Record<string, unknown>;
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u;
/** By their letters alone: `One liner` and `oneLiner` are `one_liner`. */
const KNOWN = new Map(
  [...MOMENT_COLUMNS, ...LINK_COLUMNS, 'month_num', 'slug', 'date'].map((column) => [folded(column), column]),
);

/**
 * Understands a header. `mapping` names for a column the key that it holds, an empty one leaves it out; a column of neither name becomes
 * custom metadata under its own. Throws BAD_USER_INPUT for a header that cannot be one of moments or links.
 */
export function readHeader(header: readonly string[], mapping: ReadonlyMap<string, string>): CsvTable {
  for (const column of mapping.keys()) {
    if (!header.includes(column)) {
      throw badInput(
        'map',
        'names a column of the file',
        `There is no column "${column}"; there are: ${header.join(', ')}.`,
      );
    }
  }
  const keys = header.map((column) => keyOf(mapping.get(column) ?? column.trim(), column));
  const twice = keys.find((key, i) => key !== null && keys.indexOf(key) !== i);
  if (twice)
    throw badInput(
      'map',
      'gives every key one column',
      `Two columns hold ${twice}; --map "column=" leaves one out.`,
    );
  const has = (...names: string[]) => names.every((name) => keys.includes(name));
  const cellsOf = (cells: readonly string[]) =>
    new Map(keys.flatMap((key, i) => (key && cells[i]?.trim() ? [[key, plainText(cells[i])] as const] : [])));
  if (has('from', 'to', 'type')) return { kind: 'links', record: (cells) => linkOf(cellsOf(cells)) };
  if (has('path') || ((has('year') || has('date')) && (has('name') || has('slug')))) {
    return { kind: 'moments', record: (cells) => momentOf(cellsOf(cells)) };
  }
  throw badInput(
    'map',
    'gives the columns from which a path can be made',
    `These columns make no moments: ${header.join(', ')}. Needed are path, or name and year (or date); or from, to and type for links. ` +
      '--map "column=key" says which column holds what.',
  );
}

function keyOf(key: string, column: string): string | null {
  if (key === '') return null;
  const known = KNOWN.get(folded(key));
  if (known) return known;
  if (IDENTIFIER.test(key)) return key;
  throw badInput(
    'map',
    'gives every column a key',
    `The column "${column}" is no key of metadata: --map "${column}=key" names one, --map "${column}=" leaves it out.`,
  );
}

function linkOf(cells: Map<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    [...cells].map(([key, cell]) => [key, NUMBER_COLUMNS.has(key) ? numberOrText(cell) : cell]),
  );
}

function folded(key: string): string {
  return key.replace(/[\s_-]/gu, '').toLowerCase();
}

const BESIDE_METADATA = new Set(['path', 'visibility', 'created_by', 'flash_timepoint_id']);

function momentOf(cells: Map<string, string>): Record<string, unknown> {
  const beside: Record<string, unknown> = {};
  const metadata: Record<string, unknown> = {};
  for (const [key, cell] of cells) {
    if (BESIDE_METADATA.has(key)) beside[key] = cell;
    else if (key === 'other') Object.assign(metadata, jsonObject(cell));
    else if (key === 'month' && /^\d+$/.test(cell)) metadata.month_num = Number(cell);
    else if (key !== 'date') metadata[key] = cellValue(key, cell);
  }
  if (beside.path === undefined) Object.assign(beside, { path: composedPath(cells, metadata) });
  return { ...beside, metadata: withoutRepeats(metadata, String(beside.path)) };
}

function cellValue(key: string, cell: string): unknown {
  if (NUMBER_COLUMNS.has(key)) return numberOrText(cell);
  if (LIST_COLUMNS.has(key)) return readListCell(cell);
  if (JSON_COLUMNS.has(key)) return jsonOr(cell, readListCell);
  if (KNOWN.has(folded(key))) return cell;
  if (cell === 'true' || cell === 'false') return cell === 'true';
  return numberOrText(cell);
}

/** `007` and what is longer than a number can hold stay text. */
function numberOrText(cell: string): number | string {
  const value = Number(cell);
  const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e-?\d+)?$/iu.test(cell.trim());
  return plain && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : cell;
}

function jsonOr(cell: string, otherwise: (cell: string) => unknown): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return otherwise(cell);
  }
}

function jsonObject(cell: string): Record<string, unknown> {
  const value = jsonOr(cell, () => null);
  if (isPlainObject(value)) return value;
  throw badInput(
    'other',
    'is a JSON object',
    `other is ${JSON.stringify(cell.slice(0, 60))}; it is a JSON object`,
  );
}

const DATE = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):?(\d\d)(?::?\d\d)?)?)?)?[~?%]?$/u;

/** The path of a row that has none: from date or year, month, day and time, the place, and slug or name. Completes `metadata`. */
function composedPath(cells: Map<string, string>, metadata: Record<string, unknown>): string {
  const { year, month, day, time } = cells.has('date') ? dated(cells.get('date')!, metadata) : written(cells);
  if (metadata.edtf === undefined && metadata.precision === undefined) {
    metadata.precision = PRECISIONS[[month, day, time].filter((part) => part !== undefined).length];
  }
  const place = ['country', 'region', 'city'].map((part) => slugify(cells.get(part) ?? '') || 'unknown');
  const slug = slugify(cells.get('slug') ?? cells.get('name') ?? '');
  if (slug === '')
    throw badInput('name', 'is required where there is no path', 'The row has neither path nor name.');
  return `/${[year, month ?? 'january', day ?? '01', time ?? '0000', ...place, slug].join('/')}`;
}

interface Written {
  year: string;
  month?: string;
  day?: string;
  time?: string;
}

function dated(date: string, metadata: Record<string, unknown>): Written {
  const [, year, month, day, hour, minute] = DATE.exec(date.trim()) ?? [];
  if (year === undefined) {
    const rule = 'is written 1914, 1914-06, 1914-06-28 or 1914-06-28T10:30 (44 BCE is -0043)';
    throw badInput('date', rule, `date is ${JSON.stringify(date)}; it ${rule}`);
  }
  if (hour === undefined) metadata.edtf ??= date.trim();
  const clock = hour === undefined ? undefined : `${hour}${minute}`;
  return {
    year: formatYear(historicalYear(Number(year))),
    month: month && MONTHS[Number(month) - 1],
    day,
    time: clock,
  };
}

function written(cells: Map<string, string>): Written {
  const year = cells.get('year');
  if (year === undefined)
    throw badInput('year', 'is required where there is no path', 'The row has neither path nor year.');
  const month = cells.get('month') ?? cells.get('month_num');
  return {
    year: year.trim(),
    month: month && /^\d+$/.test(month) ? (MONTHS[Number(month) - 1] ?? month) : month?.trim().toLowerCase(),
    day: cells.get('day')?.trim(),
    time: cells.get('time')?.replace(':', '').trim(),
  };
}

/** Metadata without the keys that say no more than the path does; those that contradict it stay, to be refused. */
function withoutRepeats(metadata: Record<string, unknown>, path: string): Record<string, unknown> {
  const said = partsOf(path);
  if (!said) return metadata;
  return Object.fromEntries(Object.entries(metadata).filter(([key, value]) => !said[key]?.includes(value)));
}

function partsOf(path: string): Record<string, unknown[]> | null {
  try {
    const { year, month, day, hour, minute, country, region, city, slug } = readPath(path);
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      year: [year],
      month: [MONTHS[month - 1]],
      month_num: [month],
      day: [day],
      time: [two(hour) + two(minute)],
      country: [country],
      region: [region],
      city: [city],
      slug: [slug],
      name: [titleFromSlug(slug)],
    };
  } catch {
    // told where the moment is checked
    return null;
  }
}
