import { yearWord } from './date-words.js';
import { slugify } from './slug.js';

/** What the full-text index of moments leaves out: the stop words of Lucene's English set. */
export const LEFT_OUT = new Set(
  'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
);
/** From so many letters a word may differ in one, and in two: "launches" is "launch". */
const ONE_TYPO_FROM = 5;
const TWO_TYPOS_FROM = 8;

/**
 * What finds in the full-text index the moments of a year whose name has all words of this one ("Berlin Wall falls" finds
 * "Fall of the Berlin Wall"), in Lucene's syntax. null for a name of a single word, which says too little.
 */
export function nameQuery(name: string, year: number): string | null {
  const words = [...new Set(slugify(name).split('-'))].filter((word) => word !== '' && !LEFT_OUT.has(word));
  if (words.length < 2) return null;
  const inName = words.map((word) => `+name:${word}${typosOf(word)}`);
  return [...inName, `+dateWords:${yearWord(year)}`].join(' ');
}

function typosOf(word: string): string {
  if (/\d/.test(word) || word.length < ONE_TYPO_FROM) return '';
  return word.length < TWO_TYPOS_FROM ? '~1' : '~2';
}
