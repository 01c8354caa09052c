import { slugify } from '../../moments/domain/path.js';
import { segment } from '../domain/draft-text.js';

export interface FlashPlace {
  country: string;
  region: string;
  city: string;
  /** What the answer names below the city: "Ford's Theatre". */
  venue?: string;
  /** False where the answer names no place. */
  known: boolean;
}

const UNKNOWN = { country: 'unknown', region: 'unknown', city: 'unknown', known: false };

/**
 * The path segments of "City, Region, Country". Two parts are city and country, and the region takes the city's name;
 * one part serves for all three; of more than three the last three count and what comes before is the venue.
 */
export function readFlashPlace(location: string | null | undefined): FlashPlace {
  const parts = (location ?? '').split(',').map((part) => part.trim());
  const named = parts.filter((part) => slugify(part) !== '');
  const [country, region, city, ...venue] = named.reverse();
  if (country === undefined || slugify(country) === 'unknown') return UNKNOWN;
  if (region === undefined) return place(country, country, country);
  if (city === undefined) return place(region, region, country);
  return { ...place(city, region, country), ...(venue.length > 0 && { venue: venue.reverse().join(', ') }) };
}

function place(city: string, region: string, country: string): FlashPlace {
  return { country: countrySegment(country), region: segment(region), city: segment(city), known: true };
}

/** A country is written as `Intl.DisplayNames` has it in English, so "USA" and "United States" are one place. */
function countrySegment(written: string): string {
  const slug = segment(written);
  return SHORT_NAMES[slug.replaceAll('-', '')] ?? slug;
}

/** Everyday spellings of today's countries, without hyphens, that `Intl.DisplayNames` writes in another way. */
const SHORT_NAMES: Record<string, string> = Object.fromEntries(
  Object.entries({
    US: ['us', 'usa', 'unitedstatesofamerica', 'theunitedstates', 'america'],
    GB: ['uk', 'gb', 'greatbritain', 'england', 'scotland', 'wales', 'northernireland', 'theunitedkingdom'],
    AE: ['uae'],
    BA: ['bosnia', 'bosniaherzegovina'],
    CD: ['drc', 'democraticrepublicofthecongo'],
    CI: ['ivorycoast'],
    CN: ['prc', 'peoplesrepublicofchina'],
    CZ: ['czechrepublic'],
    KP: ['dprk'],
    KR: ['republicofkorea'],
    MK: ['macedonia'],
    MM: ['burma', 'myanmar'],
    NL: ['thenetherlands', 'holland'],
    PS: ['palestine', 'palestinianterritory'],
    RU: ['russianfederation'],
    SZ: ['swaziland'],
    TL: ['easttimor'],
    TR: ['turkey'],
    VA: ['vatican', 'holysee'],
    VN: ['vietnam'],
  }).flatMap(([code, spellings]) => {
    const english = slugify(new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code);
    return spellings.map((spelling) => [spelling, english]);
  }),
);
