import { folded } from '../../../places/domain/folded.js';
import { READ } from './text-span.js';
import { keyWords } from './words.js';

const QUESTION =
  /^(?:please )?(?:(?:tell me|show me|describe|generate|write|give me)(?: (?:about|a moment (?:about|of|for)))?|when (?:was|were|did|is)|what (?:was|happened(?: (?:at|in|on|during))?)|where (?:was|did)|who|how (?:was|did))\b ?/iu;
const LOOSE_START = /^(?:(?:on|in|at|of|by|to|the|a|an|and|during|from|near|dated)\b|[ ,;:.()\-¦"']+)+/iu;
const LOOSE_END =
  /(?: (?:on|in|at|of|by|to|the|and|during|from|near|dated|around|about)\b|[ ,;:.()\-¦"?!])+$/iu;
const MAX_LENGTH = 160;

/**
 * The event's name: what remains of a sentence once date, time and place are masked. Null when nothing is left that
 * says what happened.
 */
export function eventName(text: string): string | null {
  const rest = text
    .replace(QUESTION, '')
    .replace(new RegExp(` ?${READ}+(?: ?[,;] ?)?`, 'gu'), ` ${READ} `)
    .replace(LOOSE_START, '')
    .replace(LOOSE_END, '')
    .replaceAll(READ, ' ')
    .replace(/\s+([,;:.])/gu, '$1')
    .replace(/\b(?:on|in|at|during) (?=(?:on|in|at|during)\b)/giu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const says = keyWords(rest).some((word) => /\p{L}{3}/u.test(word));
  if (!says || folded(rest) === '') return null;
  const short = rest.length <= MAX_LENGTH ? rest : rest.slice(0, MAX_LENGTH).replace(/ \S*$/u, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}
