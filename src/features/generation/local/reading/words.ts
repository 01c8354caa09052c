import { folded } from '../../../places/domain/folded.js';
import { kindOf, withPhrasesJoined } from './event-words.js';

/** One spelling of dashes, quotes and spaces, so that positions in the text stay the same from here on. */
export function tidied(sentence: string): string {
  return sentence
    .normalize('NFC')
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/[‘’ʼ`´]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words that say nothing about which event is meant. */
const STOP_WORDS = new Set(
  `a an and are as at be been by did do does during for from had happened happens has have he her his how i in into is it its
  me of off on or our over say she show tell that the their them there these they this those to under up upon us was we were
  what when where which who whom why will with year about event moment history historic historical famous date
  please describe generate`.split(/\s+/u),
);

const NUMBER_WORDS: Record<string, string> = { one: '1', two: '2', three: '3' };

/** Words by which events of one kind are numbered: one that differs makes it another event. */
export function isNumbering(word: string): boolean {
  return /^\d|^wwii?$/u.test(word);
}

/** What rulers are numbered by; `regnal1` is the "I" behind a name. */
export function isRegnal(word: string): boolean {
  return /^(?:regnal1|x{0,2}(?:ix|iv|v|vi{1,3}|i{2,3})|x{1,2}i?)$/u.test(word);
}

/** The words of a text by which events are told apart, stemmed: `fall` and `falls` are one. */
export function keyWords(text: string): string[] {
  const plain = folded(
    withPhrasesJoined(text)
      .replace(/\b(?:USA?|U\.S\.(?:A\.)?)(?!\p{L})/gu, 'united states')
      .replace(/\b(?:WWII|WW2|Second World War|World War (?:II|2|Two))\b/giu, 'world war wwii')
      .replace(/\b(?:WWI|WW1|First World War|Great War|World War (?:I|1|One))\b/giu, 'world war wwi')
      .replace(/(?<=\p{Lu}\p{Ll}+ )I(?![\p{L}'])/gu, 'regnal1')
      .replace(/-/gu, ' '),
  );
  return plain
    .split(' ')
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => NUMBER_WORDS[word] ?? stem(word));
}

/** Harbour and harbor, centre and center, organise and organize are one. */
function american(word: string): string {
  if (word.length < 6) return word;
  return word
    .replace(/our(?=s?$)/u, 'or')
    .replace(/tre(?=s?$)/u, 'ter')
    .replace(/is(?=(?:e|es|ed|ing|ation)$)/u, 'iz');
}

/** A crude English stemmer: enough to join a noun and a verb of one event, never letting a stem below four letters. */
export function stem(written: string): string {
  const kind = kindOf(written);
  if (kind) return kind;
  const word = american(written);
  if (/\d/u.test(word) || word.length < 5) return word;
  for (const ending of [
    'ations',
    'ation',
    'ating',
    'ated',
    'ates',
    'ions',
    'ion',
    'ings',
    'ing',
    'ed',
    'es',
    's',
  ]) {
    if (word.endsWith(ending) && word.length - ending.length >= 4)
      return undoubled(word.slice(0, -ending.length));
  }
  return word.endsWith('e') && word.length > 5 ? word.slice(0, -1) : word;
}

function undoubled(word: string): string {
  return /([bdgmnprt])\1$/u.test(word) ? word.slice(0, -1) : word;
}
