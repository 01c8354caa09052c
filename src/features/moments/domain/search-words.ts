import { createHash } from 'node:crypto';
import anyAscii from 'any-ascii';

/** Lower case, Latin letters without their marks, as the full-text index's analyzer folds them. */
export function foldedLatin(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(\p{Script=Latin})\p{M}*/gu, (_, letter: string) => anyAscii(letter))
    .replace(/[’‘ʼ]/gu, "'")
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .toLowerCase();
}

/** Words of a folded text as the index's tokenizer (Unicode Annex 29) parts them. */
export function wordsOf(text: string): string[] {
  const apart = text.replace(/[\p{Script=Han}\p{Script=Hiragana}]/gu, ' $& ');
  return (
    apart.match(
      /[\p{L}\p{N}\p{M}_]+(?:(?:(?<=\p{L})['.](?=\p{L})|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{N}\p{M}_]+)*/gu,
    ) ?? []
  );
}

const LEAST_SHORT = 31;
const CHARACTERS_A_STEP = 3;

/** Words that each stand for a binary digit of the order of hits, and what it is worth: how short a name is, then a lot. */
export const ORDER_DIGITS: ReadonlyMap<string, number> = new Map([
  ...[16, 8, 4, 2, 1].map((digit) => [`short${digit}`, digit * 16] as const),
  ...[8, 4, 2, 1].map((digit) => [`lot${digit}`, digit] as const),
]);
/** All digits together come to less. */
export const ORDERS = 512;

/** One word for the whole of a name, the same for every spelling that differs by case, marks or punctuation alone. */
export function nameWord(name: string): string {
  const words = wordsOf(foldedLatin(name)).join(' ');
  return `name${createHash('sha256').update(words).digest('hex').slice(0, 16)}`;
}

/**
 * The words by which the full-text index puts what it finds in order by itself, so that nothing else need be read of what
 * is not on the page: how short the name is, a lot drawn from the id so that few have the same rank, and the whole name.
 */
export function rankWords({ name, id }: { name: string; id: string }): string {
  const short = LEAST_SHORT - Math.min(LEAST_SHORT, Math.floor(name.length / CHARACTERS_A_STEP));
  const order = short * 16 + Number.parseInt(id.slice(-1), 16);
  const digits = [...ORDER_DIGITS].filter(([, worth]) => order & worth).map(([word]) => word);
  return [...digits, nameWord(name)].join(' ');
}
