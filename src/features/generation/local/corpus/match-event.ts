import { timeOfMinutes } from '../../../moments/domain/calendar.js';
import { readEdtf } from '../../../moments/domain/edtf-reading.js';
import type { Place } from '../places/place.js';
import type { DateReading } from '../reading/read-date.js';
import { isNumbering, keyWords } from '../reading/words.js';
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

interface Entry {
  event: CorpusEvent;
  /** The words of each way to name it. */
  wordings: Set<string>[];
  vocabulary: Set<string>;
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

type Agreement = keyof typeof THRESHOLDS;

export function createMatcher(corpus: Corpus): EventMatcher {
  const entries = [...corpus.events.values()].map((event) => entryOf(event, corpus));
  const weight = rarity(entries);
  return {
    match(words, dateWords, date) {
      const said = new Set(keyWords(words));
      const dated = new Set(keyWords(dateWords));
      if (said.size + dated.size === 0) return {};
      const scored = entries
        .map((entry) => ({ entry, ...scoreOf(entry, said, dated, weight) }))
        .filter(({ name }) => name >= THRESHOLDS.day.name)
        .sort((a, b) => b.total - a.total);
      const passing = scored.flatMap(({ entry, name, sentence, total }) => {
        const agreement = agreementOf(entry.event, date);
        if (agreement === null || (agreement !== 'day' && turnsElsewhere(entry, said))) return [];
        const { name: least, sentence: leastOfSentence } = THRESHOLDS[agreement];
        return name >= least && sentence >= leastOfSentence
          ? [
              {
                event: entry.event,
                confidence: round(Math.min(0.98, 0.5 + total / 4)),
                rank: total + BONUS[agreement],
              },
            ]
          : [];
      });
      const best = passing.sort((a, b) => b.rank - a.rank)[0];
      if (best) return { found: best };
      const namesake = scored.find(
        ({ entry, name, sentence }) =>
          name >= THRESHOLDS.none.name &&
          sentence >= THRESHOLDS.none.sentence &&
          agreementOf(entry.event, date) === null,
      );
      return namesake ? { otherDate: namesake.entry.event } : {};
    },
  };
}

/** Words that make another event of whatever they stand with: the death of Gagarin is not his flight. */
const ANOTHER = new Set(
  keyWords(
    `death birth funeral burial anniversary wedding marriage engagement resignation retirement election film movie novel play
    premiere painting statue monument memorial museum reenactment commemoration biography trial execution coronation
    inauguration second third fourth fifth last`,
  ),
);

function turnsElsewhere({ vocabulary }: Entry, said: Set<string>): boolean {
  return [...said].some((word) => ANOTHER.has(word) && !vocabulary.has(word));
}

const BONUS: Record<Agreement, number> = { none: 0, year: 0.2, day: 0.5 };
const round = (value: number) => Math.round(value * 100) / 100;

function entryOf(event: CorpusEvent, corpus: Corpus): Entry {
  const place = corpus.places.known.byKey(event.place);
  return { event, wordings: wordingsOf(event), vocabulary: vocabularyOf(event, place) };
}

function wordingsOf(event: CorpusEvent): Set<string>[] {
  return [event.name, ...event.aliases].map((name) => new Set(keyWords(name)));
}

/** Every word by which the corpus speaks of an event, stemmed. */
export function vocabularyOf(event: CorpusEvent, place: Place | undefined): Set<string> {
  const around = [
    event.placeThen,
    place?.label,
    place?.region,
    event.summary,
    ...event.figures,
    ...event.tags,
  ];
  return new Set([
    ...wordingsOf(event).flatMap((words) => [...words]),
    ...around.flatMap((text) => keyWords(text?.replaceAll('-', ' ') ?? '')),
  ]);
}

/** The weight of a word: the fewer events know it, the more it tells. A word that none knows weighs most. */
function rarity(entries: Entry[]): (word: string) => number {
  const known = new Map<string, number>();
  for (const { vocabulary } of entries)
    for (const word of vocabulary) known.set(word, (known.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + entries.length / (known.get(word) ?? 1));
}

function scoreOf(
  { wordings, vocabulary }: Entry,
  said: Set<string>,
  dated: Set<string>,
  weight: (word: string) => number,
): { name: number; sentence: number; total: number } {
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weight(word), 0);
  const about = [...said].filter((word) => vocabulary.has(word));
  // A number that is not the event's own makes it another: Apollo 13 is not Apollo 11.
  const foreign = [...said].some((word) => isNumbering(word) && !vocabulary.has(word));
  const sentence = foreign ? 0 : said.size === 0 ? 1 : sum(about) / sum(said);
  // A date can be the event's name: September 11 attacks, Ides of March.
  const has = (word: string) => said.has(word) || dated.has(word);
  let name = 0;
  let overlap = 0;
  for (const words of wordings) {
    const shared = [...words].filter(has);
    const lacksNumber = [...words].some((word) => isNumbering(word) && !has(word));
    // By its date words alone only where they are the whole name.
    const part = sum(shared) / sum(words);
    const covered = lacksNumber || (said.size === 0 && part < 1) ? 0 : part;
    if (covered > name) name = covered;
    // How exactly the wording is the sentence: tells "World War II begins" from "World War II ends in Europe".
    const either = new Set([...words, ...said]);
    overlap = Math.max(overlap, sum(shared) / sum(either));
  }
  return { name, sentence, total: name * 0.6 + sentence * 0.6 + overlap * 0.8 };
}

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
  const said = readEdtf(date.edtf, calendar, 'date');
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

/** Minutes by which "about" may miss: ten years before our era, two in it. */
function slackOf(minutes: number): number {
  const year = timeOfMinutes(minutes, 'JULIAN').year;
  return (year <= 0 ? 10 : 2) * 366 * 1440;
}
