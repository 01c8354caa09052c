import type { Places } from './find-place.js';
import type { Gazetteer } from './gazetteer.js';

interface Coordinates {
  latitude?: number | undefined;
  longitude?: number | undefined;
}

/** Lands whose towns were named after older ones, with the year the first was: latitudes and longitudes that hold them. */
const NAMED_ANEW: { from: number; holds(latitude: number, longitude: number): boolean }[] = [
  { from: 1493, holds: (_, longitude) => longitude < -33 },
  {
    from: 1565,
    holds: (latitude, longitude) => latitude > 4 && latitude < 21 && longitude > 116.8 && longitude < 127,
  },
  { from: 1652, holds: (latitude, longitude) => latitude < -22 && longitude > 16 && longitude < 34 },
  { from: 1788, holds: (latitude, longitude) => latitude < -10 && longitude > 112 },
];

/** The first year in which a place of the name it shares with an older one can be meant. */
function namedFrom({ latitude, longitude }: Coordinates): number {
  if (latitude === undefined || longitude === undefined) return Number.NEGATIVE_INFINITY;
  return NAMED_ANEW.find(({ holds }) => holds(latitude, longitude))?.from ?? Number.NEGATIVE_INFINITY;
}

/**
 * The places as a sentence of that year (astronomical) may mean them: where a town of the name stood already, those that
 * were named after it later are left out. In 413 BC Syracuse is not in New York.
 */
export function placesAt(places: Places, year: number): Places {
  if (NAMED_ANEW.every(({ from }) => from <= year)) return places;
  const stood = (place: Coordinates) => namedFrom(place) <= year;
  const olderOnly = <T extends Coordinates>(found: T[]): T[] =>
    found.some(stood) ? found.filter(stood) : found;
  const gazetteer = (): Gazetteer => {
    const all = places.gazetteer();
    return { ...all, towns: (name) => olderOnly(all.towns(name)) };
  };
  return {
    ...places,
    known: {
      ...places.known,
      byName: (name) => {
        const known = places.known.byName(name);
        // Without a namesake a town of today tells where it was: Tenochtitlan in 1325.
        return known.every(stood) || known.some(stood) || places.gazetteer().towns(name).some(stood)
          ? known.filter(stood)
          : known;
      },
    },
    gazetteer,
  };
}
