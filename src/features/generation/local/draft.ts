import { slugify } from '../../moments/domain/path.js';
import { type Place, UNKNOWN } from '../../places/domain/place.js';
import type { FieldOrigin, MomentDraft, RelatedLink } from '../domain/generator.js';
import { vocabularyOf } from './corpus/event-index.js';
import type { Corpus } from './corpus/load-corpus.js';
import type { CorpusEvent } from './corpus/schema.js';
import { draftDate } from './draft-date.js';
import { keptJulian } from './reading/julian-lands.js';
import type { PlaceReading } from './reading/read-place.js';
import type { SentenceReading } from './reading/read-sentence.js';
import { unresolved } from './reading/unresolved.js';
import { keyWords } from './reading/words.js';
import { neverWas } from './reading/written-date.js';

/** An event of the corpus, and how sure it is that the sentence means it. */
export interface FoundEvent {
  event: CorpusEvent;
  confidence: number;
}

const SENTENCE_CONFIDENCE = 0.95;

/** A draft of the event found, with what the sentence states in place of what the corpus says. */
export function draftOfEvent(
  sentence: SentenceReading,
  { event, confidence }: FoundEvent,
  corpus: Corpus,
): MomentDraft {
  const own = corpus.places.known.byKey(event.place)!;
  const stated = statedElsewhere(sentence, event, own);
  const place = stated?.place ?? own;
  const sure = (origin: FieldOrigin) =>
    origin === 'SENTENCE' ? SENTENCE_CONFIDENCE : origin === 'FILLER' ? 0 : confidence;
  const date = draftDate(sentence, event, hasUniversalTime(place));
  const provenance = originTable({ ...date.origins }, sure);
  const fill = (origin: FieldOrigin, ...fields: string[]) => {
    for (const field of fields) provenance[field] = { origin, confidence: sure(origin) };
  };
  Object.assign(provenance, placeOrigins(place, stated ? undefined : 'CORPUS', confidence));
  fill('CORPUS', 'name', 'slug', 'oneLiner', 'era', 'tags', 'figures', 'sources');
  if (event.placeThen && !stated) fill('CORPUS', 'historicalPlace');
  return {
    ...date.fields,
    ...placeFields(place),
    slug: event.id,
    name: event.name,
    oneLiner: event.summary,
    era: event.era,
    tags: [...event.tags],
    figures: [...event.figures],
    sources: [event.source],
    ...(event.placeThen && !stated ? { custom: { historicalPlace: event.placeThen } } : {}),
    provenance,
  };
}

/**
 * A draft of a sentence that names its own date and place. `namesake` is the event of the corpus that bears its name
 * but another date: then a place within the name is not enough, or a wrong date would make a second event of it.
 * Throws UNRESOLVED with what is missing.
 */
export function draftOfSentence(sentence: SentenceReading, namesake?: CorpusEvent): MomentDraft {
  const { date } = sentence;
  const hint = namesake ? ` ("${namesake.name}" is known, but of ${namesake.date} in EDTF)` : '';
  // Without a year nothing else is worth looking up.
  const reading = date?.edtf ? sentence.place() : undefined;
  if (!reading || (namesake && reading.strength === 'NAMED'))
    throw unresolved(missing(Boolean(date?.edtf), date !== undefined, hint));
  const name = sentence.name();
  const slug = name ? slugify(name) : '';
  if (!name || slug === '')
    throw unresolved('What happened is missing: the sentence gives a date and a place only.');
  const { place } = reading;
  if (date?.supposed && !keptJulian(place.country, Number(date.edtf!.slice(0, 4))))
    throw neverWas(date.edtf!);
  const written = draftDate(sentence, undefined, hasUniversalTime(place));
  const sure = (origin: FieldOrigin) => (origin === 'FILLER' ? 0 : SENTENCE_CONFIDENCE);
  return {
    ...written.fields,
    ...placeFields(place),
    slug: slug.slice(0, 120).replace(/-$/u, ''),
    name,
    tags: [],
    figures: [],
    provenance: {
      ...originTable(written.origins, sure),
      ...placeOrigins(place, undefined, place.confidence),
      name: { origin: 'SENTENCE', confidence: 0.8 },
      slug: { origin: 'SENTENCE', confidence: 0.8 },
    },
  };
}

function missing(hasYear: boolean, hasDay: boolean, hint: string): string {
  if (hasYear)
    return `The place is missing${hint}: no known event is named and no place that can be told for sure.`;
  const what = hasDay ? 'The year is missing' : 'The date is missing';
  return `${what}${hint}: no known event is named, and the sentence gives none.`;
}

/** The links of an event, both those it has and those others have to it. */
export function relatedOf(event: CorpusEvent, corpus: Corpus): RelatedLink[] {
  const out = event.links.map(({ to, type, weight, why }): RelatedLink => {
    return { subject: to, direction: 'OUT', type, weight, description: why };
  });
  const others = (corpus.incoming.get(event.id) ?? []).map(({ from, link }): RelatedLink => {
    return { subject: from, direction: 'IN', type: link.type, weight: link.weight, description: link.why };
  });
  return [...out, ...others];
}

/**
 * The place a sentence states, unless it is the event's own, or one that holds it, or what the corpus itself says of the
 * event ("the address on landing on the Moon").
 */
export function statedElsewhere(
  sentence: SentenceReading,
  event: CorpusEvent,
  own: Place,
): PlaceReading | undefined {
  const reading = sentence.town();
  if (reading?.strength !== 'STATED') return undefined;
  const vocabulary = vocabularyOf(event, own);
  if (
    reading.spans.every(({ start, end }) =>
      keyWords(sentence.words.slice(start, end)).every((word) => vocabulary.has(word)),
    )
  )
    return undefined;
  const { place } = reading;
  const same =
    place.country === own.country &&
    (place.level === 'COUNTRY' ||
      (place.region === own.region && (place.level === 'REGION' || place.city === own.city)));
  return same || near(place, own) ? undefined : reading;
}

/** Within about 30 km: the town and the field beside it. */
function near(a: Place, b: Place): boolean {
  if (a.latitude === undefined || b.latitude === undefined) return false;
  const perDegree = 111;
  const north = (a.latitude - b.latitude) * perDegree;
  const east = (a.longitude! - b.longitude!) * perDegree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east) < 30;
}

/** Where the clock shows universal time. */
function hasUniversalTime(place: Place): boolean {
  return place.country === 'space' || place.country === 'ocean' || place.country === 'united-kingdom';
}

function placeFields(place: Place) {
  const { country, region, city, latitude, longitude } = place;
  return { country, region, city, ...(latitude === undefined ? {} : { latitude, longitude }) };
}

/** `given` where the whole place came from the corpus; else the sentence named it and a table or the gazetteer located it. */
function placeOrigins(
  place: Place,
  given: FieldOrigin | undefined,
  confidence: number,
): MomentDraft['provenance'] {
  const located = given ?? 'GAZETTEER';
  const named = given ?? 'SENTENCE';
  const filled = (segment: string, origin: FieldOrigin) =>
    segment === UNKNOWN ? { origin: 'FILLER' as const, confidence: 0 } : { origin, confidence };
  return {
    country: filled(place.country, place.level === 'COUNTRY' ? named : located),
    region: filled(place.region, place.level === 'REGION' ? named : located),
    city: filled(place.city, place.level === 'CITY' ? named : located),
    ...(place.latitude === undefined
      ? {}
      : { latitude: { origin: located, confidence }, longitude: { origin: located, confidence } }),
  };
}

function originTable(
  origins: Partial<Record<string, FieldOrigin>>,
  sure: (origin: FieldOrigin) => number,
): MomentDraft['provenance'] {
  return Object.fromEntries(
    Object.entries(origins).map(([field, origin]) => [field, { origin: origin!, confidence: sure(origin!) }]),
  );
}
