/** Vocabulary of written dates, as fragments of regular expressions (flags `iu`). */

const MONTH_FORMS = [
  'jan(?:uary|\\.)?',
  'feb(?:ruary|\\.)?',
  'mar(?:ch|\\.)?',
  'apr(?:il|\\.)?',
  'may',
  'june?\\.?',
  'july?\\.?',
  'aug(?:ust|\\.)?',
  'sept?(?:ember|\\.)?',
  'oct(?:ober|\\.)?',
  'nov(?:ember|\\.)?',
  'dec(?:ember|\\.)?',
];

const MONTH_STARTS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A month's name; not the march of soldiers and protesters. */
export const MONTH = `(?<!(?:long|salt|death|hunger|protest|freedom|victory) )(?:${MONTH_FORMS.join('|')})(?![\\p{L}])`;

export function monthNumber(name: string): number {
  return MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

const ORDINALS =
  `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
  sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth
  twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first`.split(/\s+/u);
const LONGEST_FIRST = [...ORDINALS].sort((a, b) => b.length - a.length).join('|');

export const DAY = `(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?(?![\\p{L}\\d])|${LONGEST_FIRST})`;
const ROMAN = '(?=[xvi])x{0,2}(?:ix|iv|v?i{0,3})(?:th)?(?= ?[\\p{L}-])';
/** A century's number: `5th`, `fifth`, `V`. */
export const NTH = `(?:\\d{1,2}(?:st|nd|rd|th)|${LONGEST_FIRST}|${ROMAN})`;

export function ordinalNumber(text: string): number {
  const bare = text.toLowerCase().replace(/^the /u, '');
  const index = ORDINALS.indexOf(bare);
  if (index >= 0) return index + 1;
  return /^[xvi]/u.test(bare) ? romanNumber(bare.replace(/th$/u, '')) : Number.parseInt(bare, 10);
}

const ROMAN_DIGITS: Record<string, number> = { x: 10, v: 5, i: 1 };

function romanNumber(text: string): number {
  const digits = [...text].map((letter) => ROMAN_DIGITS[letter]!);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

export const BEFORE_CHRIST = '(?:b\\.? ?c\\.?(?: ?e\\.?)?|before (?:christ|(?:the common|our) era))';
const ANNO_DOMINI = 'a\\.? ?d\\.?|c\\. ?e\\.?|ce|anno domini|of (?:the common|our) era';
export const ERA = `(?:${BEFORE_CHRIST}|${ANNO_DOMINI})(?![\\p{L}\\d])`;
/** A year, said to be one by an era before or after it. */
export const ERA_YEAR = `(?:(?:${ERA}) ?\\d{1,4}|\\d{1,4} ?(?:${ERA}))(?!\\d)`;
/** A year of three or four digits or with an era. */
export const YEAR = `(?:${ERA_YEAR}|\\d{3,4}(?![\\d\\p{L}]))`;

export const SEASONS: Record<string, number> = { spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 };
export const WEEKDAY = '(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?';
export const CIRCA =
  '(?:circa|c\\.|ca\\.|c(?= ?\\d)|around|about|approximately|approx\\.?|roughly|some time in) ?';

/** The astronomical year of a written one: 44 BC is -43. Year 0 comes back as NaN, there is none. */
export function astronomicalOf(text: string): number {
  const digits = Number(/\d+/u.exec(text)?.[0]);
  if (digits === 0) return Number.NaN;
  return isBefore(text) ? 1 - digits : digits;
}

export function isBefore(text: string): boolean {
  return new RegExp(`(?<!\\p{L})${BEFORE_CHRIST}`, 'iu').test(text);
}

export function hasEra(text: string): boolean {
  return new RegExp(`(?<!\\p{L})${ERA}`, 'iu').test(text);
}

/** Four digits, `-` before them where negative: an EDTF year. */
export function edtfYear(astronomical: number): string {
  return `${astronomical < 0 ? '-' : ''}${String(Math.abs(astronomical)).padStart(4, '0')}`;
}
