import { slugify } from '../../moments/domain/slug.js';
import type { Countries } from './countries.js';
import { folded } from './folded.js';
import type { Place } from './place.js';
import type { KnownPlace } from './tables.js';

/** The places of `places.yaml`, by key and by any of their names. */
export interface KnownPlaces {
  byKey(key: string): NamedPlace | undefined;
  byName(name: string): NamedPlace[];
}

export interface NamedPlace extends Place {
  /** All that people call it, its name of today first. */
  names: readonly string[];
  /** Meant by its plain name, though a town elsewhere has more people. */
  foremost: boolean;
}

export function createKnownPlaces(places: KnownPlace[], countries: Countries): KnownPlaces {
  const byKey = new Map<string, NamedPlace>();
  const byName = new Map<string, NamedPlace[]>();
  for (const entry of places) {
    const place = placeOf(entry, countries);
    byKey.set(entry.key, place);
    for (const name of new Set(place.names.map(folded)))
      byName.set(name, [...(byName.get(name) ?? []), place]);
  }
  return { byKey: (key) => byKey.get(key), byName: (name) => byName.get(folded(name)) ?? [] };
}

function placeOf(
  { country, region, city, at, names, foremost }: KnownPlace,
  countries: Countries,
): NamedPlace {
  const elsewhere = country === 'space' || country === 'ocean';
  return {
    country: elsewhere ? country : countries.slugOf(country),
    region: slugify(region),
    city: slugify(city),
    latitude: at?.[0],
    longitude: at?.[1],
    label: elsewhere ? `${city}, ${region}` : `${city}, ${countries.nameOf(country)}`,
    level: 'CITY',
    foundIn: 'PLACES',
    confidence: 0.95,
    names: [city, ...names],
    foremost,
  };
}
