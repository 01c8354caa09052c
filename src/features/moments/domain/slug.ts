import anyAscii from 'any-ascii';

/** What sets letters of one word apart without ending it: apostrophes, primes, and the hamza, ayn and okina of romanised names. */
const APOSTROPHES = /['’‘‛`´′＇\u02b9-\u02bf\u02c8]/gu;

/**
 * The path segment of a name: compatibility-decomposed (NFKD), marks dropped, `&` read as "and", apostrophes and
 * parentheses dropped, everything else that is not a–z or 0–9 a hyphen. Latin letters that Unicode does not decompose
 * (ø ł ß æ þ) are spelled as any-ascii spells them. Other scripts are left out rather than guessed at, since a
 * transcription without its language makes different names one: the result is then empty.
 */
export function slugify(text: string): string {
  return text
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/&/gu, ' and ')
    .replace(/[()]/gu, '')
    .replace(/\p{Script=Latin}/gu, (letter) => anyAscii(letter))
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

const SMALL_WORDS = new Set('a an and as at by for from in into of on or the to upon with'.split(' '));

/** A readable name of a slug: `fall-of-the-berlin-wall` is "Fall of the Berlin Wall". */
export function titleFromSlug(slug: string): string {
  return slug
    .split('-')
    .map((word, index) =>
      index > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
}

/** The text by which two spellings of a tag or name are one: trimmed, NFC, lower case, single spaces. */
export function foldedName(text: string): string {
  return text.trim().normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
}

/**
 * The key by which figures are one: the slug, so that "Simón Bolívar" and "Simon Bolivar" are the same person. A name
 * with letters of another script keeps its folded text, since its slug would lose them.
 */
export function figureKey(name: string): string {
  const foreign = /(?!\p{Script=Latin})[\p{L}\p{N}]/u.test(
    name.normalize('NFKD').replace(/[0-9\p{Lm}]/gu, ''),
  );
  return (foreign ? '' : slugify(name)) || foldedName(name);
}
