import { awaitedKeys, isNamed } from '../../../src/features/moments/domain/awaited.js';

test('a link waits by the path of its moment, or by its year and the longest word of its name', () => {
  expect(
    awaitedKeys([
      { path: '/1957/october/04/1928/kazakhstan/baikonur/baikonur/sputnik' },
      { name: 'The fall of Tenochtitlan', year: 1521 },
      { name: 'Fall of Tenochtitlan!', year: 1521 },
      { name: 'Murder of Caesar', year: -44 },
      { name: 'of the', year: 1900 },
      { subject: 'd-day' },
    ]),
  ).toEqual([
    '/1957/october/04/1928/kazakhstan/baikonur/baikonur/sputnik',
    '1521 tenochtitlan',
    '-44 murder',
  ]);
});

test('of one generation at most 24 are kept', () => {
  const others = Array.from({ length: 40 }, (_, index) => ({ name: `Voyage${index} begins`, year: 1700 }));
  expect(awaitedKeys(others)).toHaveLength(24);
});

test('a moment is meant by a name of its year whose words it all has', () => {
  const arrived = { id: '1', slug: 'fall-of-the-berlin-wall', year: 1989 };
  expect(isNamed(arrived, { name: 'Berlin Wall: the fall', year: 1989 })).toBe(true);
  expect(isNamed(arrived, { name: 'Fall of the Berlin Wall', year: 1989 })).toBe(true);
  expect(isNamed(arrived, { name: 'Berlin Wall', year: 1961 })).toBe(false);
  expect(isNamed(arrived, { name: 'Berlin Wall falls', year: 1989 })).toBe(false);
  // One word says too little, unless there is no other.
  expect(isNamed(arrived, { name: 'Berlin', year: 1989 })).toBe(false);
  expect(isNamed({ ...arrived, slug: 'skylab' }, { name: 'Skylab', year: 1989 })).toBe(true);
  expect(isNamed(arrived, { subject: 'fall-of-the-berlin-wall' })).toBe(false);
});
