import { badInput, ClockchainError } from '../../../errors.js';
import { type LinkRequest, readLinkName, readLinkWords, readWeight } from '../../links/domain/link.js';
import type { LinkType } from '../../links/domain/link-type.js';
import { shown } from '../../moments/domain/json-value.js';
import { text } from '../../moments/domain/metadata-readers.js';

/** A link as a client sends it to be stored, nothing checked yet. */
export interface LinkImport extends LinkRequest {
  layer?: unknown;
  theme?: unknown;
  method?: unknown;
  confidence?: unknown;
  createdBy?: unknown;
}

export interface CheckedLink {
  from: string;
  to: string;
  type: LinkType;
  layer: number;
  weight: number;
  theme: string | null;
  description: string | null;
  method: string;
  confidence: number | null;
  source: string | null;
  createdBy: string;
}

const MAX_THEME = 500;
const MAX_NAME = 200;

/** Checks a link by the rules of `linkMoments`, and what it says of its origin. Throws BAD_USER_INPUT with field and rule. */
export function readLinkImport(
  link: LinkImport,
  { admin }: { admin: boolean },
  fieldPrefix = '',
): CheckedLink {
  try {
    const { weight, ...words } = readLinkWords(link);
    const layer = readLayer(link.layer, admin);
    return {
      ...readLinkName(link),
      ...words,
      layer,
      weight: weight ?? 1,
      theme: optional(link.theme, 'theme', MAX_THEME),
      method: optional(link.method, 'method', MAX_NAME) ?? (layer === 0 ? 'manual' : 'generated'),
      confidence: readWeight(link.confidence, 'confidence'),
      createdBy: optional(link.createdBy, 'createdBy', MAX_NAME) ?? 'import',
    };
  } catch (error) {
    if (!(error instanceof ClockchainError) || !fieldPrefix || !error.details.field) throw error;
    const field = `${fieldPrefix}.${error.details.field}`;
    throw new ClockchainError(error.code, error.message, { ...error.details, field }, { cause: error });
  }
}

function readLayer(layer: unknown, admin: boolean): number {
  if (layer === undefined || layer === null) return 0;
  if (layer === 1) {
    throw badInput(
      'layer',
      'is not 1: the service works derived links out itself',
      'layer is 1; derived links are worked out anew',
    );
  }
  if (!Number.isInteger(layer) || Number(layer) < 0 || Number(layer) >= 2 ** 31) {
    throw badInput(
      'layer',
      'is a whole number from 0',
      `layer is ${shown(layer)}; it is a whole number from 0`,
    );
  }
  if (Number(layer) > 1 && !admin) {
    throw badInput('layer', 'is 0 without the admin key', `layer is ${layer}; it is 0 without the admin key`);
  }
  return Number(layer);
}

function optional(value: unknown, field: string, limit: number): string | null {
  return value === undefined || value === null ? null : text(limit)(value, field);
}
