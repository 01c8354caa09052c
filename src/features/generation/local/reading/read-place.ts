import { findPlace, type Places, qualifier } from '../../../places/domain/find-place.js';
import type { Place } from '../../../places/domain/place.js';
import { placeInName } from './place-in-name.js';
import { goesOn, joined, mayBePlace, runLength, type Word, wordsOf } from './place-words.js';
import { READ, type TextSpan } from './text-span.js';

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
  /** Its region or country is named with it. */
  qualified: boolean;
  /** The first words of a longer name, by which it may be anything ("Albert Hall"). */
  doubtful: boolean;
}

const MAX_WORDS = 5;
/** Prepositions of a place, with how surely the event was there and not by it. */
const WHERE: Record<string, number> = {
  in: 1,
  at: 1,
  on: 1,
  inside: 1,
  near: 0,
  off: 0,
  outside: 0,
  around: 0,
  over: 0,
};

const PLACE_NOUN =
  /^(?:city|town|village|hamlet|port|harbou?r|capital|borough|suburbs?|outskirts|streets|walls|gates|docks|parish|district|province|island|isle|bay|gulf|plains?|heights|hills?|monastery|abbey|cathedral|university|bishopric|duchy|kingdom|republic|principality)$/iu;

/** The place a sentence states; `text` is tidied, its date and time masked. Undefined when none can be told. */
export function readPlace(text: string, places: Places): PlaceReading | undefined {
  const { sure, doubtful } = afterPreposition(text, places);
  if (sure?.place.level === 'CITY') return sure;
  const within = withItsCountry(text, places);
  const stated =
    within && (within.place.level === 'CITY' || sure?.place.level !== 'REGION')
      ? within
      : (sure ?? standingAlone(text, places));
  if (stated) return stated;
  const named = placeInName(text, places);
  return named ? { place: named, strength: 'NAMED', spans: [] } : doubtful;
}

/**
 * "in Lisbon, Portugal", "at Kitty Hawk", "on the Moon": cities before countries, then those named with their country,
 * then where it was before what it was near.
 */
function afterPreposition(
  text: string,
  places: Places,
): { sure?: PlaceReading | undefined; doubtful?: PlaceReading | undefined } {
  const words = wordsOf(text);
  const found: { reading: PlaceReading; rank: number; doubtful: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const nearness = WHERE[word.text.toLowerCase()] ?? (isPartOf(words, index) ? 0 : undefined);
    if (nearness === undefined || isTarget(words[index - 1], word)) continue;
    const article = words[index + 1]?.text.toLowerCase() === 'the' ? 1 : 0;
    const phrase = longestPlace(text, words.slice(index + 1 + article), places);
    if (!phrase) continue;
    const { place, start = word.start, end, qualified, doubtful } = phrase;
    const rank = levelRank(place) * 4 + (qualified ? 2 : 0) + nearness;
    found.push({ reading: { place, strength: 'STATED', spans: [{ start, end }] }, rank, doubtful });
  }
  found.sort((a, b) => b.rank - a.rank);
  const first = (doubtful: boolean) => found.find((each) => each.doubtful === doubtful)?.reading;
  return { sure: first(false), doubtful: first(true) };
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

/** "in the harbour of Syracuse", "at the village of Eyam": `of` says where, as the preposition before it does. */
function isPartOf(words: Word[], index: number): boolean {
  if (words[index]!.text !== 'of' || !PLACE_NOUN.test(words[index - 1]?.text ?? '')) return false;
  return words
    .slice(Math.max(0, index - 5), index - 1)
    .some(({ text }) => WHERE[text.toLowerCase()] !== undefined);
}

function levelRank(place: Place): number {
  return { CITY: 2, REGION: 1, COUNTRY: 0 }[place.level];
}

/** The longest run of words from the first on that is a place, with the region and country that follow it. */
function longestPlace(text: string, words: Word[], places: Places): Phrase | undefined {
  const together = runLength(text, words);
  for (let count = Math.min(MAX_WORDS, together); count > 0; count--) {
    const name = words.slice(0, count);
    if (!mayBePlace(name, text)) continue;
    const first = joined(name);
    const last = name.at(-1)!;
    const rest = words.slice(count);
    const wider = following(text, last, rest, places);
    const placed =
      agreed([first], wider, places) ??
      agreed([first], unparted(text, words, count, together, places), places);
    if (placed) return { ...placed, qualified: true, doubtful: false };
    // What was named around it is never dropped for a namesake elsewhere: then it is all that is known.
    const around = agreed([], wider, places);
    if (around) return { ...around, start: last.end, qualified: false, doubtful: false };
    if (wider.length > 0) continue;
    const place = findPlace(places, [first]);
    if (!place) continue;
    return { place, end: last.end, qualified: false, doubtful: goesOn(last, rest[0], text) };
  }
  return undefined;
}

interface Wider {
  name: string;
  end: number;
}

/** The place of a name within as many of the regions and countries after it as agree. */
function agreed(first: string[], wider: Wider[], places: Places): { place: Place; end: number } | undefined {
  for (let used = wider.length; used > 0; used--) {
    const place = findPlace(places, [...first, ...wider.slice(0, used).map(({ name }) => name)]);
    if (place) return { place, end: wider[used - 1]!.end };
  }
  return undefined;
}

/** The region or country that follows without a comma: "Boston Massachusetts". */
function unparted(text: string, words: Word[], count: number, together: number, places: Places): Wider[] {
  for (let to = Math.min(together, count + 3); to > count; to--) {
    const name = words.slice(count, to);
    if (mayBePlace(name, text) && qualifier(places, joined(name)))
      return [{ name: joined(name), end: name.at(-1)!.end }];
  }
  return [];
}

/** Regions and countries after a name, with or without commas. */
function following(text: string, last: Word, words: Word[], places: Places): Wider[] {
  const found: Wider[] = [];
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

/**
 * "the people of Madrid, Spain": a town with its region or country, wherever it stands, or else a region. It stays in the
 * name.
 */
function withItsCountry(text: string, places: Places): PlaceReading | undefined {
  // Where a longer name is a region, its last words are no town: "La Palma, Spain".
  const regions = new Set<number>();
  let region: PlaceReading | undefined;
  for (const match of text.matchAll(
    /(?=((?:\p{Lu}[\p{L}'.-]*)(?: \p{Lu}[\p{L}'.-]*){0,3}), \p{Lu})(?<![\p{L}'.-])/gu,
  )) {
    const words = wordsOf(match[1]!);
    const last = words.at(-1)!;
    const town: Word = { text: match[1]!, start: match.index, end: match.index + last.end };
    const after = wordsOf(text).filter((word) => word.start >= town.end);
    if (regions.has(town.end)) continue;
    const wider = following(text, town, after, places);
    for (let used = wider.length; used > 0; used--) {
      const place = findPlace(places, [match[1]!, ...wider.slice(0, used).map((each) => each.name)]);
      if (!place) continue;
      regions.add(town.end);
      // Between commas the town is no part of the name either.
      const apart = new RegExp(`(?:[,;(${READ}] ?|^)$`, 'u').test(text.slice(0, town.start));
      const spans = [{ start: apart ? town.start : town.end, end: wider[used - 1]!.end }];
      const reading: PlaceReading = { place, strength: 'STATED', spans };
      if (place.level === 'CITY') return reading;
      region ??= reading;
      break;
    }
  }
  return region;
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
      // "…, Wellington, Washington": not the Wellington of another country.
      const next = phrases[to];
      if (next && isBeside(run.at(-1)!, next) && qualifier(places, next.name)) continue;
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

function isBeside(one: { end: number }, next: { start: number }): boolean {
  return next.start - one.end <= 2;
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
