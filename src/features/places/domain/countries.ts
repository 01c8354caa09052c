import { slugify } from '../../moments/domain/slug.js';
import { folded } from './folded.js';
import type { CountryTable } from './tables.js';

/** Today's countries and those of the past, by name. Codes are ISO 3166-1 alpha-2. */
export interface Countries {
  /** The codes a name stands for: one for a country of today, several for a state that is no more; else empty. */
  codesOf(name: string): readonly string[];
  /** English name by the locale data of the runtime. */
  nameOf(code: string): string;
  slugOf(code: string): string;
  /** What else people call it and called it. */
  otherNamesOf(code: string): readonly string[];
}

/** Codes that `Intl.DisplayNames` names but that are no country. */
const NO_COUNTRY = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'QO',
  'XA',
  'XB',
  'AC',
  'CP',
  'DG',
  'EA',
  'IC',
  'TA',
  'CQ',
]);

export function createCountries(table: CountryTable): Countries {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const byName = new Map<string, readonly string[]>();
  for (const code of allCodes()) {
    const name = names.of(code);
    if (name) for (const form of [name, slugify(name)]) byName.set(folded(form), [code]);
  }
  for (const [code, aliases] of Object.entries(table.aliases))
    for (const alias of aliases) byName.set(folded(alias), [code]);
  for (const [name, codes] of Object.entries(table.former)) byName.set(folded(name), codes);
  const nameOf = (code: string) => names.of(code) ?? code;
  return {
    codesOf: (name) => byName.get(folded(name)) ?? [],
    nameOf,
    slugOf: (code) => slugify(nameOf(code)),
    otherNamesOf: (code) => table.aliases[code] ?? [],
  };
}

function allCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  // A withdrawn code (SU, DD, BU) is canonicalised to today's: only codes that stand for themselves count.
  const stands = (code: string) => new Intl.Locale(`und-${code}`).region === code;
  return codes.filter((code) => !NO_COUNTRY.has(code) && stands(code) && names.of(code) !== undefined);
}
