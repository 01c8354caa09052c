import { slugify } from '../../../moments/domain/path.js';
import type { CorpusPlace } from '../corpus/schema.js';
import { folded } from '../reading/words.js';
import type { Countries } from './countries.js';
import type { Place } from './place.js';

/** The places of `places.yaml`, by key and by any of their names. */
export interface KnownPlaces {
  byKey(key: string): Place | undefined;
  byName(name: string): Place[];
}

export function createKnownPlaces(places: CorpusPlace[], countries: Countries): KnownPlaces {
  const byKey = new Map<string, Place>();
  const byName = new Map<string, Place[]>();
  for (const entry of places) {
    const place = placeOf(entry, countries);
    byKey.set(entry.key, place);
    for (const name of new Set([entry.city, ...entry.names].map(folded)))
      byName.set(name, [...(byName.get(name) ?? []), place]);
  }
  return { byKey: (key) => byKey.get(key), byName: (name) => byName.get(folded(name)) ?? [] };
}

function placeOf({ country, region, city, at }: CorpusPlace, countries: Countries): Place {
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
  };
}
