import { badInput } from '../../../errors.js';
import { type CustomProperty, MOMENT_PROPERTY_NAMES } from './moment-properties.js';

export const MAX_CUSTOM_KEYS = 64;
export const MAX_CUSTOM_BYTES = 64 * 1024;
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u;

/** Refuses custom metadata whose keys are no identifiers or that is too much. Bytes are those of its JSON in UTF-8. */
export function checkCustom(custom: Record<string, unknown>, field: string): void {
  const keys = Object.keys(custom);
  for (const key of keys) {
    if (!IDENTIFIER.test(key)) {
      const rule =
        'a custom key is a plain identifier: a letter, then letters, digits and _, at most 64 characters';
      const name = key.length > 80 ? `${key.slice(0, 80)}…` : key;
      throw badInput(`${field}.${name}`, rule, `${field} has the key ${JSON.stringify(name)}; ${rule}`);
    }
  }
  if (keys.length > MAX_CUSTOM_KEYS) {
    const rule = `must have at most ${MAX_CUSTOM_KEYS} custom keys`;
    throw badInput(field, rule, `${field} has ${keys.length} custom keys; it ${rule}`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(custom));
  if (bytes > MAX_CUSTOM_BYTES) {
    const rule = `must have at most ${MAX_CUSTOM_BYTES} bytes of custom metadata (64 KiB)`;
    throw badInput(field, rule, `${field} has ${bytes} bytes of custom metadata; it ${rule}`);
  }
}

/**
 * The custom metadata that can stand on the node under its own key. Null, objects, mixed or nested lists, ill-formed
 * text and keys that the service uses itself are left to the JSON.
 */
export function graphProperties(custom: Record<string, unknown>): Record<string, CustomProperty> {
  const properties: Record<string, CustomProperty> = {};
  for (const [key, value] of Object.entries(custom)) {
    const property = MOMENT_PROPERTY_NAMES.has(key) ? null : graphProperty(value);
    if (property) properties[key] = property;
  }
  return properties;
}

function graphProperty(value: unknown): CustomProperty | null {
  if (Array.isArray(value)) return graphList(value);
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'integer' : 'float', value };
  if (typeof value === 'string' && value.isWellFormed()) return { kind: 'string', value };
  return null;
}

function graphList(value: unknown[]): CustomProperty | null {
  if (value.every((item) => typeof item === 'string' && item.isWellFormed())) {
    return { kind: 'string-list', value: value as string[] };
  }
  if (value.every((item) => typeof item === 'boolean')) return { kind: 'boolean-list', value };
  if (!value.every((item) => typeof item === 'number')) return null;
  return { kind: value.every((item) => Number.isInteger(item)) ? 'integer-list' : 'float-list', value };
}
