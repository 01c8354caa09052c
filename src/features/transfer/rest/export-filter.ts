import { badInput } from '../../../errors.js';
import { numberOf, type Query, textOf } from '../../../platform/http/query-values.js';
import { type CheckedFilter, type MomentFilter, readFilter } from '../../moments/domain/filter.js';

/** The filter of `moments` as parameters of an address, in snake_case; lists are parameters given again and again. */
export function exportFilter(query: Query): CheckedFilter {
  const near = numbersOf(query, 'near', ['latitude', 'longitude', 'km']);
  const within = numbersOf(query, 'within', ['south', 'west', 'north', 'east']);
  return readFilter(
    {
      yearFrom: numberOf(query, 'year_from'),
      yearTo: numberOf(query, 'year_to'),
      from: textOf(query, 'from'),
      to: textOf(query, 'to'),
      month: numberOf(query, 'month'),
      day: numberOf(query, 'day'),
      place: textOf(query, 'place'),
      near: near && { latitude: near[0]!, longitude: near[1]!, km: near[2]! },
      within: within && { south: within[0]!, west: within[1]!, north: within[2]!, east: within[3]! },
      tagsAny: listOf(query, 'tags_any'),
      tagsAll: listOf(query, 'tags_all'),
      figures: listOf(query, 'figures'),
      era: textOf(query, 'era'),
      layers: listOf(query, 'layers')?.map((layer) => Number(layer)),
      visibility: textOf(query, 'visibility') as MomentFilter['visibility'],
      sourceType: textOf(query, 'source_type'),
      minConfidence: numberOf(query, 'min_confidence'),
      createdBy: textOf(query, 'created_by'),
      hasLinkType: textOf(query, 'has_link_type'),
      text: textOf(query, 'text'),
    },
    snakeCase,
  );
}

export const FILTER_NAMES = [
  'year_from',
  'year_to',
  'from',
  'to',
  'month',
  'day',
  'place',
  'near',
  'within',
  'tags_any',
  'tags_all',
  'figures',
  'era',
  'layers',
  'visibility',
  'source_type',
  'min_confidence',
  'created_by',
  'has_link_type',
  'text',
] as const;

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

function listOf(query: Query, field: string): string[] | undefined {
  const value = query[field];
  if (value === undefined || value === '') return undefined;
  return [value].flat();
}

function numbersOf(query: Query, field: string, names: string[]): number[] | undefined {
  const text = textOf(query, field);
  if (text === undefined) return undefined;
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.length === names.length && numbers.every(Number.isFinite)) return numbers;
  throw badInput(field, `is ${names.join(',')}, numbers joined by commas`);
}
