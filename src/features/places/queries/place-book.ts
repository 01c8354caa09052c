import { z } from 'zod';
import { DATA_DIR, readData } from '../../../platform/data-files.js';
import { createCountries } from '../domain/countries.js';
import type { Places } from '../domain/find-place.js';
import type { Gazetteer } from '../domain/gazetteer.js';
import { createKnownPlaces } from '../domain/known-places.js';
import { countryTable, knownPlace } from '../domain/tables.js';
import { loadGazetteer } from './load-gazetteer.js';

/**
 * All that is known of places, to be shared by those who ask. The tables are read when first asked for, in milliseconds;
 * the gazetteer when the tables do not say. Rejects with an Error that names the file of `dataDir` and what is wrong.
 */
export type PlaceBook = () => Promise<Places>;

export function createPlaceBook(dataDir = DATA_DIR): PlaceBook {
  let loading: Promise<Places> | undefined;
  return () => {
    loading ??= loadPlaces(dataDir).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function loadPlaces(dataDir: string): Promise<Places> {
  const [table, known] = await Promise.all([
    readData(dataDir, 'countries.yaml', countryTable),
    readData(dataDir, 'places.yaml', z.array(knownPlace)),
  ]);
  const countries = createCountries(table);
  let gazetteer: Gazetteer | undefined;
  return {
    countries,
    known: createKnownPlaces(known, countries),
    gazetteer: () => {
      gazetteer ??= loadGazetteer(table.regions, table.areas);
      return gazetteer;
    },
  };
}
