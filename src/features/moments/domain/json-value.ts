import { badInput } from '../../../errors.js';

/** Nesting that metadata may have: beyond it is no description of an event but an attack on recursion. */
export const MAX_DEPTH = 20;

/** Whether `value` is an object of keys, as JSON has it; also one without a prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/**
 * Refuses what JSON could not give back as it came: non-finite numbers, integers beyond ±(2⁵³−1), anything that is no
 * JSON value, nesting deeper than `MAX_DEPTH`. Throws BAD_USER_INPUT on the field at fault.
 */
export function checkJson(value: unknown, field: string, depth = 0): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    checkNumber(value, field);
  } else if (depth > MAX_DEPTH) {
    throw badInput(field, `must not be nested deeper than ${MAX_DEPTH} levels`);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkJson(item, `${field}.${index}`, depth + 1);
    });
  } else if (isPlainObject(value) && typeof value.toJSON !== 'function') {
    for (const [key, item] of Object.entries(value)) checkJson(item, `${field}.${key}`, depth + 1);
  } else {
    throw badInput(field, 'must be a JSON value');
  }
}

function checkNumber(value: number, field: string): void {
  if (!Number.isFinite(value)) throw badInput(field, 'must be a finite number');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw badInput(
      field,
      'must be within ±9007199254740991 (2⁵³−1) if it is a whole number: send larger ones as text',
    );
  }
}

/** An input value as errors show it: short, in JSON. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
