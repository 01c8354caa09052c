import { folded } from './folded.js';

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

/** GeoNames' places of more than 1,000 people, and the first-level regions of the world. Countries by ISO code. */
export interface Gazetteer {
  /** Towns of exactly that name (case and marks aside), the most populous first. */
  towns(name: string): Town[];
  /** Those in one country. */
  townsIn(country: string, name: string): Town[];
  regions(name: string): Region[];
}

/** What a region's name carries in the gazetteer but not in speech. */
const REGION_KINDS =
  / (province|oblast|region|county|department|state|voivodeship|krai|governorate|prefecture)$/u;

/** The name of a region as people say it, folded: `lima province` is "lima". */
export function spokenRegion(name: string): string {
  return folded(name).replace(REGION_KINDS, '');
}
