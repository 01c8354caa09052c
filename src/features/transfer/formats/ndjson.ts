import { linkRecord, MADE_ANEW, momentRecord } from '../domain/records.js';
import type { Format } from './format.js';

/** One JSON object a line: a header, the moments, the links, and an end that tells how many there were. */
export const ndjson: Format = {
  mediaType: 'application/x-ndjson',
  extension: 'ndjson',
  notCarried: [...MADE_ANEW, 'derived links, unless links=all'],
  links: 'stated',
  writer: () => ({
    open: () => line({ kind: 'header', format: 'clockchain', version: 1 }),
    moment: (moment) => line({ kind: 'moment', ...momentRecord(moment) }),
    link: ({ link, from, to }) => line({ kind: 'link', ...linkRecord(link, from, to) }),
    close: ({ moments, links }) => line({ kind: 'end', moments, links }),
  }),
};

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
