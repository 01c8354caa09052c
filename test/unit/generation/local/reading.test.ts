import type { GeneratorError } from '../../../../src/features/generation/domain/generator.js';
import { readClock } from '../../../../src/features/generation/local/reading/read-clock.js';
import { readDate } from '../../../../src/features/generation/local/reading/read-date.js';
import { tidied } from '../../../../src/features/generation/local/reading/words.js';

const edtfOf = (text: string) => {
  const date = readDate(tidied(text));
  return date && (date.end ? `${date.edtf} to ${date.end}` : (date.edtf ?? `${date.month}-${date.day}`));
};

test.each([
  ['14 October 1066', '1066-10-14'],
  ['October 14 1066', '1066-10-14'],
  ['Oct. 14th, 1066', '1066-10-14'],
  ['the 14th of October, 1066', '1066-10-14'],
  ['the twenty-eighth of June, 1914', '1914-06-28'],
  ['Sunday, 28 June 1914', '1914-06-28'],
  ['1914 June 28', '1914-06-28'],
  ['1914-06-28', '1914-06-28'],
  ['1914/6/28', '1914-06-28'],
  ['28.06.1914', '1914-06-28'],
  ['28/06/1914', '1914-06-28'],
  ['06/28/1914', '1914-06-28'],
  ['-0043-03-15', '-0043-03-15'],
  ['15 March 44 BC', '-0043-03-15'],
  ['March 15, 44 B.C.E.', '-0043-03-15'],
  ['the Ides of March 44 BC', '-0043-03-15'],
  ['ides of April 43 BC', '-0042-04-13'],
  ['March 44 BC', '-0043-03'],
  ['44 BC', '-0043'],
  ['BC 44', '-0043'],
  ['1 BC', '0000'],
  ['AD 79', '0079'],
  ['A.D. 79', '0079'],
  ['24 August 79 CE', '0079-08-24'],
  ['Vesuvius erupts in 79', '0079'],
  ['1066: Battle of Hastings', '1066'],
  ['2,560 BC', '-2559'],
  ['published 1455', '1455'],
  ['c. 1455', '1455~'],
  ['around 2560 BC', '-2559~'],
  ['June 1914', '1914-06'],
  ['summer of 1914', '1914-22'],
  ['the 1780s', '[1780..1789]'],
  ['early 1780s', '[1780..1782]'],
  ['mid-1780s', '[1783..1786]'],
  ['late 1780s', '[1787..1789]'],
  ['5th century BC', '[-0499..-0400]'],
  ['first century BC', '[-0099..0000]'],
  ['18th century', '[1701..1800]'],
  ['late fifteenth century', '[1468..1500]'],
  ['3rd millennium BC', '[-2999..-2000]'],
  ['between 1450 and 1455', '[1450..1455]'],
  ['1914-1918', '1914 to 1918'],
  ['XIII century', '[1201..1300]'],
  ['the IVth century BC', '[-0399..-0300]'],
  ['first half of the 15th century', '[1401..1450]'],
  ['last quarter of the eighteenth century', '[1776..1800]'],
  ['the end of the 1920s', '[1927..1929]'],
  ['the 330s BC', '[-0338..-0329]'],
  ['Christmas Day 800', '0800-12-25'],
  ["New Year's Eve 1899", '1899-12-31'],
  ['Good Friday, 1865', '1865-04-14'],
  ['Easter Monday 1916', '1916-04-24'],
  ['Easter 1282', '1282-03-29'],
  ['Easter 1700', '1700'],
  ['between 3 and 5 May 1945', '1945-05-03 to 1945-05-05'],
  ['1939-09-01/1945-05-08', '1939-09-01 to 1945-05-08'],
  ['the year of our Lord 1066', '1066'],
  ['the fifth day of May, in the year 1789', '1789-05-05'],
  ['25 October 1917 (O.S.)', '1917-10-25'],
  ['1914–18', '1914 to 1918'],
  ['490-479 BC', '-0489 to -0478'],
  ['July 1-3, 1863', '1863-07-01 to 1863-07-03'],
  ['1–3 July 1863', '1863-07-01 to 1863-07-03'],
  ['from 28 July 1914 to 11 November 1918', '1914-07-28 to 1918-11-11'],
  ['from May 10 to June 4, 1940', '1940-05-10 to 1940-06-04'],
  ['29 February 1500', '1500-02-29'],
  // For the place to say whether it had that day.
  ['29 February 1900', '1900-02-29'],
  ['29 February 45 BC', '-0044-02-29'],
  ['Battle on 14 October', '10-14'],
  ['On 14 October, the battle of 1066', '1066-10-14'],
])('%s is %s', (text, edtf) => {
  expect(edtfOf(text)).toBe(edtf);
});

test.each([
  'Apollo 11 moon landing',
  'Intel 4004 microprocessor',
  'AlphaGo Move 37',
  'World War II',
  'Windows 2000',
  'Boeing 747 first flight',
  '300 Spartans at Thermopylae',
  'Catch 22',
  'Luther posts 95 theses',
  'D-Day invasion',
  'The V-2 rocket',
  'before 1500',
  'a crowd of 5000 people',
  '1492 ships',
  'May 68',
  'the march on Rome',
  '10,000 BC',
])('"%s" holds no date', (text) => {
  expect(readDate(text)).toBeUndefined();
});

test.each([
  '31 February 1815',
  '29 February 1900 (New Style)',
  '30 February 1900 O.S.',
  'February 30',
  '31 April 44 BC',
  '1914-13-01',
  '1914-02-30',
  '10 October 1582',
  '0 AD',
  'June 45 1900',
  '03/04/1914',
  '1918 to 1914',
])('%s is refused and never moved', (text) => {
  expect(() => readDate(text)).toThrow(
    expect.objectContaining<Partial<GeneratorError>>({ code: 'UNRESOLVED' }),
  );
});

test.each([
  ['at 14:30', '1430'],
  ['at 2:30 pm', '1430'],
  ['at 2.30 p.m.', '1430'],
  ['at 5 am', '0500'],
  ['at 12 am', '0000'],
  ['12:15 pm', '1215'],
  ['at noon', '1200'],
  ['at midnight', '0000'],
  ['at 1430 hours', '1430'],
  ["5 o'clock in the afternoon", '1700'],
  ['1969-07-20T20:17', '2017'],
  ['about 5 pm', null],
  ['in the evening', null],
  ['Midnight, 6 March 1957', '0000'],
  ['at half past nine in the evening', '2130'],
  ['at a quarter to five p.m.', '1645'],
  ["at ten o'clock in the morning", '1000'],
  ["at nine o'clock", null],
  ['at 9.04 a.m., 6 December 1917', '0904'],
  ['Noon gun fired at noon', '1200'],
])('%s is %s', (text, time) => {
  expect(readClock(text)?.time).toBe(time);
});

test.each([
  'High Noon premieres',
  'Night of the Long Knives',
  'the dawn chorus',
  'Apollo 11',
  'published 1455',
  '28.06.1914',
])('"%s" holds no time', (text) => {
  expect(readClock(text)).toBeUndefined();
});

test.each(['at 25:10', 'at 12:61', 'at 13:00 pm'])('%s is refused', (text) => {
  expect(() => readClock(text)).toThrow(expect.objectContaining({ code: 'UNRESOLVED' }));
});
