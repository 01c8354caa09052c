import { MONTHS } from '../../src/features/moments/domain/path.js';

const PLACES = [
  'portugal/lisbon/lisbon',
  'portugal/porto/porto',
  'spain/madrid/madrid',
  'france/ile-de-france/paris',
];

export interface Described {
  path: string;
  metadata: { tags: string[]; figures: string[]; era: string };
  visibility: 'PUBLIC' | 'PRIVATE';
}

/** The moment of that number; those of one name come in the order of time, and share what links are derived from. */
export function moment(name: string, number: number): Described {
  const two = (value: number) => String(value).padStart(2, '0');
  const year = 1600 + Math.floor(number / 280);
  const [month, day] = [MONTHS[Math.floor(number / 28) % 10]!, (number % 28) + 1];
  return {
    path: `/${year}/${month}/${two(day)}/1200/${PLACES[number % PLACES.length]}/${name}-${number}`,
    metadata: {
      tags: ['trade', `tag-${number % 11}`],
      figures: [`Figure ${number % 23}`],
      era: 'Age of Sail',
    },
    visibility: number % 3 === 0 ? 'PRIVATE' : 'PUBLIC',
  };
}

/** The same as a line of a file to import. */
export function row({ visibility, ...described }: Described) {
  return { ...described, visibility: visibility.toLowerCase() };
}

/** A query of that number, which the local generator makes a moment of its own of. */
export function charter(name: string, number: number) {
  const letters = [...`${name}${number}`]
    .map((sign) => 'abcdefghijklmnopqrstuvwxyz'[sign.charCodeAt(0) % 26])
    .join('');
  const query = `Signing of the ${letters} charter in Lisbon, Portugal on ${(number % 28) + 1} March 18${10 + (number % 80)} at 14:30`;
  return { query, visibility: 'PUBLIC', clientRef: `${name}-${number}` };
}
