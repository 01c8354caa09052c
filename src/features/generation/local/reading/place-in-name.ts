import { findPlace, type Places, townPlace, townsNamed } from '../../../places/domain/find-place.js';
import type { Place } from '../../../places/domain/place.js';

/** What stands before the place in a name: kinds of events, and verbs whose object is a place. */
const BEFORE =
  /\b(?:(?:battle|siege|treaty|peace|fall|sack|capture|bombing|burning|founding|foundation|liberation|relief|occupation|invasion|conquest|council|synod|congress|diet|edict|union|declaration|accords?|conference|earthquake|fire|massacre|defen[cs]e|surrender|bombardment|storming|evacuation|destruction|university|plague|flood|great fire|bishop|mayor) (?:of|at|in)|(?:raid|attack|assault|march|advance|landing)s? on|arriv(?:es?|ed|al) (?:in|at)|sail(?:s|ed)? (?:from|to|for|into)|depart(?:s|ed)? (?:from|for)|pilgrimage to|flee(?:s|ing)? (?:to|from)|from|into|through|towards|across|reach(?:es|ed)?|enter(?:s|ed)?|hits?|str(?:ikes?|uck)|takes?|took|captur(?:es?|ed)|besieg(?:es?|ed)|sack(?:s|ed)?|storm(?:s|ed)?|plunder(?:s|ed)?|pillag(?:es?|ed)|loot(?:s|ed)?|raid(?:s|ed)?|attack(?:s|ed)?|shell(?:s|ed)?|evacuat(?:es?|ed)|surround(?:s|ed)?|destroy(?:s|ed)?|devastat(?:es?|ed)|ravag(?:es?|ed)|flood(?:s|ed)?|bomb(?:s|ed)?|bombard(?:s|ed)?|occup(?:y|ies|ied)|liberat(?:es?|ed)|visit(?:s|ed)?|leaves?|left|conquer(?:s|ed)?|found(?:s|ed)?|shak(?:es?)|shook|burn(?:s|ed|t)?|invad(?:es?|ed)) (?:the (?:city|town|port) of |the )?/giu;
/** What stands behind it. */
const BEHIND =
  /(?:'s)? (?=(?:great )?(?:earthquake|fire|flood|riots?|uprising|massacre|bombings?|siege|olympics|olympic games|conference|summit|strike|tsunami|blitz|rebellion|mutiny|plague|commune|protests?|airlift|blockade|accords?|world's fair|marathon|crisis|explosion|eruption|falls|fell|surrenders?|burns|burned|capitulates?|is (?:taken|sacked|captured|besieged|bombed|founded|destroyed|liberated|flooded)|was (?:taken|sacked|captured|besieged|bombed|founded|destroyed|liberated|flooded))\b)/giu;
const MAX_WORDS = 4;

/** Ten times the people of the next of that name: then the name alone says which. */
const DOMINANCE = 10;

/** The place that an event's name holds ("Battle of Jena", "Lisbon earthquake"), where the name alone says which. */
export function placeInName(text: string, places: Places): Place | undefined {
  const names = [
    ...[...text.matchAll(BEFORE)].map((match) => namesFrom(text.slice(match.index + match[0].length))),
    ...[...text.matchAll(BEHIND)].map((match) => namesUpTo(text.slice(0, match.index))),
  ];
  const writtenSmall = !/(?<=\P{L})\p{Lu}/u.test(text);
  for (const name of names.flat()) {
    const place = writtenSmall || /^\p{Lu}/u.test(name) ? unmistakable(name, places) : undefined;
    if (place) return place;
  }
  return undefined;
}

/** The first words of a text, up to any punctuation, the longest run first. */
function namesFrom(text: string): string[] {
  const words = /^[\p{L}'. -]*/u.exec(text)![0].trim().split(' ').slice(0, MAX_WORDS);
  return words.map((_, index) => bare(words.slice(0, words.length - index).join(' ')));
}

/** The last words of a text, likewise. */
function namesUpTo(text: string): string[] {
  const words = /[\p{L}'. -]*$/u.exec(text)![0].trim().split(' ').slice(-MAX_WORDS);
  return words.map((_, index) => bare(words.slice(index).join(' ')));
}

function bare(name: string): string {
  return name.replace(/(?:'s|[.'-])$/u, '');
}

function unmistakable(name: string, places: Places): Place | undefined {
  if (name === '') return undefined;
  const known = places.known.byName(name);
  if (known.length === 1) return known[0];
  if (places.countries.codesOf(name).length === 1) return findPlace(places, [name]);
  const [first, second] = townsNamed(places, name);
  if (!first || first.population < DOMINANCE * (second?.population ?? 0) || first.population < 10_000)
    return undefined;
  return townPlace(places, first, 0.6);
}
