import type { TextSpan } from './text-span.js';
import { unresolved } from './unresolved.js';

/** A time of day as a sentence states it. */
export interface ClockReading {
  /**
   * HHMM; null where the words do not fix the minute in the place's own time ("about 5 pm", "20:17 UTC" in Rome,
   * "nine o'clock", "in the evening").
   */
  time: string | null;
  /** The zone was given as Greenwich time. */
  universal: boolean;
  spans: TextSpan[];
}

const LEAD = '(?:(?:,|\\(|\\b(?:at|around|about|by|circa|approximately|towards)\\b|c\\.) ?)*';
const HALF =
  '(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?|in the (?:early |late )?(?:morning|afternoon|evening)|at night)';
const ZONE =
  '(?: ?(?<zone>utc|gmt|z|zulu|(?:local|eastern|central|pacific|mountain|moscow|greenwich(?: mean)?) (?:standard |daylight )?time|[A-Z]{1,3}T)(?![\\p{L}]))?';
const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HOUR = `(?<h>\\d{1,2}|${HOURS.join('|')})`;
const OCLOCK = "(?: o'clock)";
const PART_OF_DAY =
  '(?:dawn|daybreak|sunrise|sunup|dusk|sunset|sundown|nightfall|night|first light|(?:(?:early|late|mid-?) ?)?(?:morning|afternoon|evening))';
/** Where a time stands by itself: at the sentence's ends, between commas, before the date. */
const APART_BEFORE = '(?<=^|[,;:(-] ?)';
const APART_AFTER = '(?= ?(?:$|[,;:).-]|(?:on|of) ))';

const CLOCKS = [
  `(?<![\\d:])(?<h>\\d{1,2}):(?<min>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?: ?(?:hours|hrs|h)\\b)?(?: ?${HALF})?${ZONE}`,
  `(?<![\\d.:])(?<h>\\d{1,2})\\.(?<min>\\d{2}) ?${HALF}${ZONE}`,
  `(?<=\\bat )(?<h>\\d{1,2})[.h](?<min>[0-5]\\d)(?: ?(?:hours|hrs|h)\\b)?${ZONE}(?![.\\d])`,
  `(?<past>half past|half-past|(?:a )?quarter past|(?:a )?quarter to) ${HOUR}${OCLOCK}?(?: ${HALF})?${ZONE}`,
  `(?<![\\d.:])${HOUR}${OCLOCK}?,? ?${HALF}${ZONE}`,
  `(?<![\\d.:])${HOUR}${OCLOCK}`,
  '(?<![\\d.:])(?<h>\\d{2})(?<min>\\d{2}) ?(?:hours|hrs|h)(?![\\p{L}])(?: ?(?<zone>utc|gmt|local time))?',
  '(?<=\\bat )(?<h>\\d{2})(?<min>\\d{2}) (?<zone>utc|gmt|local time)',
  '(?:\\b(?:at|around|about|by|towards) |\\b12 )(?:the stroke of )?(?<word>noon|midday|midnight)',
  `${APART_BEFORE}(?<word>noon|midday|midnight)${APART_AFTER}`,
  `(?:(?:early|late) )?\\b(?:at|in the|during the|on the|before|after|(?:early|late) (?:in the|at)) (?<part>${PART_OF_DAY})${APART_AFTER}(?: of (?=the \\d|\\d))?`,
].map((source) => new RegExp(`${LEAD}${source}(?![\\p{L}\\d])`, 'iu'));

/**
 * The clock time a sentence states, or undefined. Of parts of the day (dawn, evening) it says no more than where they
 * stand. Throws UNRESOLVED for a time that no clock shows (25:10).
 */
export function readClock(text: string): ClockReading | undefined {
  const day = /(?<=\d{4}-\d\d-\d\d)T(?<h>\d{2}):?(?<min>\d{2})(?::?\d{2}(?:\.\d+)?)?(?<zone>z)?/iu.exec(text);
  const match = day ?? CLOCKS.map((clock) => clock.exec(text)).find((found) => found !== null);
  if (!match) return undefined;
  const { h, min, past, half, zone, word, part } = match.groups ?? {};
  const universal = /^(?:utc|gmt|z|zulu|greenwich.*)$/iu.test(zone ?? '');
  const spans = [{ start: match.index, end: match.index + match[0].length }];
  if (part || isRough(match[0])) return { time: null, universal, spans };
  if (word) return { time: word.toLowerCase() === 'midnight' ? '0000' : '1200', universal, spans };
  const spoken = min === undefined && !half;
  const minutes = minuteOf(h!, min, past, half);
  if (minutes === undefined) throw unresolved(`"${match[0].trim()}" is a time that no clock shows.`);
  // "Nine o'clock" is twice a day.
  if (spoken) return { time: null, universal, spans };
  const two = (value: number) => String(value).padStart(2, '0');
  return { time: two(Math.floor(minutes / 60)) + two(minutes % 60), universal, spans };
}

function isRough(text: string): boolean {
  return /(?:^|[ ,(])(?:around|about|by|circa|approximately|towards|c\.) /iu.test(text);
}

/** Minutes since midnight; undefined where no clock shows it. */
function minuteOf(
  written: string,
  min: string | undefined,
  past: string | undefined,
  half: string | undefined,
): number | undefined {
  const word = HOURS.indexOf(written.toLowerCase());
  const hour = hourOf(word >= 0 ? word + 1 : Number(written), half);
  const minute = Number(min ?? 0);
  if (hour === undefined || hour > 23 || minute > 59) return undefined;
  if (!past) return hour * 60 + minute;
  const shift = /to$/iu.test(past) ? -15 : /^half/iu.test(past) ? 30 : 15;
  return (hour * 60 + shift + 1440) % 1440;
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (!half) return hour;
  if (hour > 12 && /^[ap]/iu.test(half)) return undefined;
  if (hour > 12) return hour;
  const late = /^p|afternoon|evening|night/iu.test(half);
  return (hour % 12) + (late ? 12 : 0);
}
