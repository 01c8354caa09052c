import { historicalYear, timeOfMinutes } from '../../moments/domain/calendar.js';
import { dateText } from '../../moments/domain/date-text.js';
import type { Moment } from '../../moments/queries/moment.js';
import { MADE_ANEW } from '../domain/records.js';
import { addressOf, type ExportContext, type Format } from './format.js';
import { CONVERTED } from './gregorian.js';

/** JSON as TimelineJS 3 loads it. */
export const timelinejs: Format = {
  mediaType: 'application/json',
  extension: 'timeline.json',
  notCarried: [
    ...MADE_ANEW,
    'links between moments',
    'custom metadata',
    'place, figures and tags but for the words on the slide',
    CONVERTED,
    'uncertain dates but for the words of the date',
  ],
  links: 'none',
  writer: (context) => ({
    open: () => '{"scale":"human","events":[\n',
    moment: (moment, first) => `${first ? '' : ',\n'}${JSON.stringify(slide(moment, context))}`,
    close: () => '\n]}\n',
  }),
};

function slide(moment: Moment, context: ExportContext) {
  const { id, name, oneLiner, figures, tags, era, edtf, calendar, path } = moment;
  const details = [figures.join(', '), tags.join(', ')]
    .filter(Boolean)
    .map((words) => `<p>${html(words)}</p>`);
  return {
    unique_id: id,
    start_date: startDate(moment),
    display_date: dateText(edtf, calendar),
    text: {
      headline: html(name),
      text: [
        ...(oneLiner ? [`<p>${html(oneLiner)}</p>`] : []),
        ...details,
        `<p><code>${html(addressOf(context, path))}</code></p>`,
      ].join(''),
    },
    ...(era && { group: html(era) }),
  };
}

/** Years before 1 are minus the BCE year, as TimelineJS writes them; no finer than is known. */
function startDate({ sortKey, precision, year, monthNum }: Moment) {
  if (precision === 'YEAR') return { year };
  if (precision === 'MONTH') return { year, month: monthNum };
  const time = timeOfMinutes(sortKey, 'GREGORIAN');
  const day = { year: historicalYear(time.year), month: time.month, day: time.day };
  return precision === 'DAY' ? day : { ...day, hour: time.hour, minute: time.minute };
}

const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** TimelineJS takes its texts for HTML. */
function html(text: string): string {
  return text.replace(/[&<>"']/gu, (char) => ESCAPED[char]!);
}
