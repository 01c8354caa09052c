import type { TextSpan } from './text-span.js';
import { unresolved } from './unresolved.js';

/** A time of day as a sentence states it. */
export interface ClockReading {
  /** HHMM; null where the words do not fix the minute in the place's own time ("about 5 pm", "20:17 UTC"). */
  time: string | null;
  /** The zone was given as Greenwich time. */
  universal: boolean;
  spans: TextSpan[];
}

const LEAD = '(?:,? ?(?:at|around|about|by|circa|c\\.|approximately) )?';
const HALF = '(?<half>a\\.?m\\.?|p\\.?m\\.?|in the (?:morning|afternoon|evening)|at night)';
const ZONE =
  '(?: ?(?<zone>utc|gmt|z|zulu|(?:local|eastern|central|pacific|mountain|moscow) (?:standard |daylight )?time|[A-Z]{1,3}T)(?![\\p{L}]))?';

const CLOCKS = [
  `(?<![\\d:])(?<h>\\d{1,2}):(?<min>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?: ?${HALF})?${ZONE}`,
  `(?<![\\d.:])(?<h>\\d{1,2})\\.(?<min>\\d{2}) ?${HALF}${ZONE}`,
  `(?<![\\d.:])(?<h>\\d{1,2}) ?${HALF}${ZONE}`,
  `(?<![\\d.:])(?<h>\\d{1,2}) o'clock ${HALF}${ZONE}`,
  '(?<![\\d.:])(?<h>\\d{2})(?<min>\\d{2}) ?(?:hours|hrs|h)(?![\\p{L}])(?: ?(?<zone>utc|gmt|local time))?',
  '(?<=\\bat )(?<h>\\d{2})(?<min>\\d{2}) (?<zone>utc|gmt|local time)',
  '(?<word>noon|midday|midnight)(?![\\p{L}])',
].map((source) => new RegExp(`${LEAD}${source}(?![\\p{L}\\d])`, 'iu'));

/**
 * The clock time a sentence states, or undefined. Parts of a day (dawn, evening) are no clock time.
 * Throws UNRESOLVED for one that no clock shows (25:10).
 */
export function readClock(text: string): ClockReading | undefined {
  const day = /(?<=\d{4}-\d\d-\d\d)T(?<h>\d{2}):?(?<min>\d{2})(?::?\d{2}(?:\.\d+)?)?(?<zone>z)?/iu.exec(text);
  const match = day ?? CLOCKS.map((clock) => clock.exec(text)).find((found) => found !== null);
  if (!match) return undefined;
  const { h, min, half, zone, word } = match.groups ?? {};
  const universal = /^(?:utc|gmt|z|zulu)$/iu.test(zone ?? '');
  const rough = /^,? ?(?:around|about|by|circa|c\.|approximately) /iu.test(match[0]);
  const spans = [{ start: match.index, end: match.index + match[0].length }];
  if (word)
    return {
      time: rough || !/\bat /iu.test(match[0]) ? null : word === 'midnight' ? '0000' : '1200',
      universal,
      spans,
    };
  const hour = hourOf(Number(h), half);
  const minute = Number(min ?? 0);
  if (hour === undefined || hour > 23 || minute > 59)
    throw unresolved(`"${match[0].trim()}" is a time that no clock shows.`);
  const time = `${String(hour).padStart(2, '0')}${String(minute).padStart(2, '0')}`;
  return { time: rough ? null : time, universal, spans };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (!half) return hour;
  if (hour > 12 && /^[ap]/iu.test(half)) return undefined;
  if (hour > 12) return hour;
  const late = /^p|afternoon|evening|night/iu.test(half);
  return (hour % 12) + (late ? 12 : 0);
}
