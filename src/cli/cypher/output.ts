import { stringify } from 'csv-stringify/sync';
import { getBorderCharacters, table } from 'table';
import type { Answer } from './ask.js';

export const FORMATS = ['table', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface OutputOptions {
  /** CSV for Excel and its like: a byte order mark, and an apostrophe before text that they would calculate. */
  spreadsheet: boolean;
}

/** The answer as text that ends with a line break. */
export function format(
  answer: Answer,
  as: Format,
  { spreadsheet }: OutputOptions = { spreadsheet: false },
): string {
  if (as === 'json') return `${JSON.stringify(objects(answer), null, 2)}\n`;
  if (as === 'csv') return csv(answer, spreadsheet);
  return aligned(answer);
}

function objects({ columns, rows }: Answer): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}

/** Lists and maps are JSON in one field; null is an empty field and empty text a quoted one. Numbers stay as they are, also below 0. */
function csv({ columns, rows }: Answer, spreadsheet: boolean): string {
  const fields = rows.map((row) =>
    row.map((value) => {
      if (typeof value === 'object' && value !== null) return JSON.stringify(value);
      return spreadsheet && typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    }),
  );
  return stringify([columns, ...fields], {
    bom: spreadsheet,
    quoted_empty: false,
    quoted_string: true,
    cast: { boolean: String },
  });
}

function aligned({ columns, rows }: Answer): string {
  if (columns.length === 0) return '';
  const text = table([columns.map(cell), ...rows.map((row) => row.map(cell))], {
    border: getBorderCharacters('void'),
    drawHorizontalLine: () => false,
    columnDefault: { paddingLeft: 0, paddingRight: 2 },
    columns: columns.map((_, i) => ({ alignment: isNumeric(rows, i) ? 'right' : 'left' })),
  });
  return text.replace(/ +$/gm, '');
}

function isNumeric(rows: unknown[][], column: number): boolean {
  const values = rows.map((row) => row[column]).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value === 'number');
}

/** One line: a list of plain values with commas, what is nested as JSON. */
function cell(value: unknown): string {
  if (value === null) return '';
  const plainList = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  const text = plainList
    ? value.join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
}
