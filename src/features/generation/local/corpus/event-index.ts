import { folded } from '../../../places/domain/folded.js';
import type { Place } from '../../../places/domain/place.js';
import { ORDINALS } from '../reading/event-words.js';
import { isNumbering, isRegnal, keyWords } from '../reading/words.js';
import type { Corpus } from './load-corpus.js';
import type { CorpusEvent } from './schema.js';

/** The words by which events are known, and in which of their names each stands. */
export interface EventIndex {
  /**
   * The events of which at least `leastName` of a name is said, with how well they fit. `said` are the words of the
   * sentence (`text`), `dated` those of its date.
   */
  candidates(
    text: string,
    said: ReadonlySet<string>,
    dated: ReadonlySet<string>,
    leastName: number,
  ): Candidate[];
}

export interface Candidate {
  event: CorpusEvent;
  /** How much of a name is in the sentence, 0–1, by the weight of rare words. */
  name: number;
  /** The sentence is a name of the event, word for word. */
  exact: boolean;
  /** How much the sentence says at all: the weight of its words. */
  said: number;
  /** How much of the sentence is about the event, 0–1. */
  sentence: number;
  /** How exactly one of the names is the sentence, 0–1: tells "World War II begins" from "World War II ends". */
  overlap: number;
  /** Whether a word is in one of the event's names or tags. */
  named(word: string): boolean;
  /** Whether the corpus speaks of the event with it. */
  knows(word: string): boolean;
}

interface Entry {
  event: CorpusEvent;
  vocabulary: Set<string>;
  names: Set<string>;
  exactNames: Set<string>;
  /** Words of where it was. */
  whereabouts: Set<string>;
}

interface Wording {
  entry: Entry;
  words: Set<string>;
  numbers: string[];
  weight: number;
}

export function createEventIndex(corpus: Corpus): EventIndex {
  const entries = [...corpus.events.values()].map((event) => entryOf(event, corpus));
  const weight = rarity(entries);
  const sum = (words: Iterable<string>) => {
    let total = 0;
    for (const word of words) total += weight(word);
    return total;
  };
  const wordings = entries.flatMap((entry) =>
    wordingsOf(entry.event).map((words): Wording => {
      return { entry, words, numbers: [...words].filter(setsApart), weight: sum(words) };
    }),
  );
  const withWord = new Map<string, number[]>();
  for (const [index, { words }] of wordings.entries())
    for (const word of words) {
      const others = withWord.get(word);
      if (others) others.push(index);
      else withWord.set(word, [index]);
    }

  return {
    candidates(text, said, dated, leastName) {
      const whole = folded(text);
      const has = (word: string) => said.has(word) || dated.has(word);
      const shared = new Float64Array(wordings.length);
      const sharedWithSaid = new Float64Array(wordings.length);
      const touched: number[] = [];
      for (const word of new Set([...said, ...dated])) {
        const weighs = weight(word);
        for (const index of withWord.get(word) ?? []) {
          if (shared[index] === 0) touched.push(index);
          shared[index]! += weighs;
          if (said.has(word)) sharedWithSaid[index]! += weighs;
        }
      }
      const saidWeight = sum(said);
      const found = new Map<Entry, Candidate>();
      for (const index of touched.sort((one, other) => one - other)) {
        const { entry, words, numbers, weight: most } = wordings[index]!;
        const part = shared[index]! / most;
        if (part < leastName || numbers.some((number) => !has(number)) || isOpposite(words, said)) continue;
        // A date can be the event's name (September 11 attacks, Ides of March), but no part of one by itself.
        if (sharedWithSaid[index] === 0 && ![...words].every(has)) continue;
        const overlap = shared[index]! / (most + saidWeight - sharedWithSaid[index]!);
        const other = found.get(entry);
        if (other) {
          other.name = Math.max(other.name, part);
          other.overlap = Math.max(other.overlap, overlap);
        } else {
          const sentence = aboutEvent(entry, said);
          const named = (word: string) => entry.names.has(word);
          const knows = (word: string) => entry.vocabulary.has(word);
          const exact = entry.exactNames.has(whole);
          found.set(entry, {
            event: entry.event,
            exact,
            said: saidWeight,
            name: part,
            overlap,
            sentence,
            named,
            knows,
          });
        }
      }
      return [...found.values()];
    },
  };

  function aboutEvent(entry: Entry, said: ReadonlySet<string>): number {
    const { vocabulary, whereabouts } = entry;
    if (said.size === 0) return 1;
    const words = [...said];
    // A number that is not the event's own makes it another: Apollo 13 is not Apollo 11.
    if (words.some((word) => (isNumbering(word) || isRegnal(word)) && isForeign(word, entry))) return 0;
    // The same place on the same day is not yet the same event.
    const what = words.filter((word) => !whereabouts.has(word));
    if (what.length > 0 && !what.some((word) => vocabulary.has(word))) return 0;
    return sum(words.filter((word) => vocabulary.has(word))) / sum(words);
  }
}

/** Napoleon I is Napoleon; Elizabeth I is not Elizabeth II. */
function isForeign(word: string, { vocabulary, names }: Entry): boolean {
  if (vocabulary.has(word)) return false;
  return word !== 'regnal1' || [...names].some(isRegnal);
}

/** "Start of the war" is not what is called its end. */
function isOpposite(words: ReadonlySet<string>, said: ReadonlySet<string>): boolean {
  const only = (one: string, other: string) =>
    words.has(one) && !words.has(other) && said.has(other) && !said.has(one);
  return only('end', 'begin') || only('begin', 'end');
}

/** A word without which the rest of a name means another event: Apollo 13, the last man on the Moon. */
function setsApart(word: string): boolean {
  return isNumbering(word) || ORDINALS.has(word);
}

function entryOf(event: CorpusEvent, corpus: Corpus): Entry {
  const place = corpus.places.known.byKey(event.place);
  const names = [event.name, ...event.aliases, ...event.tags.map(spaced)];
  const whereabouts = [event.placeThen, place?.label, place?.region, ...(place?.names ?? [])];
  return {
    event,
    vocabulary: vocabularyOf(event, place),
    names: wordsOf(names),
    exactNames: new Set([event.name, ...event.aliases].map(folded)),
    whereabouts: wordsOf(whereabouts.map(spaced)),
  };
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
  return wordsOf([event.name, ...event.aliases, ...around.map(spaced)]);
}

function wordingsOf(event: CorpusEvent): Set<string>[] {
  return [event.name, ...event.aliases].map((name) => new Set(keyWords(name)));
}

function wordsOf(texts: string[]): Set<string> {
  return new Set(texts.flatMap(keyWords));
}

function spaced(text: string | undefined): string {
  return text?.replaceAll('-', ' ') ?? '';
}

/** The weight of a word: the fewer events know it, the more it tells. A word that none knows weighs most. */
function rarity(entries: Entry[]): (word: string) => number {
  const known = new Map<string, number>();
  for (const { vocabulary } of entries)
    for (const word of vocabulary) known.set(word, (known.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + entries.length / (known.get(word) ?? 1));
}
