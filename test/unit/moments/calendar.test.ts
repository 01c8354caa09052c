import fc from 'fast-check';
import {
  astronomicalYear,
  type Calendar,
  dateOfJulianDay,
  daysInMonth,
  defaultCalendar,
  historicalYear,
  isLeapYear,
  isoGregorian,
  julianDayNumber,
  toMinutes,
} from '../../../src/features/moments/domain/calendar.js';

const jdn = (year: number, month: number, day: number, calendar: Calendar) =>
  julianDayNumber({ year, month, day }, calendar);
const gregorian = (year: number, month: number, day: number) =>
  dateOfJulianDay(jdn(year, month, day, 'JULIAN'), 'GREGORIAN');

describe('Julian day numbers', () => {
  // Explanatory Supplement to the Astronomical Almanac; Meeus, Astronomical Algorithms, chapter 7.
  it.each([
    ['the origin, Julian', -4712, 1, 1, 'JULIAN', 0],
    ['the origin, Gregorian', -4713, 11, 24, 'GREGORIAN', 0],
    ['the Unix epoch', 1970, 1, 1, 'GREGORIAN', 2440588],
    ['J2000', 2000, 1, 1, 'GREGORIAN', 2451545],
    ['the last Julian day', 1582, 10, 4, 'JULIAN', 2299160],
    ['the first Gregorian day', 1582, 10, 15, 'GREGORIAN', 2299161],
    ['Meeus: 837 April 10', 837, 4, 10, 'JULIAN', 2026872],
    ['Meeus: -1000 July 12', -1000, 7, 12, 'JULIAN', 1356001],
    ['Meeus: -1001 August 17', -1001, 8, 17, 'JULIAN', 1355671],
    ['modified Julian day 0', 1858, 11, 17, 'GREGORIAN', 2400001],
  ] as const)('%s', (_, year, month, day, calendar, number) => {
    expect(jdn(year, month, day, calendar)).toBe(number);
    expect(dateOfJulianDay(number, calendar)).toEqual({ year, month, day });
  });

  it.each([
    ['Hastings', [1066, 10, 14], [1066, 10, 20]],
    ['the Ides of March 44 BCE', [-43, 3, 15], [-43, 3, 13]],
    ['the October Revolution', [1917, 10, 25], [1917, 11, 7]],
    ['the birth of Newton', [1642, 12, 25], [1643, 1, 4]],
    ['Greece changes', [1923, 2, 15], [1923, 2, 28]],
    ['the calendars agree in the third century', [250, 6, 1], [250, 6, 1]],
  ] as const)('%s', (_, [year, month, day], [gYear, gMonth, gDay]) => {
    expect(gregorian(year, month, day)).toEqual({ year: gYear, month: gMonth, day: gDay });
  });

  it('go up by one a day, through every month and leap day, both ways', () => {
    const day = fc.integer({ min: -2_000_000, max: 6_000_000 });
    fc.assert(
      fc.property(day, fc.constantFrom<Calendar>('JULIAN', 'GREGORIAN'), (number, calendar) => {
        const date = dateOfJulianDay(number, calendar);
        expect(julianDayNumber(date, calendar)).toBe(number);
        expect(date.day).toBeGreaterThanOrEqual(1);
        expect(date.day).toBeLessThanOrEqual(daysInMonth(date.year, date.month, calendar));
        const next = dateOfJulianDay(number + 1, calendar);
        const wrapped = date.day === daysInMonth(date.year, date.month, calendar);
        expect(next.day).toBe(wrapped ? 1 : date.day + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('agree with the Date of the language for the proleptic Gregorian calendar', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(-3e14), max: new Date(2e14), noInvalidDate: true }), (date) => {
        const time = {
          year: historicalYear(date.getUTCFullYear()),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
        };
        expect(toMinutes(time, 'GREGORIAN')).toBe(Math.floor(date.getTime() / 60000));
      }),
    );
  });
});

describe('leap years by astronomical number', () => {
  it.each([
    [-44, true, true],
    [-43, false, false],
    [0, true, true],
    [4, true, true],
    [1500, true, false],
    [1600, true, true],
    [1900, true, false],
    [-100, true, false],
    [-400, true, true],
  ])('%d: Julian %s, Gregorian %s', (year, julian, greg) => {
    expect(isLeapYear(year, 'JULIAN')).toBe(julian);
    expect(isLeapYear(year, 'GREGORIAN')).toBe(greg);
    expect(daysInMonth(year, 2, 'JULIAN')).toBe(julian ? 29 : 28);
  });
});

it('historical counting has no year 0', () => {
  expect([-44, -1, 1, 1969].map(astronomicalYear)).toEqual([-43, 0, 1, 1969]);
  expect([-43, 0, 1, 1969].map(historicalYear)).toEqual([-44, -1, 1, 1969]);
});

describe('the scale of order', () => {
  it.each([
    [[1970, 1, 1, 0, 0], 'GREGORIAN', 0],
    [[1969, 12, 31, 23, 59], 'GREGORIAN', -1],
    [[1969, 7, 20, 20, 56], 'GREGORIAN', Date.UTC(1969, 6, 20, 20, 56) / 60000],
    [[1917, 10, 25, 21, 45], 'JULIAN', Date.UTC(1917, 10, 7, 21, 45) / 60000],
    // 5,286 Julian years with 1,321 leap days before Julian day 0.
    [[-9999, 1, 1, 0, 0], 'JULIAN', (-(5286 * 365 + 1321) - 2440588) * 1440],
  ] as const)('%j %s is %d', ([year, month, day, hour, minute], calendar, minutes) => {
    expect(toMinutes({ year, month, day, hour, minute }, calendar)).toBe(minutes);
  });

  it('runs on without a gap through the change of calendar and of era', () => {
    const before = toMinutes({ year: 1582, month: 10, day: 4, hour: 23, minute: 59 }, 'JULIAN');
    expect(toMinutes({ year: 1582, month: 10, day: 15, hour: 0, minute: 0 }, 'GREGORIAN')).toBe(before + 1);
    const bce = toMinutes({ year: -1, month: 12, day: 31, hour: 23, minute: 59 }, 'JULIAN');
    expect(toMinutes({ year: 1, month: 1, day: 1, hour: 0, minute: 0 }, 'JULIAN')).toBe(bce + 1);
  });

  it.each([
    [[-44, 3, 15, 10, 30], 'JULIAN', '-0043-03-13T10:30'],
    [[-1, 6, 1, 0, 0], 'GREGORIAN', '0000-06-01T00:00'],
    [[79, 8, 24, 13, 0], 'JULIAN', '0079-08-22T13:00'],
    [[1969, 7, 20, 20, 56], 'GREGORIAN', '1969-07-20T20:56'],
    [[10000, 1, 1, 0, 0], 'GREGORIAN', '+10000-01-01T00:00'],
  ] as const)('%j %s in ISO is %s', ([year, month, day, hour, minute], calendar, iso) => {
    expect(isoGregorian(toMinutes({ year, month, day, hour, minute }, calendar))).toBe(iso);
  });
});

it('a date is Julian before 15 October 1582', () => {
  expect(defaultCalendar(1582, 10, 14)).toBe('JULIAN');
  expect(defaultCalendar(1582, 10, 15)).toBe('GREGORIAN');
  expect(defaultCalendar(1582, 9, 30)).toBe('JULIAN');
  expect(defaultCalendar(1582, 11, 1)).toBe('GREGORIAN');
  expect(defaultCalendar(-44, 3, 15)).toBe('JULIAN');
  expect(defaultCalendar(1583, 1, 1)).toBe('GREGORIAN');
});
