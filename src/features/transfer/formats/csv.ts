import { stringify } from 'csv-stringify/sync';
import { safeText } from '../domain/csv-cells.js';
import { LINK_COLUMNS, MOMENT_COLUMNS, momentCells } from '../domain/csv-moment.js';
import { camelCase, linkRecord, MADE_ANEW, momentRecord } from '../domain/records.js';
import type { Format } from './format.js';

const NOT_CARRIED = [
  ...MADE_ANEW,
  'spelling and order of the keys of metadata',
  'keys of metadata that only repeat the path',
  'text that begins like a formula stands behind an apostrophe, which an import takes off',
];

/** Moments as a table. */
export const csvMoments: Format = {
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  notCarried: [...NOT_CARRIED, 'links (part=links gives their table)'],
  links: 'none',
  writer: () => ({
    open: () => row(MOMENT_COLUMNS),
    moment(moment) {
      const cells = momentCells(momentRecord(moment), moment.precision);
      return row(MOMENT_COLUMNS.map((column) => cells[column]));
    },
  }),
};

/** Links as a table. */
export const csvLinks: Format = {
  mediaType: 'text/csv; charset=utf-8',
  extension: 'links.csv',
  notCarried: [...MADE_ANEW, 'derived links, unless links=all'],
  links: 'stated',
  writer: () => ({
    open: () => row(LINK_COLUMNS),
    link({ link, from, to }) {
      const record: Record<string, unknown> = { ...linkRecord(link, from, to) };
      return row(
        LINK_COLUMNS.map((column) => {
          const value = record[camelCase(column)];
          return typeof value === 'string' ? safeText(value) : ((value as number | undefined) ?? null);
        }),
      );
    },
  }),
};

function row(cells: readonly (string | number | null)[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows' });
}
