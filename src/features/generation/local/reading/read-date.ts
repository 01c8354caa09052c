import type { Calendar } from '../../domain/generator.js';
import { DATE_PATTERNS, DAY_PATTERNS, type DateParts, type DatePattern } from './date-patterns.js';
import { CIRCA, edtfYear } from './date-words.js';
import { masked, type TextSpan } from './text-span.js';
import { onlyJulian, writtenDate } from './written-date.js';

/** A date as a sentence states it, in written counting. */
export interface DateReading extends DateParts {
  spans: TextSpan[];
  /** The calendar is that in which there was such a day: the place must have kept it. */
  supposed?: boolean;
}

const LEADING =
  /(?:\b(?:on|in|at) the (?:early |late )?(?:morning|afternoon|evening|night|dawn|eve) (?:of )?|\b(?:at |by |near |towards? )?the (?:beginning|start|middle|end|close) of |\b(?:early|late|mid)(?: in |[ -])|(?:\b(?:on|in|at|during|of|from|dated|circa)|,|\() ?)+(?:the (?:year )?)?$/iu;
/** A date that only bounds the event does not date it. */
const BOUNDING = /\b(?:before|after|since|until|till|by|prior to) (?:the (?:year )?)?$/iu;
const CIRCA_BEFORE = new RegExp(`(?<![\\p{L}])${CIRCA}(?:the (?:year )?)?$`, 'iu');

/** Which calendar a date is of. */
const STYLE =
  /^,? ?[([]?(?:(?:in )?(?:the )?(?:(?<old>o\.? ?s\.?|old style|julian)|n\.? ?s\.?|new style|gregorian)(?: calendar| date)?)(?![\p{L}\d])[)\]]?/iu;

/** Nouns that are numbered like years: the number after them is part of a name. */
const NUMBERED =
  `apollo|gemini|soyuz|vostok|voskhod|voyager|pioneer|mariner|explorer|sputnik|luna|viking|ariane|falcon|sts|challenger
  flight|boeing|airbus|model|type|intel|move|route|highway|interstate|number|no|nr|psalm|page|section|article|resolution|chapter|windows
  area|room|unit|hall|squadron|division|regiment|battalion|convoy|order|directive|op|opus|symphony|expo|title|protocol|mach|pentium`.replace(
    /\s+/gu,
    '|',
  );
const AFTER_NUMBERED = new RegExp(`\\b(?:${NUMBERED})\\.? (?:no\\.? ?)?$`, 'iu');
/** What is counted rather than dated. */
const COUNTED =
  /^ ?(?:%|°|(?:people|men|women|children|soldiers|troops|warriors|spartans|ships|aircraft|planes|miles|kilomet(?:re|er)s?|km|met(?:re|er)s?|feet|years?|days?|hours?|minutes?|tons?|tonnes|dollars|pounds|copies|votes|deaths?|dead|killed|casualties|passengers|workers|delegates|kg|mph|megatons?|theses|processor|microprocessor|chip)\b)/iu;
const LAST_YEAR = 2100;

/**
 * The date a sentence states (`text` is tidied), or undefined. Throws UNRESOLVED for a date that cannot exist or can be
 * read two ways.
 */
export function readDate(text: string): DateReading | undefined {
  const plain = text.replace(/(?<![\d,])(\d),(\d{3})(?= ?b\.? ?c)/giu, ' $1$2');
  const found = firstOf(plain, DATE_PATTERNS);
  if (found) return found;
  const day = firstOf(plain, DAY_PATTERNS);
  const year = bareYear(day ? masked(plain, day.spans) : plain);
  if (!day) return year;
  if (!year?.edtf) return day;
  const calendar = day.calendar ?? year.calendar;
  const written = plain.slice(day.spans[0]!.start, day.spans[0]!.end);
  const edtf = writtenDate({ text: written, calendar }, Number(year.edtf), day.month, day.day);
  return { edtf, ...styled(edtf, calendar), spans: [...day.spans, ...year.spans] };
}

function firstOf(text: string, patterns: DatePattern[]): DateReading | undefined {
  for (const { pattern, read } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index);
      if (BOUNDING.test(before)) continue;
      const calendar = styleAfter(text, match.index + match[0].length)?.calendar;
      const parts = read(match.groups ?? {}, { text: match[0].trim(), calendar });
      if (parts) return finished(text, parts, match.index, match.index + match[0].length);
    }
  }
  return undefined;
}

function styleAfter(text: string, end: number): { calendar: Calendar; length: number } | undefined {
  const style = STYLE.exec(text.slice(end));
  return style
    ? { calendar: style.groups!.old ? 'JULIAN' : 'GREGORIAN', length: style[0].length }
    : undefined;
}

/** The calendar stated, else the only one that has the day. */
function styled(
  edtf: string | null,
  calendar: Calendar | undefined,
): Pick<DateReading, 'calendar' | 'supposed'> {
  if (calendar) return { calendar };
  return edtf && onlyJulian(edtf) ? { calendar: 'JULIAN', supposed: true } : {};
}

/** Takes in "circa" and the preposition before it, and marks the date as approximate. */
function finished(text: string, parts: DateParts, start: number, end: number): DateReading {
  const circa = CIRCA_BEFORE.exec(text.slice(0, start));
  const from = circa ? circa.index : start;
  const leading = LEADING.exec(text.slice(0, from));
  const style = styleAfter(text, end);
  const closing = /^ ?\)/u.exec(text.slice(end + (style?.length ?? 0)));
  return {
    ...parts,
    edtf: circa && parts.edtf && /^-?\d{4}(?:-\d\d){0,2}$/u.test(parts.edtf) ? `${parts.edtf}~` : parts.edtf,
    ...styled(parts.edtf, style?.calendar),
    spans: [
      {
        start: leading ? leading.index : from,
        end: end + (style?.length ?? 0) + (closing?.[0].length ?? 0),
      },
    ],
  };
}

/** A number that stands like a year: after "in", at the end, at the beginning, or (four digits) anywhere. */
function bareYear(text: string): DateReading | undefined {
  const candidates = [...text.matchAll(/(?<![\p{L}\d.,:/$€£#-]|\d,)\d{2,4}(?![\p{L}\d/]|[.,:]\d|-\p{L})/gu)]
    .map((match) => {
      const before = text.slice(0, match.index);
      const after = text.slice(match.index + match[0].length);
      return { match, before, after, year: Number(match[0]), rank: rankOf(match[0], before, after) };
    })
    .filter(({ rank, year }) => rank > 0 && year <= LAST_YEAR && year > 0)
    .sort((a, b) => b.rank - a.rank);
  const best = candidates[0];
  if (!best) return undefined;
  const { index } = best.match;
  return finished(text, { edtf: edtfYear(best.year) }, index, index + best.match[0].length);
}

function rankOf(digits: string, before: string, after: string): number {
  if (BOUNDING.test(before) || AFTER_NUMBERED.test(before) || COUNTED.test(after)) return 0;
  const closed = /^ ?(?:[,.;:)¦]|$)/u.test(after);
  if (/\bthe year $/iu.test(before) || CIRCA_BEFORE.test(before)) return 5;
  // "A copy of 1984 burned in 2022": `of` can belong to a name.
  const preposition = /\b(in|of|during|from)$/iu.exec(before.trimEnd())?.[1];
  if (preposition) return digits.length === 2 && !closed ? 0 : /of/iu.test(preposition) ? 3.5 : 4;
  if (digits.length === 2) return 0;
  if (closed) return 3;
  if (digits.length === 3) return 0;
  return before.trim() === '' || /\bthe $/iu.test(before) ? 2 : 1;
}
