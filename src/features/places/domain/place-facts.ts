import { slugify } from '../../moments/domain/slug.js';
import type { Places } from './find-place.js';
import { folded } from './folded.js';
import { spokenRegion, type Town } from './gazetteer.js';
import type { NamedPlace } from './known-places.js';
import { UNKNOWN } from './place.js';

/** A city as the path of a moment names it, in segments. */
export interface CityKey {
  country: string;
  region: string;
  city: string;
}

export interface PlaceFacts {
  /** Degrees, WGS 84; null for a city that is not known, and in space. */
  location: { latitude: number; longitude: number } | null;
  /** What else the city and its country are and were called: Constantinople, of Istanbul. */
  names: string[];
}

/**
 * What the tables and the gazetteer say of a city, by its name of today or another. Country and region must agree, but
 * a region that is none of today's (`thrace`, `unknown`) does not rule out the only town of that name in the country.
 */
export function placeFacts(places: Places, key: CityKey): PlaceFacts {
  const known = knownPlace(places, key);
  const { latitude, longitude } = known ?? town(places, key) ?? {};
  return {
    location: latitude === undefined ? null : { latitude, longitude: longitude! },
    names: [...new Set([...(known?.names ?? []), ...countryNames(places, key)])],
  };
}

function knownPlace(places: Places, key: CityKey): NamedPlace | undefined {
  const countries = new Set([key.country, ...codesOf(places, key).map(places.countries.slugOf)]);
  const named = places.known.byName(words(key.city)).filter(({ country }) => countries.has(country));
  return (
    named.find(({ region }) => region === key.region) ??
    only(
      named.filter(
        ({ country, city }) =>
          !namesAnotherRegion(places, key, country) && (city !== key.city || !hasNamesakes(places, key)),
      ),
    )
  );
}

function town(places: Places, key: CityKey): Town | undefined {
  if (key.city === UNKNOWN) return undefined;
  const gazetteer = () => places.gazetteer();
  const towns = codesOf(places, key).flatMap((code) => [
    ...gazetteer().townsIn(code, words(key.city)),
    // New York is listed as New York City.
    ...gazetteer().townsIn(code, `${words(key.city)} city`),
  ]);
  const region = spokenRegion(words(key.region));
  return (
    towns.find((each) => slugify(each.region) === key.region || spokenRegion(each.region) === region) ??
    only(towns.filter(({ country }) => !namesAnotherRegion(places, key, places.countries.slugOf(country))))
  );
}

/** Names of today are given to several towns; of a historical one the place is meant that is known for it. */
function hasNamesakes(places: Places, key: CityKey): boolean {
  return codesOf(places, key).flatMap((code) => places.gazetteer().townsIn(code, words(key.city))).length > 1;
}

/** Whether the region of the path is one of today's of that country. It was asked already whether it is the right one. */
function namesAnotherRegion(places: Places, { region, city }: CityKey, country: string): boolean {
  if (region === UNKNOWN || region === city || region === country) return false;
  return places
    .gazetteer()
    .regions(words(region))
    .some((each) => places.countries.slugOf(each.country) === country);
}

/** A name of several words would have each of them find all that happened in the country. */
function countryNames(places: Places, key: CityKey): string[] {
  const codes = codesOf(places, key);
  if (codes.length !== 1) return [];
  const { nameOf, otherNamesOf } = places.countries;
  const others = otherNamesOf(codes[0]!).filter((name) => !folded(name).includes(' '));
  return [nameOf(codes[0]!), ...others];
}

function codesOf(places: Places, { country }: CityKey): readonly string[] {
  return places.countries.codesOf(words(country));
}

function words(slug: string): string {
  return slug.replaceAll('-', ' ');
}

function only<T>(items: T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
