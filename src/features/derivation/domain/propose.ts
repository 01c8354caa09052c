import { titleFromSlug } from '../../moments/domain/path.js';
import { figureKey, foldedName } from '../../moments/domain/slug.js';
import {
  type DerivedType,
  inTimeOrder,
  type Method,
  type MomentFacts,
  type Proposal,
} from './derived-link.js';
import { apartText, mostApart, nearness, onSameDay, rarity, together } from './measures.js';

/** How many moments share something: among all, and among public ones alone. Above its bound a count may be any. */
export interface Count {
  all: number;
  public: number;
}

/** How common it is what one moment has: its figures and tags by key, its city and era. */
export interface Commonness {
  figures: Map<string, Count>;
  tags: Map<string, Count>;
  city: Count;
  era: Count;
}

/** From these counts on, sharing says as little as it ever does. */
export const COMMON = { hub: 64, city: 16, era: 8 };

/** What sharing the commonest figure, tag, city or era still says. */
const LEAST = { figure: 0.4, tag: 0.1, city: 0.25, era: 0.1 };
/** The weight of a link of two moments of one time that share something of theirs alone. */
const BEST = { SAME_FIGURE: 0.95, SAME_LOCATION: 0.8, CONTEMPORANEOUS: 0.75, THEMATIC: 0.7, SAME_ERA: 0.5 };
/** Being of one time says less of moments of two countries. */
const ABROAD = 0.7;
/** Lighter links are not made. */
const MIN_WEIGHT = 0.15;
/** Moments of one year may be called contemporaneous: 366 days in minutes. */
const CONTEMPORANEOUS_MINUTES = 366 * 1_440;
/** Of many things shared, so many are named. */
const NAMED = 8;
/** A city of which nothing is known. */
const NOWHERE = 'unknown';

/** Every link that two moments could have, of those worth making. The answer is the same whichever comes first. */
export function proposeLinks(a: MomentFacts, b: MomentFacts, known: Commonness): Proposal[] {
  const [from, to] = inTimeOrder(a, b);
  // Whoever may see a link may not see by its weight how many private moments share what it rests on.
  const hidden = [a, b].some(({ visibility }) => visibility === 'private');
  const count = ({ all, public: open }: Count) => (hidden ? all : open);
  const apart = mostApart(a, b);
  const near = nearness(apart);
  const confidence = rounded((a.confidence ?? 1) * (b.confidence ?? 1));
  const proposals: Proposal[] = [];

  function propose(
    type: DerivedType,
    share: number,
    theme: string,
    description: string,
    method: Method,
  ): void {
    const weight = rounded(BEST[type] * share);
    if (weight < MIN_WEIGHT) return;
    proposals.push({ type, from, to, weight, theme, description, method, confidence });
  }
  const eased = 0.5 + 0.5 * near;
  const words = apartText(apart);

  const figures = shared(keysOf(a).figures, keysOf(b).figures);
  if (figures.length > 0) {
    const share = together(
      figures.map((key) => rarity(countOf(known.figures.get(key), count), COMMON.hub, LEAST.figure)),
    );
    const names = listed(figures.map((key) => from.figures.find((name) => figureKey(name) === key) ?? key));
    propose('SAME_FIGURE', share * eased, names, `Both feature ${names}; ${words}.`, 'shared-figure');
  }

  if (sameCity(a, b)) {
    const share = rarity(count(known.city), COMMON.city, LEAST.city);
    const place = placeText(a);
    propose('SAME_LOCATION', share * eased, place, `Both are set in ${place}; ${words}.`, 'shared-place');
  }

  const abroad = a.country === b.country ? 1 : ABROAD;
  if (onSameDay(a, b)) {
    const day = dayText(from);
    propose('CONTEMPORANEOUS', near * abroad, day, `Both happened on ${day}.`, 'same-day');
  } else if (apart <= CONTEMPORANEOUS_MINUTES) {
    propose('CONTEMPORANEOUS', near * abroad, words, `They lie ${words}.`, 'near-in-time');
  }

  const tags = shared(keysOf(a).tags, keysOf(b).tags);
  if (tags.length > 0) {
    const share = together(
      tags.map((key) => rarity(countOf(known.tags.get(key), count), COMMON.hub, LEAST.tag)),
    );
    const names = listed(tags);
    propose('THEMATIC', share * eased, names, `Both are tagged ${names}; ${words}.`, 'shared-tag');
  }

  if (a.era !== null && a.era === b.era) {
    const share = rarity(count(known.era), COMMON.era, LEAST.era);
    propose('SAME_ERA', share * eased, a.era, `Both belong to the era ${a.era}; ${words}.`, 'shared-era');
  }
  return proposals;
}

/** Whether a moment tells of a city that others can share. */
export function hasCity({
  country,
  region,
  city,
}: Pick<MomentFacts, 'country' | 'region' | 'city'>): boolean {
  return city !== NOWHERE && region !== NOWHERE && country !== NOWHERE;
}

function sameCity(a: MomentFacts, b: MomentFacts): boolean {
  return hasCity(a) && a.city === b.city && a.region === b.region && a.country === b.country;
}

/** What was not counted is common. */
function countOf(found: Count | undefined, count: (found: Count) => number): number {
  return found ? count(found) : COMMON.hub;
}

/** Worked out once for each moment, as it is compared with many. */
const keys = new WeakMap<MomentFacts, { figures: Set<string>; tags: Set<string> }>();

function keysOf(moment: MomentFacts) {
  let found = keys.get(moment);
  if (!found) {
    found = {
      figures: new Set(moment.figures.map(figureKey)),
      tags: new Set(moment.tags.map(foldedName)),
    };
    keys.set(moment, found);
  }
  return found;
}

function shared(a: Set<string>, b: Set<string>): string[] {
  return [...a].filter((key) => b.has(key)).sort();
}

function listed(names: string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function placeText({ city, country }: MomentFacts): string {
  return city === country ? titleFromSlug(city) : `${titleFromSlug(city)}, ${titleFromSlug(country)}`;
}

/** The day as its own path writes it, so that a Julian date stays one. */
function dayText({ path }: MomentFacts): string {
  const [, year, month, day] = path.split('/') as [string, string, string, string];
  const name = month.charAt(0).toUpperCase() + month.slice(1);
  const number = Number(year);
  return `${Number(day)} ${name} ${number < 0 ? `${-number} BCE` : number < 1000 ? `${number} CE` : number}`;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
