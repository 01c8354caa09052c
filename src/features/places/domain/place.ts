/** A place as the path of a moment names it; slugs, with English names kept for words. */
export interface Place {
  country: string;
  region: string;
  city: string;
  latitude?: number;
  longitude?: number;
  /** For messages: "Lisbon, Portugal". */
  label: string;
  /** `CITY` is whole; with `REGION` the city, with `COUNTRY` also the region is `unknown`. */
  level: 'CITY' | 'REGION' | 'COUNTRY';
  /** Where it was found, and how sure that this is the place meant, 0–1. */
  foundIn: 'PLACES' | 'GAZETTEER' | 'COUNTRIES';
  confidence: number;
}

/** The segment for what is not known of a place. */
export const UNKNOWN = 'unknown';
