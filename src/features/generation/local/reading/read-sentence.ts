import { type Places, withoutVillages } from '../../../places/domain/find-place.js';
import { placesAt } from '../../../places/domain/places-at.js';
import { eventName } from './event-name.js';
import { type ClockReading, readClock } from './read-clock.js';
import { type DateReading, readDate } from './read-date.js';
import { type PlaceReading, readPlace } from './read-place.js';
import { masked } from './text-span.js';
import { tidied } from './words.js';

/** What a sentence says by itself. */
export interface SentenceReading {
  date?: DateReading;
  clock?: ClockReading;
  /** The sentence without its date and time, by which an event is recognised. */
  words: string;
  /** The words read as its date; empty without one. */
  dateWords: string;
  /** Read when asked for: only what the corpus does not place needs the gazetteer. */
  town(): PlaceReading | undefined;
  /** Likewise, with villages and the many names of towns; they take longer to search. */
  place(): PlaceReading | undefined;
  /** Name of the event, without the place that the sentence states; null when it does not say what happened. */
  name(): string | null;
}

const LACKS_SUBJECT = /^(?:is|was|are|were|has|had|becomes?|became|falls|fell|surrenders|surrendered)\b/iu;

/** Throws UNRESOLVED for a date or time that cannot exist. */
export function readSentence(sentence: string, places: Places): SentenceReading {
  const text = tidied(sentence);
  const clock = readClock(text);
  const untimed = clock ? masked(text, clock.spans) : text;
  const date = readDate(untimed);
  const undated = date ? masked(untimed, date.spans) : untimed;
  const then = date?.edtf ? placesAt(places, firstYear(date.edtf)) : places;
  const town = once(() => readPlace(undated, withoutVillages(then)));
  const place = once(() => {
    const first = town();
    return first?.strength === 'STATED' && first.place.level === 'CITY' ? first : readPlace(undated, then);
  });
  return {
    date,
    clock,
    words: undated,
    dateWords: (date?.spans ?? []).map(({ start, end }) => untimed.slice(start, end)).join(' '),
    town,
    place,
    name: () => {
      const name = eventName(masked(undated, place()?.spans ?? []));
      // "St. Augustine, Florida is founded": the place is what it happened to.
      return name && LACKS_SUBJECT.test(name) ? eventName(undated) : name;
    },
  };
}

function once<T>(read: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => {
    kept ??= { value: read() };
    return kept.value;
  };
}

function firstYear(edtf: string): number {
  return Number(/-?\d{4}/u.exec(edtf.replaceAll('X', '0'))?.[0]);
}
