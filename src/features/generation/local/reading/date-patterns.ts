import type { Calendar } from '../../domain/generator.js';
import {
  astronomicalOf,
  DAY,
  ERA,
  ERA_YEAR,
  edtfYear,
  hasEra,
  isBefore,
  MONTH,
  monthNumber,
  NTH,
  ordinalNumber,
  SEASONS,
  WEEKDAY,
  YEAR,
} from './date-words.js';
import { FEAST, feastDay } from './feast-days.js';
import { unresolved } from './unresolved.js';
import { checkDayOfMonth, type Wording, writtenDate } from './written-date.js';

/** What a pattern read. Without a year `edtf` is null. */
export interface DateParts {
  edtf: string | null;
  month?: number;
  day?: number;
  /** EDTF of the last day, of a range. */
  end?: string;
  /** Where the sentence says which: "25 October 1917 (O.S.)". */
  calendar?: Calendar;
}

export interface DatePattern {
  pattern: RegExp;
  /** Undefined: these words are no date after all. */
  read(groups: Record<string, string | undefined>, said: Wording): DateParts | undefined;
}

const TO = '(?: ?- ?| (?:to|until|till|through|and) )';
const OF = ',? (?:of |in )?(?:the year )?(?:of our lord )?';
const DAY_OF = '(?: day)?(?: of)?';

function rule(source: string, read: DatePattern['read']): DatePattern {
  return { pattern: new RegExp(`(?<![\\p{L}\\d.,:/-])(?:${source})(?![\\p{L}\\d])`, 'giu'), read };
}

function dated(said: Wording, year: string, month: string, day?: string): string {
  return writtenDate(said, astronomicalOf(year), monthNumber(month), day ? ordinalNumber(day) : undefined);
}

/** A year of a range's first half takes the era of its second: 490-479 BC. */
function startYear(first: string, last: string): number {
  return !hasEra(first) && isBefore(last) ? 1 - Number(first) : astronomicalOf(first);
}

const ISO = '\\d{4}-\\d{2}-\\d{2}';

function iso(said: Wording, written: string): string {
  const [year, month, day] = written.split('-').map(Number) as [number, number, number];
  return writtenDate(said, year, month, day);
}

/** What lasted from one date to another, or fell between them. */
function lasting(first: string, last: string): DateParts {
  return { edtf: first, end: last };
}

/** Full dates, ranges first: the longest reading wins. */
const DAYS: DatePattern[] = [
  rule(
    `${WEEKDAY}(?:from |between )?(?<d1>${DAY})(?: of)?(?: (?<m1>${MONTH}))?(?:${OF}(?<y1>${YEAR}))?${TO}(?<d2>${DAY})(?: of)? (?<m2>${MONTH})${OF}(?<y2>${YEAR})`,
    ({ d1, m1, y1, d2, m2, y2 }, said) =>
      lasting(dated(said, y1 ?? y2!, m1 ?? m2!, d1), dated(said, y2!, m2!, d2)),
  ),
  rule(
    `${WEEKDAY}(?:from |between )?(?<m1>${MONTH}) (?<d1>${DAY})(?:${OF}(?<y1>${YEAR}))?${TO}(?:(?<m2>${MONTH}) )?(?<d2>${DAY})${OF}(?<y2>${YEAR})`,
    ({ d1, m1, y1, d2, m2, y2 }, said) =>
      lasting(dated(said, y1 ?? y2!, m1!, d1), dated(said, y2!, m2 ?? m1!, d2)),
  ),
  rule(`(?<a>${ISO})(?: ?/ ?|${TO})(?<b>${ISO})`, ({ a, b }, said) => lasting(iso(said, a!), iso(said, b!))),
  rule('(?<y>-?\\d{4})-(?<m>\\d{2})(?:-(?<d>\\d{2}))?(?:(?=T\\d{2}:?\\d{2}))?', ({ y, m, d }, said) =>
    // 1914-18 is a range of years, read below.
    d === undefined && Number(m) > 12
      ? undefined
      : { edtf: writtenDate(said, Number(y), Number(m), d === undefined ? undefined : Number(d)) },
  ),
  rule('(?<y>\\d{4})/(?<m>\\d{1,2})/(?<d>\\d{1,2})', ({ y, m, d }, said) => ({
    edtf: writtenDate(said, Number(y), Number(m), Number(d)),
  })),
  rule('(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})', ({ y, m, d }, said) => ({
    edtf: writtenDate(said, Number(y), Number(m), Number(d)),
  })),
  rule('(?<a>\\d{1,2})([/-])(?<b>\\d{1,2})\\2(?<y>\\d{4})', ({ y, a, b }, said) => {
    if (Number(a) <= 12 && Number(b) <= 12 && a !== b)
      throw unresolved(`"${said.text}" can be two dates: write the month's name, or year-month-day.`);
    const [d, m] = Number(a) > 12 ? [a, b] : [b, a];
    return { edtf: writtenDate(said, Number(y), Number(m), Number(d)) };
  }),
  rule(`${WEEKDAY}(?<d>${DAY})${DAY_OF}[ -](?<m>${MONTH})(?:${OF}|-)(?<y>${YEAR})`, ({ d, m, y }, said) => ({
    edtf: dated(said, y!, m!, d),
  })),
  rule(`${WEEKDAY}(?<m>${MONTH}) (?<d>${DAY})${OF}(?<y>${YEAR})`, ({ d, m, y }, said) => ({
    edtf: dated(said, y!, m!, d),
  })),
  rule(
    `(?<y>${YEAR}),? (?:${WEEKDAY})(?:(?<m>${MONTH}) (?<d>${DAY})|(?<d2>${DAY})(?: of)? (?<m2>${MONTH}))`,
    (g, said) => ({
      edtf: dated(said, g.y!, (g.m ?? g.m2)!, g.d ?? g.d2),
    }),
  ),
  rule(
    `(?:the )?(?<name>ides|nones|kalends|calends) of (?<m>${MONTH})(?:${OF}(?<y>${YEAR}))?`,
    ({ name, m, y }, said) => {
      const month = monthNumber(m!);
      const day = romanDay(name!.toLowerCase(), month);
      return y ? { edtf: writtenDate(said, astronomicalOf(y), month, day) } : { edtf: null, month, day };
    },
  ),
  rule(`(?<name>${FEAST})${OF}(?<y>${YEAR})`, ({ name, y }, said) => feast(said, name!, y!)),
  rule(`(?<y>${YEAR}),? (?:on )?(?<name>${FEAST})`, ({ name, y }, said) => feast(said, name!, y!)),
];

/** A feast of which the day cannot be told leaves the year. */
function feast(said: Wording, name: string, written: string): DateParts {
  const year = astronomicalOf(written);
  const day = feastDay(name, year);
  return { edtf: writtenDate(said, year, day?.month, day?.day) };
}

/** In March, May, July and October the ides fell on the 15th and the nones on the 7th, else two days earlier. */
function romanDay(name: string, month: number): number {
  if (name.endsWith('alends')) return 1;
  return (name === 'ides' ? 13 : 5) + ([3, 5, 7, 10].includes(month) ? 2 : 0);
}

const MONTHS_AND_SEASONS: DatePattern[] = [
  rule(
    `(?:from |between )?(?<m1>${MONTH})(?:${OF}(?<y1>${YEAR}))?${TO}(?<m2>${MONTH})${OF}(?<y2>${YEAR})`,
    (g, said) => lasting(dated(said, g.y1 ?? g.y2!, g.m1!), dated(said, g.y2!, g.m2!)),
  ),
  rule(
    `(?:early |mid-?|late )?(?:(?<m>${MONTH})${OF}(?<y>${YEAR})|(?<y2>${YEAR}) (?<m2>${MONTH}))`,
    (g, said) => ({
      edtf: dated(said, (g.y ?? g.y2)!, (g.m ?? g.m2)!),
    }),
  ),
  rule(
    `(?:early |mid-?|late )?(?<s>spring|summer|autumn|fall|winter)(?: of|,)? (?<y>${YEAR})`,
    ({ s, y }, said) => ({
      edtf: `${writtenDate(said, astronomicalOf(y!))}-${SEASONS[s!.toLowerCase()]}`,
    }),
  ),
];

const PART =
  '(?:(?<part>early|mid|middle|late|beginning|start|end|close|(?:first|second) half|(?:first|second|third|last) (?:quarter|third))(?: ?-| in| of)? ?(?:the )?|the )?';
const CENTURY = '(?:century|centuries|cent\\.?|c\\.)';
const LATER_ERA = `(?: ?(?<era>${ERA}))?`;

/** Spans of years by their first and last, astronomical. */
function between(first: number, last: number): string {
  return `[${edtfYear(first)}..${edtfYear(last)}]`;
}

const THIRDS: Record<string, number> = {
  early: 0,
  beginning: 0,
  start: 0,
  mid: 1,
  middle: 1,
  late: 2,
  end: 2,
  close: 2,
};
const NTHS: Record<string, number> = { first: 0, second: 1, third: 2 };

/** The years of `length` that a part of them means ("early", "second half"); they run from `first`, in BCE too. */
function partOf(first: number, length: number, part: string): string {
  const [nth, kind] = part.split(' ') as [string, string | undefined];
  const count = kind === 'half' ? 2 : kind === 'quarter' ? 4 : 3;
  const index = kind ? (NTHS[nth] ?? count - 1) : THIRDS[nth]!;
  const edge = (at: number) =>
    first +
    (at > count / 2
      ? length - Math.round((length / count) * (count - at))
      : Math.round((length / count) * at));
  return between(edge(index), edge(index + 1) - 1);
}

const YEARS: DatePattern[] = [
  rule(
    `(?:from |between )?(?<y1>${YEAR})${TO}(?<y2>${ERA_YEAR}|\\d{3,4}|\\d{2}(?!\\d))`,
    ({ y1, y2 }, said) => {
      const first = startYear(y1!, y2!);
      const last = y2!.length === 2 ? Math.floor(first / 100) * 100 + Number(y2) : astronomicalOf(y2!);
      if (Number.isNaN(first + last)) throw unresolved(`"${said.text}": there is no year 0.`);
      if (last <= first) throw unresolved(`"${said.text}" ends before it begins.`);
      return /^between/iu.test(said.text)
        ? { edtf: between(first, last) }
        : { edtf: edtfYear(first), end: edtfYear(last) };
    },
  ),
  rule(`${PART}(?<n>${NTH}) millennium${LATER_ERA}`, ({ part, n, era }) => {
    const count = ordinalNumber(n!);
    const first = isBefore(era ?? '') ? 1 - count * 1000 : (count - 1) * 1000 + 1;
    return { edtf: part ? partOf(first, 1000, part.toLowerCase()) : between(first, first + 999) };
  }),
  rule(`${PART}(?<n>${NTH})[ -]${CENTURY}${LATER_ERA}`, ({ part, n, era }) => {
    const count = ordinalNumber(n!);
    const first = isBefore(era ?? '') ? 1 - count * 100 : (count - 1) * 100 + 1;
    return { edtf: part ? partOf(first, 100, part.toLowerCase()) : between(first, first + 99) };
  }),
  rule(`${PART}(?<y>\\d{2,4})'?s${LATER_ERA}`, ({ part, y, era }, said) => {
    const year = Number(y);
    // The thirties are any century's; the 30s BC are not.
    if (year % 10 !== 0 || (y!.length === 2 && !era)) return undefined;
    const length = year % 100 === 0 ? 100 : 10;
    const first = isBefore(era ?? '') ? 1 - (year + length - 1) : year;
    if (year === 0) throw unresolved(`"${said.text}": there is no year 0.`);
    return { edtf: part ? partOf(first, length, part.toLowerCase()) : between(first, first + length - 1) };
  }),
  rule(`(?:the year )?(?<y>${ERA_YEAR})`, ({ y }, said) => ({ edtf: writtenDate(said, astronomicalOf(y!)) })),
];

/** Days without a year: the corpus may know it, or the sentence tells it elsewhere. */
export const DAY_PATTERNS: DatePattern[] = [
  rule(`${WEEKDAY}(?<d>${DAY})${DAY_OF} (?<m>${MONTH})`, ({ d, m }, said) => dayOnly(said, m!, d!)),
  rule(`${WEEKDAY}(?<m>${MONTH}) (?<d>${DAY})`, ({ d, m }, said) => dayOnly(said, m!, d!)),
];

function dayOnly(said: Wording, month: string, day: string): DateParts | undefined {
  if (ordinalNumber(day) > 31) return undefined;
  checkDayOfMonth(said, monthNumber(month), ordinalNumber(day));
  return { edtf: null, month: monthNumber(month), day: ordinalNumber(day) };
}

/** In the order they are tried; the first that reads anything is the date. */
export const DATE_PATTERNS: DatePattern[] = [...DAYS, ...MONTHS_AND_SEASONS, ...YEARS];
