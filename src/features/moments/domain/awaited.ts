import type { OtherMoment } from '../../generation/domain/generator.js';
import { LEFT_OUT } from './name-query.js';
import { slugify } from './slug.js';

/** A moment that has just been generated. */
export interface Arrived {
  id: string;
  slug: string;
  year: number;
}

/** Keys of one generation at most. */
const MOST = 24;

/**
 * What the links to these moments wait for: the path of a moment, or its year with the longest word of its name, which
 * the slug of the moment meant has too. A subject needs none: its own generation names the link from the other end.
 */
export function awaitedKeys(others: readonly OtherMoment[]): string[] {
  const keys = others.flatMap((other) => {
    if ('path' in other) return [other.path];
    if ('subject' in other) return [];
    const [longest] = wordsOf(other.name).sort((a, b) => b.length - a.length);
    return longest ? [`${other.year} ${longest}`] : [];
  });
  return [...new Set(keys)].slice(0, MOST);
}

/** Whether it is of the year and its name has all the words; one word says it only where there is no other. */
export function isNamed({ slug, year }: Arrived, other: OtherMoment): boolean {
  if (!('name' in other) || other.year !== year) return false;
  const words = wordsOf(other.name);
  const has = new Set(slug.split('-'));
  return slugify(other.name) === slug || (words.length > 1 && words.every((word) => has.has(word)));
}

function wordsOf(name: string): string[] {
  return slugify(name)
    .split('-')
    .filter((word) => word !== '' && !LEFT_OUT.has(word));
}
