import { isoGregorian, timeOfMinutes } from '../../moments/domain/calendar.js';
import { dateText } from '../../moments/domain/date-text.js';
import { titleFromSlug } from '../../moments/domain/slug.js';
import type { Moment } from '../../moments/queries/moment.js';
import { MADE_ANEW } from '../domain/records.js';
import { addressOf, type ExportContext, type Format, LeftOut } from './format.js';
import { CONVERTED, dayOf } from './gregorian.js';

const MAX_OCTETS = 75;

/** iCalendar (RFC 5545): moments whose day is known, from year 1 on. */
export const icalendar: Format = {
  mediaType: 'text/calendar; charset=utf-8',
  extension: 'ics',
  notCarried: [
    ...MADE_ANEW,
    'links between moments',
    'custom metadata',
    'moments before year 1',
    'moments whose day is not known',
    'figures',
    CONVERTED,
  ],
  links: 'none',
  writer: (context) => ({
    open: () =>
      lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Clockchain//Export//EN', 'X-WR-CALNAME:Clockchain'),
    moment: (moment) => entry(moment, context),
    close: () => lines('END:VCALENDAR'),
  }),
};

function entry(moment: Moment, context: ExportContext): string | LeftOut {
  const { earliest, latest, latitude, longitude, oneLiner, tags } = moment;
  const [from, to] = [isoGregorian(earliest), isoGregorian(latest)];
  const { year } = timeOfMinutes(earliest, 'GREGORIAN');
  if (year < 1 || year > 9999) return new LeftOut('before year 1');
  if (dayOf(from) !== dayOf(to)) return new LeftOut('the day is not known');
  const place = [moment.city, moment.region, moment.country].map(titleFromSlug).join(', ');
  return lines(
    'BEGIN:VEVENT',
    `UID:${moment.id}@clockchain`,
    `DTSTAMP:${compact((moment.updatedAt ?? moment.createdAt).replace(/\.\d+/u, ''))}`,
    earliest === latest ? `DTSTART:${compact(from)}00` : `DTSTART;VALUE=DATE:${compact(dayOf(from))}`,
    `SUMMARY:${text(moment.name)}`,
    `DESCRIPTION:${text([oneLiner, dateText(moment.edtf, moment.calendar)].filter(Boolean).join('\n'))}`,
    `LOCATION:${text(place)}`,
    ...(latitude === null ? [] : [`GEO:${latitude};${longitude}`]),
    ...(tags.length > 0 ? [`CATEGORIES:${tags.map(text).join(',')}`] : []),
    `URL:${addressOf(context, moment.path)}`,
    `CLASS:${moment.visibility === 'public' ? 'PUBLIC' : 'PRIVATE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  );
}

function compact(iso: string): string {
  return iso.replace(/[-:]/gu, '');
}

function text(value: string): string {
  return value
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Cc}/gu, (char) => (char === '\n' || char === '\t' ? char : ''))
    .replace(/[\\;,]/gu, (char) => `\\${char}`)
    .replace(/\n/gu, '\\n');
}

function lines(...contents: string[]): string {
  return contents.map((content) => `${folded(content)}\r\n`).join('');
}

/** No line is longer than 75 octets; what goes on in the next stands behind a space. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (octets + size > MAX_OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}
