import { slugify } from '../../moments/domain/slug.js';
import type { Countries } from './countries.js';
import { folded } from './folded.js';
import type { Gazetteer, Region, Town } from './gazetteer.js';
import type { KnownPlaces } from './known-places.js';
import { type Place, UNKNOWN } from './place.js';

export interface Places {
  countries: Countries;
  known: KnownPlaces;
  /** Read when first asked for. */
  gazetteer(): Gazetteer;
}

/** The places without those that only a search of the longer list finds. */
export function withoutVillages(places: Places): Places {
  const villages = { called: () => [], named: () => [] };
  return { ...places, gazetteer: () => ({ ...places.gazetteer(), villages }) };
}

/** Names nearest first: `['Lisbon', 'Portugal']`, `['Dallas', 'Texas', 'USA']`. */
export type PlaceNames = readonly string[];

const STATE_CODES: Record<string, string> = Object.fromEntries(
  `AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware FL:Florida GA:Georgia
  HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine MD:Maryland
  MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri MT:Montana NE:Nebraska NV:Nevada NH:New_Hampshire
  NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio OK:Oklahoma OR:Oregon
  PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont
  VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming`
    .split(/\s+/u)
    .map((pair) => pair.replace('_', ' ').split(':') as [string, string]),
);

/**
 * The place of today that the names stand for: first a place of the corpus, then the gazetteer's most populous town of
 * that name within the region or country named, then a region, then a country. Undefined when nothing fits all names.
 */
export function findPlace(places: Places, names: PlaceNames): Place | undefined {
  const [first, ...rest] = names as [string, ...string[]];
  const within = rest.map((name) => qualifier(places, name));
  if (within.some((fits) => fits === undefined)) return undefined;
  const fits = (country: string, region: string) => within.every((test) => test!(country, region));
  const known = places.known.byName(first).find((place) => fits(place.country, place.region));
  if (known && (rest.length > 0 || known.foremost || !hasGreaterNamesake(places, known, first))) return known;
  // A country before a town of its name, unless something narrower was named: Panama, not Panama City Beach.
  if (rest.length === 0) {
    const country = countryOnly(places, first);
    if (country) return country;
  }
  const town = townsNamed(places, first).find((each) =>
    fits(places.countries.slugOf(each.country), slugify(each.region)),
  );
  const region = regionsHolding(places, first).find((each) =>
    fits(places.countries.slugOf(each.country), slugify(each.name)),
  );
  // "California" is the state and "Georgia, USA" too, though towns bear the names.
  if (town && (!region || town.population > 100_000 || slugify(town.region) === slugify(region.name)))
    return townPlace(places, town, rest.length > 0 ? 0.9 : 0.75);
  if (region) {
    const country = places.countries.slugOf(region.country);
    return {
      country,
      region: slugify(region.name),
      city: UNKNOWN,
      label: `${region.name}, ${places.countries.nameOf(region.country)}`,
      level: 'REGION',
      foundIn: 'GAZETTEER',
      confidence: 0.8,
    };
  }
  const village = villageNamed(places, first, rest.length > 0 ? fits : undefined);
  return village && townPlace(places, village, rest.length > 0 ? 0.8 : 0.6);
}

/**
 * What the gazetteer lacks: the place that is called so within what was named around it; without that the only one that
 * has the name today.
 */
function villageNamed(
  places: Places,
  name: string,
  fits: ((country: string, region: string) => boolean) | undefined,
): Town | undefined {
  if (name.length < SHORTEST_VILLAGE) return undefined;
  const spelled = /\p{Lu}/u.test(name)
    ? name
    : name.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());
  const { villages } = places.gazetteer();
  if (fits)
    return villages
      .called(spelled)
      .find((each) => fits(places.countries.slugOf(each.country), slugify(each.region)));
  const named = villages.named(spelled);
  return named.length === 1 ? named[0] : undefined;
}

/** Of three letters there are too many that mean something else. */
const SHORTEST_VILLAGE = 4;

/**
 * Whether by its plain name a more populous town elsewhere is meant: Lexington is the one in Kentucky, though the corpus
 * has that in Massachusetts. Historical names are not asked about: Byzantium is Istanbul.
 */
function hasGreaterNamesake(places: Places, known: Place, name: string): boolean {
  if (slugify(name) !== known.city) return false;
  const towns = townsNamed(places, name);
  const isKnown = (town: Town) =>
    places.countries.slugOf(town.country) === known.country && slugify(town.region) === known.region;
  return towns[0] !== undefined && towns[0].population > 50_000 && !isKnown(towns[0]);
}

/** Towns of a name without a qualifier, for telling whether the name alone says enough. */
export function townsNamed(places: Places, name: string): Town[] {
  return places.gazetteer().towns(name);
}

export function townPlace(places: Places, town: Town, confidence: number): Place {
  return {
    country: places.countries.slugOf(town.country),
    region: slugify(town.region) || places.countries.slugOf(town.country),
    city: slugify(town.name),
    latitude: town.latitude,
    longitude: town.longitude,
    label: `${town.name}, ${places.countries.nameOf(town.country)}`,
    level: 'CITY',
    foundIn: 'GAZETTEER',
    confidence,
  };
}

function regionsHolding(places: Places, name: string): Region[] {
  const gazetteer = places.gazetteer();
  return [...gazetteer.regions(name), ...gazetteer.areas(name)];
}

function countryOnly({ countries }: Places, name: string): Place | undefined {
  const codes = countries.codesOf(name);
  if (codes.length !== 1) return undefined;
  return {
    country: countries.slugOf(codes[0]!),
    region: UNKNOWN,
    city: UNKNOWN,
    label: countries.nameOf(codes[0]!),
    level: 'COUNTRY',
    foundIn: 'COUNTRIES',
    confidence: 0.7,
  };
}

/** What a country's or region's name demands of a place; undefined when it is neither. */
export function qualifier(
  places: Places,
  written: string,
): ((country: string, region: string) => boolean) | undefined {
  const name = STATE_CODES[written.replaceAll('.', '')] ?? written;
  const countries = places.countries.codesOf(name).map(places.countries.slugOf);
  const regions = regionsHolding(places, name).map(
    (region) => `${places.countries.slugOf(region.country)}/${slugify(region.name)}`,
  );
  const known = places.known.byName(name).map((place) => `${place.country}/${place.region}`);
  if (countries.length + regions.length + known.length === 0) {
    return folded(name) === 'space' ? (country) => country === 'space' : undefined;
  }
  return (country, region) =>
    countries.includes(country) || [...regions, ...known].includes(`${country}/${region}`);
}
