import { type Calendar, historicalYear, timeOfMinutes } from './calendar.js';
import type { EdtfAtom } from './edtf-atom.js';
import { readEdtfShape } from './edtf-reading.js';
import { MONTHS } from './path.js';

const SEASONS =
  'spring,summer,autumn,winter,northern spring,northern summer,northern autumn,northern winter,southern spring,southern summer,southern autumn,southern winter,first quarter of,second quarter of,third quarter of,last quarter of,first third of,second third of,last third of,first half of,second half of'.split(
    ',',
  );

/**
 * The date in English words, no finer than it is known: "15 March 44 BCE, 10:30 (Julian calendar)", "1455",
 * "about 1450s". `edtf` and `calendar` are those of a moment; the calendar is named where it makes a difference to a
 * month or a day and is Julian, or Gregorian before there was one.
 */
export function dateText(edtf: string, calendar: Calendar): string {
  const { kind, ranges } = readEdtfShape(edtf, calendar, 'edtf');
  const worded = ranges.map((atoms) => atoms.map((atom) => atomText(atom, calendar)));
  const text =
    kind === 'interval'
      ? `between ${worded[0]!.join(' and ')}`
      : worded.map((range) => range.join(' to ')).join(' or ');
  return text + calendarNote(ranges.flat(), calendar);
}

function calendarNote(atoms: EdtfAtom[], calendar: Calendar): string {
  if (!atoms.some(({ mask, season }) => season || known(mask?.month ?? null))) return '';
  if (calendar === 'JULIAN') return ' (Julian calendar)';
  const { year, month, day } = timeOfMinutes(atoms[0]!.earliest, 'GREGORIAN');
  const early = year * 10000 + month * 100 + day < 15821015;
  return early ? ' (Gregorian calendar)' : '';
}

function known(part: string | null): part is string {
  return part !== null && !part.includes('X');
}

function atomText(atom: EdtfAtom, calendar: Calendar): string {
  const perhaps = /[?%]/u.test(atom.text) ? 'perhaps ' : '';
  const about = /[~%]/u.test(atom.text) ? 'about ' : '';
  return perhaps + about + plainText(atom, calendar);
}

function plainText({ mask, season, earliest, latest }: EdtfAtom, calendar: Calendar): string {
  if (season) return `${SEASONS[season.code - 21]} ${yearText(season.year)}`;
  const { year, month, day, time } = mask!;
  const noMonth = month === null || month === 'XX';
  const noDay = day === null || day === 'XX';
  if (known(year) && known(month) && known(day)) {
    const clock = time ? `, ${time.slice(0, 2)}:${time.slice(2)}` : '';
    return `${Number(day)} ${monthText(month)} ${yearText(Number(year))}${clock}`;
  }
  if (known(year) && known(month) && noDay) return `${monthText(month)} ${yearText(Number(year))}`;
  if (known(year) && noMonth && noDay) return yearText(Number(year));
  if (noMonth && noDay && /^[1-9]\d(?:\dX|XX)$/u.test(year)) return `${year.replaceAll('X', '0')}s`;
  const [first, last] = [timeOfMinutes(earliest, calendar), timeOfMinutes(latest, calendar)];
  if (noMonth && noDay) return `between ${yearText(first.year)} and ${yearText(last.year)}`;
  const worded = ({ year, month, day }: typeof first) =>
    `${noDay ? '' : `${day} `}${monthText(String(month))} ${yearText(year)}`;
  return `between ${worded(first)} and ${worded(last)}`;
}

function monthText(month: string): string {
  const name = MONTHS[Number(month) - 1]!;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Years before 1000 are marked, since a bare "79" is no year to most readers. `year` is astronomical. */
function yearText(year: number): string {
  if (year <= 0) return `${-historicalYear(year)} BCE`;
  return year < 1000 ? `${year} CE` : String(year);
}
