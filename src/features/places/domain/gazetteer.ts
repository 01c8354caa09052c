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
  /** The region that a county or an old province lies in. */
  areas(name: string): Region[];
  villages: Villages;
}

/**
 * A longer list, for names that the gazetteer lacks, spelled as they are written there: villages, and towns by names that
 * they have in other languages or had once. Both the most populous first.
 */
export interface Villages {
  /** Places that are, or were, called so. */
  called(name: string): Town[];
  /** Places of which it is the name of today. */
  named(name: string): Town[];
}

/** What a region's name carries in the gazetteer but not in speech. */
const REGION_KINDS =
  / (province|oblast|region|county|department|state|voivodeship|krai|governorate|prefecture)$/u;

/** The name of a region as people say it, folded: `lima province` is "lima". */
export function spokenRegion(name: string): string {
  return folded(name).replace(REGION_KINDS, '');
}
