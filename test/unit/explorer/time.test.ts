import {
  edtfEnd,
  edtfOf,
  edtfStart,
  isoMinutes,
  minutesAt,
  timeText,
  YEAR,
} from '../../../web/explorer/time/calendar.js';
import { ticks } from '../../../web/explorer/time/ticks.js';
import { held, moved, readWindow, windowEdtf, zoomed } from '../../../web/explorer/time/window.js';

const labels = (from: string, to: string, room: number) =>
  ticks(edtfStart(from)!, edtfStart(to)!, room).map(({ label }) => label);

describe('dates as the service writes them', () => {
  test.each([
    ['-0043-03-15T10:30', '-0043-03-13T10:30'],
    ['1582-10-04T12:00', '1582-10-14T12:00'],
    ['1582-10-15T00:00', '1582-10-15T00:00'],
    ['1969-07-20T20:17', '1969-07-20T20:17'],
  ])('%s is the same minute as %s, which is proleptic Gregorian', (edtf, iso) => {
    expect(edtfStart(edtf)).toBe(isoMinutes(iso));
    expect(edtfOf(edtfStart(edtf)!, 60)).toBe(edtf);
  });

  test.each([
    ['-2559', '-2558'],
    ['0000', '0001'],
    ['1914-12', '1915-01'],
    ['1582-10-04', '1582-10-15'],
    ['1969-07-20T23:59', '1969-07-21'],
  ])('%s ends where %s begins', (edtf, next) => expect(edtfEnd(edtf)).toBe(edtfStart(next)));

  test('words are as fine as what is looked at', () => {
    const ides = minutesAt({ year: -43, month: 3, day: 15, hour: 10, minute: 30 });
    expect([1000 * YEAR, YEAR, 20 * 1440, 60].map((span) => timeText(ides, span))).toEqual([
      '44 BCE',
      'March 44 BCE',
      '15 March 44 BCE',
      '15 March 44 BCE, 10:30',
    ]);
  });
});

describe('marks of the axis', () => {
  test('millennia are round in BCE, and there is no year 0', () =>
    expect(labels('-3100', '2026', 6)).toEqual(['3000 BCE', '2000 BCE', '1000 BCE', '1 CE', '1000', '2000']));
  test('years about the turn', () =>
    expect(labels('-0002', '0003', 6)).toEqual(['3 BCE', '2 BCE', '1 BCE', '1 CE', '2 CE', '3 CE']));
  test('months', () => expect(labels('1914-05-20', '1914-09-02', 4)).toEqual(['Jun', 'Jul', 'Aug', 'Sep']));
  test('days over the change of calendar', () =>
    expect(labels('1582-10-03', '1582-10-16', 4)).toEqual(['3 Oct', '4 Oct', '15 Oct', '16 Oct']));
  test('minutes', () =>
    expect(labels('1914-06-28T10:40', '1914-06-28T11:01', 5)).toEqual([
      '10:40',
      '10:45',
      '10:50',
      '10:55',
      '11:00',
    ]));
});

describe('what is looked at', () => {
  const whole = { from: minutesAt({ year: -3000 }), to: minutesAt({ year: 2027 }) };

  test('is written to an address and read from it', () => {
    const query = new URLSearchParams(
      windowEdtf({ from: edtfStart('1914-06-28T10:00')!, to: edtfStart('1914-06-28T11:30')! }),
    );
    expect(query.get('to')).toBe('1914-06-28T11:29');
    expect(windowEdtf(readWindow(query)!)).toEqual({ from: '1914-06-28T10:00', to: '1914-06-28T11:29' });
    expect(readWindow(new URLSearchParams('from=yesterday&to=now'))).toBeNull();
  });

  test('stays within the whole and is never narrower than half an hour', () => {
    expect(zoomed(whole, 3, 0, whole)).toEqual(whole);
    expect(moved({ from: whole.to - 100, to: whole.to }, 5, whole)).toEqual({
      from: whole.to - 100,
      to: whole.to,
    });
    const closest = held({ from: 10, to: 12 }, whole);
    expect(closest.to - closest.from).toBe(30);
  });

  test('the point that is zoomed at stays where it is', () => {
    const { from, to } = zoomed({ from: 0, to: 100_000 }, 0.5, 25_000, whole);
    expect((25_000 - from) / (to - from)).toBeCloseTo(0.25, 3);
  });
});
