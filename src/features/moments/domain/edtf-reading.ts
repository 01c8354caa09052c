import { parse } from 'edtf';
import { type Calendar, type Precision, timeOfMinutes } from './calendar.js';
import {
  type EdtfAtom,
  overlap,
  readAtom,
  refuse,
  type Span,
  spanOf,
  type WrittenTime,
} from './edtf-atom.js';

/**
 * What an EDTF text says, read in one calendar. The standard means the proleptic Gregorian calendar; here a text keeps
 * the written date of its moment, so that the Battle of Hastings is `1066-10-14`, and only the bounds are converted.
 * `~`, `?` and `%` are remembered but do not widen the bounds: the standard does not say by how much they would.
 */
export interface EdtfDate {
  text: string;
  /** The first and the last minute it may mean, on the scale of `sortKey`. */
  earliest: number;
  latest: number;
  /** The finest unit that it fixes to one value; YEAR also where not even the year is certain. */
  precision: Precision;
  /** Whether the date, seen no closer than `level`, is among those meant. */
  covers(time: WrittenTime, level: Precision): boolean;
}

/** How an EDTF text is put together. */
export interface EdtfShape {
  kind: 'date' | 'interval' | 'set';
  /** One list an alternative: one atom, or the two ends of a range. */
  ranges: EdtfAtom[][];
}

const MAX_LENGTH = 200;

/** The package's grammar has no qualifier behind `X` or a season (`145X~`, `1984-21?`), where the standard has one. */
const QUALIFIED = /(X|-(?:2[1-9]|3\d|4[01]))[?~%](?=$|[/,\].])/gu;

/**
 * Reads EDTF level 0 and 1, and of level 2 sets of alternatives (`[1066,1068]`), decades and centuries by two or three
 * digits, `X` at any digit, qualifiers of parts, and the further seasons. Refused, since a moment is one event with two
 * bounds: open or unknown ends, lists (`{}`), years beyond four digits, significant digits, times with a zone.
 * `field` is what errors name. Throws BAD_USER_INPUT.
 */
export function readEdtf(text: string, calendar: Calendar, field: string): EdtfDate {
  const { ranges } = readEdtfShape(text, calendar, field);
  const spans = ranges.map((atoms) => spanOfRange(atoms, text, field));
  const earliest = Math.min(...spans.map((span) => span.earliest));
  const latest = Math.max(...spans.map((span) => span.latest));
  return {
    text,
    earliest,
    latest,
    precision: fixedUnit(earliest, latest, calendar),
    covers: (time, level) =>
      ranges.some((atoms, index) =>
        atoms.length === 1
          ? atoms[0]!.covers(time, level)
          : overlap(spans[index]!, spanOf(time, level, calendar)),
      ),
  };
}

/** The parts of an EDTF text; same refusals as `readEdtf`. */
export function readEdtfShape(text: string, calendar: Calendar, field: string): EdtfShape {
  const type = edtfType(text, field);
  const atom = (part: string) => readAtom(part, calendar, text, field);
  if (type === 'Interval') return { kind: 'interval', ranges: [text.split('/').map(atom)] };
  if (type === 'Set') {
    const ranges = text.slice(1, -1).split(',');
    return { kind: 'set', ranges: ranges.map((range) => range.trim().split('..').map(atom)) };
  }
  if (type === 'List')
    refuse(text, field, 'must be one date, interval or [set]: a {list} would be several moments');
  return { kind: 'date', ranges: [[atom(text)]] };
}

function edtfType(text: string, field: string): string {
  if (text.length > MAX_LENGTH) refuse(text, field, `must have at most ${MAX_LENGTH} characters`);
  try {
    return parse(text.replace(QUALIFIED, '$1')).type;
  } catch {
    refuse(
      text,
      field,
      'must be an EDTF date such as 1969-07-20, 1969-07, 145X, 1455~ or -0043-03-15 (44 BCE)',
    );
  }
}

function spanOfRange(atoms: EdtfAtom[], text: string, field: string): Span {
  const first = atoms[0]!;
  const last = atoms.at(-1)!;
  if (last.latest < first.earliest) refuse(text, field, 'must not end before it begins');
  return { earliest: first.earliest, latest: last.latest };
}

function fixedUnit(earliest: number, latest: number, calendar: Calendar): Precision {
  if (earliest === latest) return 'MINUTE';
  const [a, b] = [timeOfMinutes(earliest, calendar), timeOfMinutes(latest, calendar)];
  if (a.year !== b.year || a.month !== b.month) return 'YEAR';
  return a.day === b.day ? 'DAY' : 'MONTH';
}
