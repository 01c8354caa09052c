import { defaultCalendar, historicalYear, timeOfMinutes } from '../../moments/domain/calendar.js';
import { type EdtfDate, readEdtf } from '../../moments/domain/edtf-reading.js';
import type { FieldOrigin, MomentDraft } from '../domain/generator.js';
import { calendarOf } from './corpus/load-corpus.js';
import type { CorpusEvent } from './corpus/schema.js';
import type { SentenceReading } from './reading/read-sentence.js';
import { unresolved } from './reading/unresolved.js';

type DateFields = Pick<
  MomentDraft,
  'year' | 'month' | 'day' | 'time' | 'precision' | 'calendar' | 'edtf' | 'end'
>;

/** The date of a draft and where each part of it came from. */
export interface DraftDate {
  fields: DateFields;
  origins: Partial<Record<keyof DateFields, FieldOrigin>>;
}

/** What the path says by itself: no season, which EDTF writes like a month. */
const PLAIN = /^-?\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?$/u;

/**
 * Joins the sentence's date with the event's: the sentence wins, and where it only says less (the year of an event
 * whose day is known) the event's date stands. A stated time needs a known day. `ownTime`: Greenwich time is the place's
 * own. Throws UNRESOLVED when neither knows the year.
 */
export function draftDate(
  { date, clock }: Pick<SentenceReading, 'date' | 'clock'>,
  event: CorpusEvent | undefined,
  ownTime: boolean,
): DraftDate {
  const fromEvent = event && (!date?.edtf || saysLess(date.edtf, event));
  const edtf = fromEvent ? event.date : date?.edtf;
  if (!edtf) throw unresolved('The date is missing: the year at least.');
  const stated = fromEvent ? undefined : date?.calendar;
  const calendar =
    stated ?? (event && (fromEvent || event.calendar) ? calendarOf(event) : calendarOfEdtf(edtf));
  const read = readEdtf(edtf, calendar, 'date');
  const first = timeOfMinutes(read.earliest, calendar);
  const said = clock?.time && (!clock.universal || ownTime) ? clock.time : null;
  // The event's hour is that of its own first day only.
  const known = event?.time && edtf === event.date ? event.time.replace(':', '') : null;
  const time = read.precision === 'DAY' ? (said ?? known) : null;
  const precision = time ? 'MINUTE' : read.precision;
  const month = precision === 'YEAR' ? 1 : first.month;
  const day = precision === 'YEAR' || precision === 'MONTH' ? 1 : first.day;
  const end = date?.end ?? endAfter(event, read, calendar);
  const year = date ? 'SENTENCE' : 'CORPUS';
  const finer = fromEvent ? 'CORPUS' : 'SENTENCE';
  return {
    fields: {
      year: historicalYear(first.year),
      month,
      day,
      time: time ?? '0000',
      precision,
      calendar,
      // A day with a time is said by the precision; anything but plain digits only by EDTF itself.
      edtf: PLAIN.test(edtf) || time ? undefined : edtf,
      end,
    },
    origins: {
      year: date?.edtf ? year : 'CORPUS',
      month: precision === 'YEAR' ? 'FILLER' : originOfPart(date?.edtf, date?.month, 7, finer),
      day:
        precision === 'YEAR' || precision === 'MONTH'
          ? 'FILLER'
          : originOfPart(date?.edtf, date?.day, 10, finer),
      time: time === null ? 'FILLER' : said ? 'SENTENCE' : 'CORPUS',
      ...(PLAIN.test(edtf) || time ? {} : { edtf: finer }),
      ...(end ? { end: date?.end ? 'SENTENCE' : 'CORPUS' } : {}),
    },
  };
}

/** A part stated in the sentence itself is the sentence's, though the rest of the date came from the corpus. */
function originOfPart(
  edtf: string | null | undefined,
  alone: number | undefined,
  length: number,
  otherwise: FieldOrigin,
): FieldOrigin {
  const plain = edtf?.replace(/^-|[~]$/gu, '');
  const stated = plain !== undefined && /^\d{4}(?:-\d\d)*$/u.test(plain) && plain.length >= length;
  return stated || alone !== undefined ? 'SENTENCE' : otherwise;
}

/** The sentence's date takes in the whole of the event's. */
function saysLess(edtf: string, event: CorpusEvent): boolean {
  if (edtf === event.date || event.alsoDated.includes(edtf)) return true;
  const calendar = calendarOf(event);
  const said = readEdtf(edtf, calendar, 'date');
  const known = readEdtf(event.date, calendar, `${event.id}.date`);
  return said.earliest <= known.earliest && said.latest >= known.latest;
}

function endAfter(event: CorpusEvent | undefined, read: EdtfDate, calendar: MomentDraft['calendar']) {
  if (!event?.end) return undefined;
  return readEdtf(event.end, calendar, `${event.id}.end`).latest >= read.latest ? event.end : undefined;
}

function calendarOfEdtf(edtf: string): MomentDraft['calendar'] {
  const [, sign, year, month, day] = /(-?)(\d{4})(?:-(\d\d))?(?:-(\d\d))?/u.exec(edtf)!;
  const astronomical = Number(`${sign}${year}`);
  const monthOrSeason = Math.min(12, Number(month ?? 1));
  return defaultCalendar(historicalYear(astronomical), monthOrSeason, Number(day ?? 1));
}
