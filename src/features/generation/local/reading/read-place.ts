import { findPlace, type Places, qualifier, townPlace, townsNamed } from '../places/find-place.js';
import type { Place } from '../places/place.js';
import { READ, type TextSpan } from './text-span.js';
import { folded } from './words.js';

/** A place as a sentence states it. */
export interface PlaceReading {
  place: Place;
  /**
   * STATED: the sentence says that it happened there ("in Lisbon, Portugal"). NAMED: the event's name holds the place
   * ("Battle of Jena"), which says less.
   */
  strength: 'STATED' | 'NAMED';
  /** What to leave out of the event's name; empty where the place belongs to the name. */
  spans: TextSpan[];
}

interface Phrase {
  place: Place;
  /** Where it begins, if not with its preposition. */
  start?: number;
  end: number;
}

interface Word {
  text: string;
  start: number;
  end: number;
}

const MAX_WORDS = 5;
const WHERE = new Set(['in', 'at', 'near', 'on', 'off', 'outside', 'inside', 'around', 'over']);
/** Words that are also small towns somewhere and never meant as such after "in" or "at" when written small. */
const NO_TOWN = new Set(
  `battle order march nice most war sea peace love time space action spring summer autumn winter fall street may june
  history office exile prison court church public private secret hand home school university mass orange reading bath
  independence liberty union victory union hope university july august court`.split(/\s+/u),
);

/** The place a sentence states; `text` is tidied, its date and time masked. Undefined when none can be told. */
export function readPlace(text: string, places: Places): PlaceReading | undefined {
  const there = afterPreposition(text, places);
  if (there?.place.level === 'CITY') return there;
  return withItsCountry(text, places) ?? there ?? standingAlone(text, places) ?? inTheName(text, places);
}

/** "in Lisbon, Portugal", "at Kitty Hawk", "on the Moon"; the last such phrase that resolves, cities before countries. */
function afterPreposition(text: string, places: Places): PlaceReading | undefined {
  const words = wordsOf(text);
  const found: PlaceReading[] = [];
  for (const [index, word] of words.entries()) {
    if (!WHERE.has(word.text.toLowerCase()) || isTarget(words[index - 1], word)) continue;
    const article = words[index + 1]?.text.toLowerCase() === 'the' ? 1 : 0;
    const phrase = longestPlace(text, words.slice(index + 1 + article), places);
    if (phrase)
      found.push({
        place: phrase.place,
        strength: 'STATED',
        spans: [{ start: phrase.start ?? word.start, end: phrase.end }],
      });
  }
  return found.sort((a, b) => levelRank(b.place) - levelRank(a.place))[0];
}

/** "war on Germany", "march on Rome": aimed at, not there. */
function isTarget(before: Word | undefined, { text }: Word): boolean {
  return (
    /^on$/iu.test(text) &&
    /^(?:war|wars|attack|attacks|assault|raid|march|advance|ultimatum|sanctions|address|report|paper|treaty)$/iu.test(
      before?.text ?? '',
    )
  );
}

function levelRank(place: Place): number {
  return { CITY: 2, REGION: 1, COUNTRY: 0 }[place.level];
}

/** The longest run of words from the first on that is a place, with the region and country that follow it. */
function longestPlace(text: string, words: Word[], places: Places): Phrase | undefined {
  let fallback: Phrase | undefined;
  for (let count = Math.min(MAX_WORDS, runLength(text, words)); count > 0; count--) {
    const name = words.slice(0, count);
    if (!mayBePlace(name, text)) continue;
    const first = joined(name);
    const rest = words.slice(count);
    const wider = following(text, name.at(-1)!, rest, places);
    for (let used = wider.length; used > 0; used--) {
      const place = findPlace(places, [first, ...wider.slice(0, used).map((each) => each.name)]);
      if (place) return { place, end: wider[used - 1]!.end };
    }
    const outer = wider[0];
    const place = findPlace(places, [outer?.name ?? first]);
    if (place && !outer) return { place, end: name.at(-1)!.end };
    // A region or country that was named is never dropped for a namesake elsewhere: then it is all that is known.
    if (place && outer) fallback ??= { place, start: name.at(-1)!.end, end: outer.end };
  }
  return fallback;
}

/** How many of the words stand together, with nothing but spaces between. */
function runLength(text: string, words: Word[]): number {
  const stop = words.findIndex(
    (word, index) => index > 0 && text.slice(words[index - 1]!.end, word.start) !== ' ',
  );
  return stop < 0 ? words.length : stop;
}

/** Regions and countries after a name, with or without commas. */
function following(text: string, last: Word, words: Word[], places: Places): { name: string; end: number }[] {
  const found: { name: string; end: number }[] = [];
  let rest = words;
  let end = last.end;
  while (rest.length > 0 && found.length < 3) {
    const gap = text.slice(end, rest[0]!.start);
    if (!/^(?:, ?| \(?| in )$/u.test(gap)) break;
    if (rest[0]!.text.toLowerCase() === 'the' || rest[0]!.text === 'in') rest = rest.slice(1);
    let taken = 0;
    for (let count = Math.min(4, runLength(text, rest)); count > 0 && taken === 0; count--) {
      const name = rest.slice(0, count);
      if (mayBePlace(name, text) && qualifier(places, joined(name))) taken = count;
    }
    if (taken === 0) break;
    end = rest[taken - 1]!.end;
    found.push({ name: joined(rest.slice(0, taken)), end });
    rest = rest.slice(taken);
  }
  return found;
}

/** Capitalised as names are; in a sentence without capitals anything but the commonest words. */
function mayBePlace(words: Word[], text: string): boolean {
  const first = words[0]!.text;
  if (!/\p{L}/u.test(first) || /\d/u.test(joined(words))) return false;
  if (/^\p{Lu}/u.test(first)) return /^\p{Lu}/u.test(words.at(-1)!.text);
  const writtenSmall = !/(?<=\P{L})\p{Lu}/u.test(text);
  return writtenSmall && !NO_TOWN.has(folded(joined(words)));
}

/** "the people of Madrid, Spain": a town with its region or country, wherever it stands. The town stays in the name. */
function withItsCountry(text: string, places: Places): PlaceReading | undefined {
  for (const match of text.matchAll(
    /(?=((?:\p{Lu}[\p{L}'.-]*)(?: \p{Lu}[\p{L}'.-]*){0,3}), \p{Lu})(?<![\p{L}'.-])/gu,
  )) {
    const words = wordsOf(match[1]!);
    const last = words.at(-1)!;
    const town: Word = { text: match[1]!, start: match.index, end: match.index + last.end };
    const after = wordsOf(text).filter((word) => word.start >= town.end);
    const wider = following(text, town, after, places);
    for (let used = wider.length; used > 0; used--) {
      const place = findPlace(places, [match[1]!, ...wider.slice(0, used).map((each) => each.name)]);
      if (place?.level !== 'CITY') continue;
      // Between commas the town is no part of the name either.
      const apart = new RegExp(`(?:[,;(${READ}] ?|^)$`, 'u').test(text.slice(0, town.start));
      const spans = [{ start: apart ? town.start : town.end, end: wider[used - 1]!.end }];
      return { place, strength: 'STATED', spans };
    }
  }
  return undefined;
}

/** A phrase between commas, dashes, the date and the sentence's ends that is nothing but a place. */
function standingAlone(text: string, places: Places): PlaceReading | undefined {
  const phrases = [...text.matchAll(new RegExp(`[^,;:()${READ}]+?(?= - |[,;:()${READ}]|$)`, 'gu'))]
    .map((match) => ({
      name: match[0].replace(/^[ -]+|[ .-]+$/gu, ''),
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ name }) => /\p{L}/u.test(name));
  // From the widest run of phrases on: "…, Dallas, Texas, USA" before "…, Texas, USA".
  for (let from = phrases.length > 1 ? 0 : 1; from < phrases.length; from++) {
    for (let to = Math.min(phrases.length, from + 4); to > from; to--) {
      const run = phrases.slice(from, to);
      if (
        run.length === phrases.length ||
        !run.every(({ name }) => /^\p{Lu}/u.test(name) || !/\p{Lu}/u.test(text.slice(1)))
      )
        continue;
      if (run.some(({ name }) => name.split(' ').length > MAX_WORDS)) continue;
      const place = placeOfPhrases(
        run.map(({ name }) => name),
        places,
      );
      if (place)
        return { place, strength: 'STATED', spans: [{ start: run[0]!.start, end: run.at(-1)!.end }] };
    }
  }
  return countryAtTheEnd(text, phrases, places);
}

/** One phrase can hold the place and its country: "Lisbon Portugal". */
function placeOfPhrases(names: string[], places: Places): Place | undefined {
  const place = findPlace(places, names);
  if (place || names.length > 1) return place;
  const words = names[0]!.split(' ');
  for (let count = 1; count < words.length; count++) {
    const split = findPlace(places, [words.slice(0, count).join(' '), words.slice(count).join(' ')]);
    if (split) return split;
  }
  return undefined;
}

/** "Signing of a treaty Lisbon Portugal": a place right before its own country at the end of a phrase. */
function countryAtTheEnd(
  text: string,
  phrases: { name: string; start: number; end: number }[],
  places: Places,
): PlaceReading | undefined {
  for (const phrase of phrases) {
    const words = wordsOf(text).filter((word) => word.start >= phrase.start && word.end <= phrase.end);
    for (let from = 1; from < words.length - 1; from++) {
      if (!/^\p{Lu}/u.test(words[from]!.text)) continue;
      const place = placeOfPhrases([joined(words.slice(from))], places);
      if (place && place.level === 'CITY')
        return { place, strength: 'STATED', spans: [{ start: words[from]!.start, end: words.at(-1)!.end }] };
    }
  }
  return undefined;
}

const OF_PLACE =
  /\b(?:battle|siege|treaty|peace|fall|sack|capture|bombing|burning|founding|foundation|liberation|relief|occupation|invasion|conquest|council|congress|diet|edict|union|declaration|accords?|conference|earthquake|fire|massacre|defen[cs]e|surrender|bombardment|storming|evacuation|destruction|university) (?:of|at) (?:the )?((?:\p{Lu}[\p{L}'.-]*)(?: (?:de|del|la|le|el|do|da|\p{Lu}[\p{L}'.-]*))*)/iu;
const PLACE_EVENT =
  /((?:\p{Lu}[\p{L}'-]*)(?: \p{Lu}[\p{L}'-]*)*) (?:earthquake|fire|flood|riots?|uprising|massacre|bombings?|siege|olympics|olympic games|conference|summit|strike|tsunami|blitz|rebellion|mutiny|plague|commune|protests?|airlift|blockade|accords?|world's fair|marathon|crisis|explosion|eruption)\b/iu;

/** Ten times the people of the next of that name: then the name alone says which. */
const DOMINANCE = 10;

function inTheName(text: string, places: Places): PlaceReading | undefined {
  const name = OF_PLACE.exec(text)?.[1] ?? PLACE_EVENT.exec(text)?.[1];
  if (!name || !/^\p{Lu}/u.test(name)) return undefined;
  const words = name.replace(/'s$/u, '').split(' ');
  for (let from = 0; from < words.length; from++) {
    const place = unmistakable(words.slice(from).join(' '), places);
    if (place) return { place, strength: 'NAMED', spans: [] };
  }
  return undefined;
}

function unmistakable(name: string, places: Places): Place | undefined {
  const known = places.known.byName(name);
  if (known.length === 1) return known[0];
  if (places.countries.codesOf(name).length === 1) return findPlace(places, [name]);
  const [first, second] = townsNamed(places, name);
  if (!first || first.population < DOMINANCE * (second?.population ?? 0) || first.population < 10_000)
    return undefined;
  return townPlace(places, first, 0.6);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}'.-]+/gu)].map((match) => {
    // A full stop belongs to abbreviations (St. Louis, D.C.), not to the end of a sentence.
    const word = /^(?:\p{L}\.)+$|^(?:st|mt|ft)\.$/iu.test(match[0])
      ? match[0]
      : match[0].replace(/[.'-]+$/u, '');
    return { text: word, start: match.index, end: match.index + word.length };
  });
}

function joined(words: Word[]): string {
  return words.map((word) => word.text).join(' ');
}
