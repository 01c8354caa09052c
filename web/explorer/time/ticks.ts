import { DAY, HOUR, MONTHS, minutesAt, type Written, written, YEAR, yearText } from './calendar.js';

export interface Tick {
  at: number;
  label: string;
  /** Where a year, a month or a day begins among finer ones. */
  major: boolean;
}

const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const MONTHS_APART = [1, 3, 6];
const DAYS_APART = [1, 2, 7, 14];
const MINUTES_APART = [1, 5, 15, 30, 60, 180, 360, 720];

/** Marks for the axis from `from` to `to`, about `room` of them, at round years, months, days or minutes. */
export function ticks(from: number, to: number, room: number): Tick[] {
  const apart = (to - from) / Math.max(2, room);
  const years = YEARS.find((step) => step * YEAR >= apart);
  if (apart > 183 * DAY) return yearTicks(from, to, years ?? 10_000);
  const months = MONTHS_APART.find((step) => step * 30.4 * DAY >= apart);
  if (apart > 14 * DAY && months) return monthTicks(from, to, months);
  const days = DAYS_APART.find((step) => step * DAY >= apart);
  if (apart > 12 * HOUR && days) return dayTicks(from, to, days);
  return minuteTicks(from, to, MINUTES_APART.find((step) => step >= apart) ?? 720);
}

/** Years are counted historically, so that 1000 BCE is round; there is no year 0, and 1 CE stands for it. */
function yearTicks(from: number, to: number, step: number): Tick[] {
  const marks: Tick[] = [];
  const last = written(to).year;
  for (let round = Math.floor((written(from).year - 1) / step) * step; round <= last + 1; round += step) {
    if (step === 1 && round === 0) continue;
    const year = round < 0 ? round + 1 : Math.max(round, 1);
    marks.push({ at: minutesAt({ year }), label: yearText(year), major: round % (step * 5) === 0 });
  }
  return within(marks, from, to);
}

function monthTicks(from: number, to: number, step: number): Tick[] {
  const marks: Tick[] = [];
  const { year: first } = written(from);
  const { year: last } = written(to);
  for (let year = first; year <= last; year++) {
    for (let month = 1; month <= 12; month += step) {
      const label = month === 1 ? yearText(year) : MONTHS[month - 1]!.slice(0, 3);
      marks.push({ at: minutesAt({ year, month }), label, major: month === 1 });
    }
  }
  return within(marks, from, to);
}

function dayTicks(from: number, to: number, step: number): Tick[] {
  const marks: Tick[] = [];
  for (let at = Math.floor(from / DAY) * DAY; at <= to; at += DAY) {
    const date = written(at);
    // Counted from the first of the month, so that marks do not wander; the last few before the next are left out.
    if ((date.day - 1) % step !== 0 || (step > 1 && date.day > 31 - step / 2)) continue;
    marks.push({ at, label: dayLabel(date), major: date.day === 1 });
  }
  return within(marks, from, to);
}

function minuteTicks(from: number, to: number, step: number): Tick[] {
  const marks: Tick[] = [];
  for (let at = Math.floor(from / step) * step; at <= to; at += step) {
    const date = written(at);
    const midnight = date.hour === 0 && date.minute === 0;
    const clock = `${String(date.hour).padStart(2, '0')}:${String(date.minute).padStart(2, '0')}`;
    marks.push({ at, label: midnight ? dayLabel(date) : clock, major: midnight });
  }
  return within(marks, from, to);
}

function dayLabel({ year, month, day }: Written): string {
  const name = MONTHS[month - 1]!.slice(0, 3);
  return day === 1 ? `${name} ${yearText(year)}` : `${day} ${name}`;
}

const within = (marks: Tick[], from: number, to: number) => marks.filter(({ at }) => at >= from && at <= to);
