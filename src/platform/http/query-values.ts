import { badInput } from '../../errors.js';

export type Query = Record<string, string | string[] | undefined>;

/** One value of a query string; absent and empty are alike. Throws BAD_USER_INPUT where it is given twice. */
export function textOf(query: Query, field: string): string | undefined {
  const value = query[field];
  if (Array.isArray(value)) throw badInput(field, 'is given once');
  return value === '' ? undefined : value;
}

/** A number of a query string. Throws BAD_USER_INPUT for anything else. */
export function numberOf(query: Query, field: string): number | undefined {
  const value = textOf(query, field);
  if (value === undefined) return undefined;
  if (!/^-?\d+(?:\.\d+)?$/u.test(value.trim())) throw badInput(field, 'is a number');
  return Number(value);
}

/** A whole number in bounds, or the fallback where it is not given. */
export function boundedOf(
  query: Query,
  field: string,
  [low, high]: [number, number],
  fallback: number,
): number {
  const value = numberOf(query, field) ?? fallback;
  if (!Number.isInteger(value) || value < low || value > high)
    throw badInput(field, `is from ${low} to ${high}`);
  return value;
}
