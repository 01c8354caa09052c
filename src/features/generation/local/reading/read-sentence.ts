import type { Places } from '../../../places/domain/find-place.js';
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
  place(): PlaceReading | undefined;
  /** Name of the event, without the place that the sentence states; null when it does not say what happened. */
  name(): string | null;
}

/** Throws UNRESOLVED for a date or time that cannot exist. */
export function readSentence(sentence: string, places: Places): SentenceReading {
  const text = tidied(sentence);
  const clock = readClock(text);
  const untimed = clock ? masked(text, clock.spans) : text;
  const date = readDate(untimed);
  const undated = date ? masked(untimed, date.spans) : untimed;
  let place: { reading: PlaceReading | undefined } | undefined;
  const readOnce = () => {
    place ??= { reading: readPlace(undated, places) };
    return place.reading;
  };
  return {
    date,
    clock,
    words: undated,
    dateWords: (date?.spans ?? []).map(({ start, end }) => untimed.slice(start, end)).join(' '),
    place: readOnce,
    name: () => eventName(masked(undated, readOnce()?.spans ?? [])),
  };
}
