import { defaultCalendar } from '../../moments/domain/calendar.js';
import { canonicalEdtf } from '../../moments/domain/edtf-date.js';
import type { MomentDraft, Precision } from '../domain/generator.js';
import { type AnsweredDate, invalidAnswer } from './openai-answer.js';

type DraftDate = Pick<
  MomentDraft,
  'year' | 'month' | 'day' | 'time' | 'precision' | 'calendar' | 'edtf' | 'end'
>;

/**
 * The date of an answer with its fillers. Throws INVALID_ANSWER where a part is given without the one above it; whether
 * the day exists and EDTF agrees is checked with the whole draft.
 */
export function draftDate({ year, month, day, time, calendar, edtf, end }: AnsweredDate): DraftDate {
  if (day !== null && month === null) throw invalidAnswer('its date has a day and no month');
  if (time !== null && day === null) throw invalidAnswer('its date has a time and no day');
  const parts = { year, month: month ?? 1, day: day ?? 1 };
  const precision = precisionOf({ month, day, time });
  return {
    ...parts,
    time: time?.replace(':', '') ?? '0000',
    precision,
    calendar: calendar ?? defaultCalendar(parts.year, parts.month, parts.day),
    edtf: saysMore(edtf, { ...parts, time }, precision),
    end: end?.trim() || undefined,
  };
}

function precisionOf({ month, day, time }: Pick<AnsweredDate, 'month' | 'day' | 'time'>): Precision {
  if (month === null) return 'YEAR';
  if (day === null) return 'MONTH';
  return time === null ? 'DAY' : 'MINUTE';
}

/** EDTF that only repeats the parts, or fewer of them, says nothing more; any other must agree with them. */
function saysMore(
  edtf: string | null,
  { time, ...date }: { year: number; month: number; day: number; time: string | null },
  precision: Precision,
): string | undefined {
  const text = edtf?.trim() ?? '';
  const [hour, minute] = (time ?? '00:00').split(':').map(Number) as [number, number];
  const own = canonicalEdtf(
    { ...date, hour, minute, country: '', region: '', city: '', slug: '' },
    precision,
  );
  return text === '' || own.startsWith(text) ? undefined : text;
}
