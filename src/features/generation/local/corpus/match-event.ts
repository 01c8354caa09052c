import { type Calendar, timeOfMinutes } from '../../../moments/domain/calendar.js';
import { type EdtfDate, readEdtf } from '../../../moments/domain/edtf-reading.js';
import { ANOTHER_EVENT } from '../reading/event-words.js';
import type { DateReading } from '../reading/read-date.js';
import { keyWords } from '../reading/words.js';
import { type Candidate, createEventIndex } from './event-index.js';
import { type Corpus, calendarOf, spanOfEvent } from './load-corpus.js';
import type { CorpusEvent } from './schema.js';

/** Tells which event a sentence means. */
export interface EventMatcher {
  /** `words` is the sentence without its date and time, `dateWords` what was read as the date. */
  match(words: string, dateWords: string, date: DateReading | undefined): MatchResult;
}

export interface MatchResult {
  /** The event meant, with how sure that is (0–1). */
  found?: { event: CorpusEvent; confidence: number };
  /** The event whose name the sentence has, though at a date that is not its own. */
  otherDate?: CorpusEvent;
}

/**
 * How much of a name must be in the sentence, and how much of the sentence must be about the event, in weight of rare
 * words, by how closely the sentence's date confirms it. Set by hand on the sentences of the tests: lower lets namesakes
 * in ("Assassination of Robert Kennedy" for John), higher loses plain rewordings.
 */
const THRESHOLDS = {
  none: { name: 0.8, sentence: 0.72 },
  year: { name: 0.7, sentence: 0.6 },
  day: { name: 0.5, sentence: 0.45 },
} as const;

/** Told by its circumstances ("The Titanic hits an iceberg"): nearly all of the sentence is about it, if less of a name. */
const RETOLD = { words: 2, name: 0.6, sentence: 0.95 } as const;
/** The weight of a word that one event in a hundred is told with: "revolution" alone names none. */
const LEAST_SAID = Math.log(1 + 100);
const LEAST_NAME = 0.5;
const ANOTHER = new Set(keyWords(ANOTHER_EVENT.join(' ')));

type Agreement = keyof typeof THRESHOLDS;

export function createMatcher(corpus: Corpus): EventMatcher {
  const index = createEventIndex(corpus);
  return {
    match(words, dateWords, date) {
      const said = new Set(keyWords(words));
      const dated = new Set(keyWords(dateWords));
      const candidates = index
        .candidates(words, said, dated, LEAST_NAME)
        .map((candidate) => ({ ...candidate, agreement: agreementOf(candidate.event, date) }));
      const best = candidates
        .filter(
          ({ agreement, ...candidate }) =>
            agreement !== null &&
            isMeant(candidate, agreement, said.size) &&
            !turnsElsewhere(candidate, agreement, said) &&
            !isOtherEnd(candidate, said),
        )
        .sort((a, b) => total(b) + BONUS[b.agreement!] - total(a) - BONUS[a.agreement!])[0];
      if (best)
        return { found: { event: best.event, confidence: round(Math.min(0.98, 0.5 + total(best) / 4)) } };
      const namesake = candidates
        .filter((candidate) => candidate.agreement === null && isMeant(candidate, 'none', said.size))
        .sort((a, b) => total(b) - total(a))[0];
      return namesake ? { otherDate: namesake.event } : {};
    },
  };
}

function isMeant({ name, sentence, said, exact }: Candidate, agreement: Agreement, words: number): boolean {
  if (agreement === 'none' && words > 0 && said < LEAST_SAID && !exact) return false;
  const least = THRESHOLDS[agreement];
  if (name >= least.name && sentence >= least.sentence) return true;
  return agreement === 'none' && words >= RETOLD.words && name >= RETOLD.name && sentence >= RETOLD.sentence;
}

/** A word of another kind of event must be one of the event's names; where the year confirms it, anywhere in its entry. */
function turnsElsewhere(
  { named, knows }: Candidate,
  agreement: Agreement,
  said: ReadonlySet<string>,
): boolean {
  if (agreement === 'day') return false;
  const own = agreement === 'year' ? knows : named;
  return [...said].some((word) => ANOTHER.has(word) && !own(word));
}

/** How what lasted came to its end, or began where the corpus has its end, is another event. */
function isOtherEnd({ event, named, knows }: Candidate, said: ReadonlySet<string>): boolean {
  if (said.has('end') && !said.has('begin'))
    return event.end ? !named('end') : !knows('end') && named('begin');
  return said.has('begin') && !said.has('end') && named('end') && !named('begin');
}

const BONUS: Record<Agreement, number> = { none: 0, year: 0.2, day: 0.5 };
const round = (value: number) => Math.round(value * 100) / 100;
const total = ({ name, sentence, overlap }: Candidate) => name * 0.6 + sentence * 0.6 + overlap * 0.8;

/**
 * How the sentence's date stands to the event's: `none` where it has none, null where it is another date. An event
 * dated "about" allows a few years; the days it lasted, and its dates of other calendars, are its own.
 */
export function agreementOf(event: CorpusEvent, date: DateReading | undefined): Agreement | null {
  if (!date) return 'none';
  const calendar = calendarOf(event);
  const { earliest, latest, until } = spanOfEvent(event);
  if (date.edtf === null) {
    const first = timeOfMinutes(earliest, calendar);
    const fits = (month: number, day: number) => month === date.month && day === date.day;
    const also = event.alsoDated.some((text) => fits(Number(text.slice(-5, -3)), Number(text.slice(-2))));
    return fits(first.month, first.day) || also ? 'day' : null;
  }
  const said = spanSaid(date, date.edtf, date.calendar ?? calendar);
  const slack = /[~%]/u.test(event.date + date.edtf) ? slackOf(said.earliest) : 0;
  const dayly = said.latest - said.earliest < 3 * 1440;
  const within = (from: number, to: number) => said.earliest <= to + slack && said.latest >= from - slack;
  const also = event.alsoDated.map((text) => readEdtf(text, calendar, 'alsoDated'));
  if (
    !within(earliest, Math.max(latest, until)) &&
    !also.some((other) => within(other.earliest, other.latest))
  )
    return null;
  return dayly ? 'day' : 'year';
}

/** Read once for each sentence and calendar: it is held against the dates of many events. */
const spansSaid = new WeakMap<DateReading, Partial<Record<Calendar, EdtfDate>>>();

function spanSaid(date: DateReading, edtf: string, calendar: Calendar): EdtfDate {
  const known = spansSaid.get(date) ?? {};
  spansSaid.set(date, known);
  known[calendar] ??= readEdtf(edtf, calendar, 'date');
  return known[calendar];
}

/** Minutes by which "about" may miss: ten years before our era, two in it. */
function slackOf(minutes: number): number {
  const year = timeOfMinutes(minutes, 'JULIAN').year;
  return (year <= 0 ? 10 : 2) * 366 * 1440;
}
