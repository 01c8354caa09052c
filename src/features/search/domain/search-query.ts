import { badInput } from '../../../errors.js';
import { LEFT_OUT } from '../../moments/domain/name-query.js';
import { MONTHS } from '../../moments/domain/path.js';
import { foldedLatin, nameWord, ORDER_DIGITS, ORDERS, wordsOf } from '../../moments/domain/search-words.js';

/** A text to search for, as the full-text index of moments takes it. */
export interface SearchQuery {
  /** In Lucene's syntax, made of nothing but words; null where the text has no word that can be found. */
  lucene: string | null;
  /** What, added to that, has the index put what it finds in order: see `scoreOf`. */
  order: string;
  /** Words that must be found. */
  words: number;
}

const MAX_LENGTH = 200;
const MAX_WORDS = 16;
const PREFIX_FROM = 3;
const ONE_TYPO_FROM = 4;
const TWO_TYPOS_FROM = 8;

/**
 * Points of a whole word by the field it stands in; where the word only begins one there, the smaller figure. Each
 * field outweighs all that come after it together.
 */
const FIELDS = [
  { field: 'name', word: 500, prefix: 100 },
  { field: 'oneLiner', word: 60, prefix: 30 },
  { field: 'tags', word: 8, prefix: 4 },
  { field: 'figures', word: 8, prefix: 4 },
  { field: 'era', word: 1, prefix: 1 },
  { field: 'country', word: 1, prefix: 1 },
  { field: 'region', word: 1, prefix: 1 },
  { field: 'city', word: 1, prefix: 1 },
  { field: 'placeWords', word: 1, prefix: 1 },
] as const;
/** The most that a word can earn, when it stands in every field. */
const POINTS_A_WORD = 600;
/** A rank holds points and, below them, what puts hits of the same points in order. */
const RANKS_A_POINT = ORDERS;
/** More than all words together can earn; the 24 bits of Lucene's scores hold the sum. */
const WHOLE_NAME = 2 ** 23;

/**
 * Typos and phrases are scored by how rare their words are, which changes as the graph grows. So small a weight keeps
 * their whole share under one rank, and the rank of a hit the same from page to page.
 */
const BELOW_A_RANK = '^0.0005';

/**
 * Reads a text to search for: all words required, case and marks folded, prefixes from three letters, one typo from
 * four and two from eight; years ("44 BC", "AD 79", "1453", "1940s") and days ("20 July") mean the date of a moment or
 * the words as they stand. Whatever is no letter or digit only parts words. Throws BAD_USER_INPUT.
 */
export function readSearchQuery(input: unknown, field = 'query'): SearchQuery {
  const rule = `is a text of 1 to ${MAX_LENGTH} characters`;
  if (typeof input !== 'string') throw badInput(field, rule);
  const text = input.trim();
  if (text === '' || text.length > MAX_LENGTH) throw badInput(field, rule);
  const dates: string[] = [];
  const rest = DATES.reduce(
    (left, { pattern, clause }) =>
      left.replace(pattern, (...match) => {
        const groups = match.at(-1) as Record<string, string>;
        dates.push(`+(${clause(groups)})`);
        return ' ';
      }),
    foldedLatin(text),
  );
  const written = [...new Set(wordsOf(rest).map((word) => word.replace(/'s$/u, '')))].filter(
    (word) => !LEFT_OUT.has(word),
  );
  const words = dates.length + written.length;
  if (words > MAX_WORDS) throw badInput(field, `has at most ${MAX_WORDS} words`);
  const clauses = [...dates, ...written.map((word) => `+(${wordClause(word)})`)];
  return {
    lucene: clauses.length === 0 ? null : clauses.join(' '),
    order: [
      `rankWords:/${nameWord(text)}/^${WHOLE_NAME}`,
      ...[...ORDER_DIGITS].map(([word, worth]) => `rankWords:/${word}/^${worth}`),
    ].join(' '),
    words,
  };
}

/** The score of a hit by its rank, which is what the index gave it, rounded down: over 0, and 1 for the name itself. */
export function scoreOf(rank: number, { words }: SearchQuery): number {
  if (rank >= WHOLE_NAME) return 1;
  const most = words * POINTS_A_WORD + 1;
  return Math.min(Math.floor(rank / RANKS_A_POINT) + 1, most - 1) / most;
}

function wordClause(word: string): string {
  const number = /\p{N}/u.test(word);
  const letters = [...word].length;
  const plain = escaped(word);
  const prefix = !number && letters >= PREFIX_FROM;
  const typos = number || letters < ONE_TYPO_FROM ? 0 : letters < TWO_TYPOS_FROM ? 1 : 2;
  const inFields = FIELDS.flatMap(({ field, word: points, prefix: fewer }) => [
    // A word that stands there whole earns the points of both.
    (!prefix || points > fewer) && `${field}:/${plain}/${worth(prefix ? points - fewer : points)}`,
    prefix && `${field}:${plain}*${worth(fewer)}`,
    typos > 0 && `${field}:${plain}~${typos}${BELOW_A_RANK}`,
  ]);
  return [...inFields, dateClause(word)].filter(Boolean).join(' ');
}

/** A bare number as a year, a word as a month. */
function dateClause(word: string): string | false {
  if (/^\d{1,4}$/u.test(word)) return Number(word) > 0 && dateWord(String(Number(word)));
  const month = monthOf(word);
  return month !== undefined && dateWord(month);
}

function dateWord(pattern: string): string {
  return `dateWords:/${pattern}/${worth(1)}`;
}

function worth(points: number): string {
  return `^${points * RANKS_A_POINT}`;
}

function escaped(word: string): string {
  return word.replace(/[^\p{L}\p{N}\p{M}]/gu, '\\$&');
}

function monthOf(word: string): string | undefined {
  return word.length < 3
    ? undefined
    : MONTHS.find((month) => month === word || (word.length < 5 && month.startsWith(word)));
}

const BC = 'b\\.?\\s?c\\.?(?:\\s?e\\.?)?(?![\\p{L}\\p{N}])';
const AD = '(?:a\\.?\\s?d\\.?|c\\.?\\s?e\\.?)(?![\\p{L}\\p{N}])';
const START = '(?<![\\p{L}\\p{N}])';
const MONTH = `(?<month>${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)}|t)?\\.?`).join('|')})`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}])';

/** Dates of more than one word, each with what is searched for in its place. */
const DATES: { pattern: RegExp; clause(groups: Record<string, string>): string }[] = [
  { pattern: new RegExp(`${START}0*(?<year>\\d{1,4})\\s?${BC}`, 'gu'), clause: yearClause('bce', 'bc') },
  {
    pattern: new RegExp(`${START}b\\.?c\\.?(?:e\\.?)?\\s?0*(?<year>\\d{1,4})(?!\\p{N})`, 'gu'),
    clause: yearClause('bce', 'bc'),
  },
  { pattern: /(?<=^|\s)-0*(?<year>\d{1,4})(?![\p{L}\p{N}])/gu, clause: yearClause('bce', 'bc') },
  { pattern: new RegExp(`${START}0*(?<year>\\d{1,4})\\s?${AD}`, 'gu'), clause: yearClause('ce', 'ad') },
  {
    pattern: new RegExp(`${START}a\\.?d\\.?\\s?0*(?<year>\\d{1,4})(?!\\p{N})`, 'gu'),
    clause: yearClause('ce', 'ad'),
  },
  { pattern: new RegExp(`${START}${DAY}\\s(?:of\\s)?${MONTH}(?![\\p{L}])`, 'gu'), clause: dayClause },
  { pattern: new RegExp(`${START}${MONTH}\\s${DAY}`, 'gu'), clause: dayClause },
  {
    pattern: new RegExp(`${START}(?<tens>\\d{2,3})0s(?![\\p{L}\\p{N}])`, 'gu'),
    clause: ({ tens }) => `${dateWord(`${tens}[0-9]`)} ${inText(`${tens}0s`)}`,
  },
];

function yearClause(era: string, shortEra: string) {
  return ({ year }: Record<string, string>) =>
    `${dateWord(`${year}${era}`)} ${inText(`${year} ${shortEra}`)} ${inText(`${year} ${era}`)}`;
}

function dayClause({ month, day }: Record<string, string>): string {
  const name = monthOf(month!.replace('.', '').slice(0, 3))!;
  return `${dateWord(`${name}${Number(day)}`)} ${inText(`${Number(day)} ${name}`)} ${inText(`${name} ${Number(day)}`)}`;
}

/** The words next to each other in any field; they are letters, digits and spaces. */
function inText(phrase: string): string {
  return FIELDS.map(({ field }) => `${field}:"${phrase}"${BELOW_A_RANK}`).join(' ');
}
