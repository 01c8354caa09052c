import { createCountries } from '../../places/domain/countries.js';
import { segment } from '../domain/draft-text.js';
import type { MomentDraft } from '../domain/generator.js';
import { type AnsweredPlace, invalidAnswer } from './openai-answer.js';

type DraftPlace = Pick<MomentDraft, 'country' | 'region' | 'city' | 'latitude' | 'longitude'>;

const UNKNOWN = 'unknown';
/** Where no country serves. */
const NO_COUNTRY = new Set(['SPACE', 'OCEAN']);
const countries = createCountries({ aliases: {}, former: {}, areas: {}, regions: {} });

/** The path segments of a place; what is not known of it is `unknown`. Throws INVALID_ANSWER where its country is none of today. */
export function draftPlace({ country, region, city, latitude, longitude }: AnsweredPlace): DraftPlace {
  return {
    country: countrySegment(country.trim().toUpperCase()),
    region: segment(region) || UNKNOWN,
    city: segment(city) || UNKNOWN,
    ...(latitude !== null && { latitude }),
    ...(longitude !== null && { longitude }),
  };
}

function countrySegment(code: string): string {
  if (NO_COUNTRY.has(code)) return code.toLowerCase();
  const known = /^[A-Z]{2}$/.test(code) && countries.codesOf(countries.nameOf(code))[0] === code;
  if (!known) throw invalidAnswer('its country is no code of a country of today');
  return countries.slugOf(code);
}

export function isKnown(place: string): boolean {
  return place !== UNKNOWN;
}
