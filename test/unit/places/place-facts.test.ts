import { placeFacts } from '../../../src/features/places/domain/place-facts.js';
import { createPlaceBook } from '../../../src/features/places/queries/place-book.js';

const book = createPlaceBook();
const factsOf = async (path: string) => {
  const [country, region, city] = path.split('/') as [string, string, string];
  return placeFacts(await book(), { country, region, city });
};

test.each([
  ['turkey/istanbul/istanbul', 41.01, 28.96],
  ['turkiye/istanbul/istanbul', 41.01, 28.96],
  ['ottoman-empire/thrace/constantinople', 41.01, 28.96],
  ['germany/bavaria/munich', 48.137, 11.575],
  ['usa/new-york/new-york', 40.714, -74.006],
  ['united-states/new-york/new-york-city', 40.714, -74.006],
  ['peru/lima/lima', -12.043, -77.028],
  ['united-kingdom/kent/dover', 51.126, 1.313],
  ['france/unknown/lyon', 45.748, 4.846],
  ['ocean/atlantic-ocean/north-atlantic', 41.726, -49.948],
])('%s is known', async (path, latitude, longitude) => {
  const { location } = await factsOf(path);
  expect(location!.latitude).toBeCloseTo(latitude, 1);
  expect(location!.longitude).toBeCloseTo(longitude, 1);
});

test.each([
  ['a town of that name in another region', 'united-states/illinois/houston'],
  ['one of several towns of that name', 'united-states/unknown/springfield'],
  ['a city of another country', 'france/ile-de-france/istanbul'],
  ['no city', 'italy/lazio/unknown'],
  ['a country that is none', 'nowhere/at/rome'],
  ['a town that is none', 'italy/lazio/nonesuch'],
  ['the Moon', 'space/moon/sea-of-tranquility'],
])('nothing is made up for %s', async (_, path) => {
  expect((await factsOf(path)).location).toBeNull();
});

test('the names of a city are those of all times, those of a country of one word', async () => {
  expect((await factsOf('turkey/istanbul/istanbul')).names).toEqual(
    expect.arrayContaining(['Istanbul', 'Constantinople', 'Byzantium', 'Anatolia']),
  );
  expect((await factsOf('iran/fars/shiraz')).names).toContain('Persia');
  const { names } = await factsOf('germany/bavaria/munich');
  expect(names.join(' ')).not.toMatch(/Nazi|Empire/);
  expect((await factsOf('nowhere/at/all')).names).toEqual([]);
});
