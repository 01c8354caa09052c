import { diceCoefficient } from 'dice-coefficient';
import { bigram } from 'n-gram';
import { slugify } from './slug.js';

/** From here on two names of one day and place are taken for one event's; tried on the pairs of the unit test. */
export const ALIKE_FROM = 0.7;

/** Words that say nothing about what happened, in the languages that names are mostly written in. */
const SMALL_WORDS = new Set(
  'a an and at by for from in into is are was were of on or the to with as de la le el los las les du des der die das und et y di do da'.split(
    ' ',
  ),
);
const NUMBERING = /^(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|[ivx]{1,5})$/u;

interface Words {
  words: { word: string; pairs: string[] }[];
  numbers: string[];
}

/**
 * How alike other names are to this one, 0 to 1: the share of words that have a near counterpart in the other (by their
 * pairs of letters, so that "fall" and "falls" are near), of both names together and of the shorter one. Case, marks and
 * order do not matter; names that number differently ("Apollo 11", "Apollo 12") are not alike at all.
 */
export function likenessTo(name: string): (otherName: string) => number {
  const one = wordsOf(name);
  return (otherName) => {
    const other = wordsOf(otherName);
    if (one.words.length === 0 || other.words.length === 0) return 0;
    if (numberedDifferently(one, other)) return 0;
    const nearness = one.words.map((a) => other.words.map((b) => near(a, b)));
    const inOther = nearness.map((row) => Math.max(...row));
    const inOne = other.words.map((_, i) => Math.max(...nearness.map((row) => row[i]!)));
    return (mean([...inOther, ...inOne]) + Math.max(mean(inOther), mean(inOne))) / 2;
  };
}

function wordsOf(name: string): Words {
  const words = [...new Set(slugify(name).split('-'))].filter(
    (word) => word !== '' && !SMALL_WORDS.has(word),
  );
  return {
    words: words.map((word) => ({ word, pairs: word.length === 1 ? [word] : bigram(word) })),
    numbers: words.filter((word) => NUMBERING.test(word)),
  };
}

function numberedDifferently({ numbers }: Words, other: Words): boolean {
  if (numbers.length === 0 || other.numbers.length === 0) return false;
  return !numbers.some((number) => other.numbers.includes(number));
}

function near(a: Words['words'][number], b: Words['words'][number]): number {
  return a.word === b.word ? 1 : diceCoefficient(a.pairs, b.pairs);
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
