import { folded } from '../../../places/domain/folded.js';

/** A word of a sentence and where it stands. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** Words that are also small towns somewhere and never meant as such after "in" or "at" when written small. */
const NO_TOWN = new Set(
  `battle order march nice most war sea peace love time space action spring summer autumn winter fall street may june
  history office exile prison court church public private secret hand home school university mass orange reading bath
  independence liberty union victory union hope university july august court`.split(/\s+/u),
);

/** What a building or a street is called: the word before it is its name, not a town. */
const BUILDINGS =
  /^(?:hall|house|square|station|street|road|avenue|lane|bridge|gardens?|palace|stadium|castle|cathedral|church|chapel|abbey|priory|tower|park|college|school|theat(?:re|er)|opera|museum|gallery|hotel|inn|airport|airfield|hospital|prison|jail|gaol|court|gate|docks?|pier|barracks|fort|fortress|arena|cemetery|library|monastery|mosque|temple|synagogue|factory|works|mill|market|terrace|row|place|plaza|building|club|cafe|café|studios?)$/iu;

/** Whether a name goes on after its first words: the Albert of "Albert Hall" is no place. */
export function goesOn(last: Word, next: Word | undefined, text: string): boolean {
  if (!next || text.slice(last.end, next.start) !== ' ') return false;
  return BUILDINGS.test(next.text) || (/^\p{Lu}/u.test(last.text) && /^\p{Lu}/u.test(next.text));
}

/** How many of the words stand together, with nothing but spaces between. */
export function runLength(text: string, words: Word[]): number {
  const stop = words.findIndex(
    (word, index) => index > 0 && text.slice(words[index - 1]!.end, word.start) !== ' ',
  );
  return stop < 0 ? words.length : stop;
}

/** Capitalised as names are; in a sentence without capitals anything but the commonest words. */
export function mayBePlace(words: Word[], text: string): boolean {
  const first = words[0]!.text;
  if (!/\p{L}/u.test(first) || /\d/u.test(joined(words))) return false;
  // "Deir ez-Zor" ends as a name does too.
  if (/^\p{Lu}/u.test(first)) return /^(?:\p{Ll}+-)?\p{Lu}/u.test(words.at(-1)!.text);
  const writtenSmall = !/(?<=\P{L})\p{Lu}/u.test(text);
  return writtenSmall && !NO_TOWN.has(folded(joined(words)));
}

export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}'.-]+/gu)].map((match) => {
    // A full stop belongs to abbreviations (St. Louis, D.C.), not to the end of a sentence.
    const word = /^(?:\p{L}\.)+$|^(?:st|mt|ft)\.$/iu.test(match[0])
      ? match[0]
      : match[0].replace(/[.'-]+$/u, '');
    return { text: word, start: match.index, end: match.index + word.length };
  });
}

export function joined(words: Word[]): string {
  return words.map((word) => word.text).join(' ');
}
