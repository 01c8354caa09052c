import { diceCoefficient } from 'dice-coefficient';
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

/**
 * How alike two names are, 0 to 1: the share of words that have a near counterpart in the other (by their pairs of letters,
 * so that "fall" and "falls" are near), of both names together and of the shorter one. Case, marks and order do not
 * matter; names that number differently ("Apollo 11", "Apollo 12") are not alike at all.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const [numbersA, numbersB] = [a, b].map((words) => words.filter((word) => NUMBERING.test(word)));
  if (numbersA!.length > 0 && numbersB!.length > 0 && !numbersA!.some((word) => numbersB!.includes(word))) {
    return 0;
  }
  const [inB, inA] = [nearness(a, b), nearness(b, a)];
  const together = (inB + inA) / (a.length + b.length);
  const contained = Math.max(inB / a.length, inA / b.length);
  return (together + contained) / 2;
}

function wordsOf(name: string): string[] {
  return [...new Set(slugify(name).split('-'))].filter((word) => word !== '' && !SMALL_WORDS.has(word));
}

function nearness(words: string[], others: string[]): number {
  return words.reduce(
    (sum, word) =>
      sum + Math.max(...others.map((other) => (word === other ? 1 : diceCoefficient(word, other)))),
    0,
  );
}
