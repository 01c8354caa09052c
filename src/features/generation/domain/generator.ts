import type { StoredType } from '../../links/domain/link-type.js';

/**
 * What answers a query. A generator knows nothing of jobs, graphs or viewers: it gets a sentence and gives a
 * draft moment with the links it knows of, or throws a GeneratorError that says whether trying again can help.
 */
export interface Generator {
  readonly name: string;
  /** Gives the same answer whenever it is asked, at no cost: it is asked again rather than its answer kept. */
  readonly repeats?: boolean;
  /** Rejects with a GeneratorError, or with the signal's reason once `signal` is aborted. */
  generate(request: GenerationRequest): Promise<Generation>;
}

export interface GenerationRequest {
  query: string;
  preset: string;
  signal: AbortSignal;
}

export interface Generation {
  draft: MomentDraft;
  /** The generator's own key of the event it recognised, stable across queries; null when it only read the sentence. */
  subject: string | null;
  /** Links to other moments; those to a path or a name that does not stand yet are made once it is generated. */
  related: RelatedLink[];
  model: string | null;
}

export type Calendar = 'JULIAN' | 'GREGORIAN';
export type Precision = 'YEAR' | 'MONTH' | 'DAY' | 'MINUTE';

/** A moment as generated. Places and slug are path segments; dates are as written in `calendar`. */
export interface MomentDraft {
  /** Historical counting: -44 is 44 BCE, there is no 0. */
  year: number;
  /** 1–12, filler 1 when `precision` is YEAR. */
  month: number;
  /** 1–31, filler 1 when `precision` is YEAR or MONTH. */
  day: number;
  /** HHMM, local time of the place; filler 0000 unless `precision` is MINUTE. */
  time: string;
  precision: Precision;
  calendar: Calendar;
  /** EDTF of the written date (astronomical years, as EDTF counts) where precision alone does not say it: circa, decades, ranges. */
  edtf?: string;
  /** EDTF of the day the event ended, where it lasted. */
  end?: string;
  country: string;
  region: string;
  city: string;
  slug: string;
  name: string;
  oneLiner?: string;
  era?: string;
  tags: string[];
  figures: string[];
  latitude?: number;
  longitude?: number;
  sources?: { title: string; url?: string }[];
  sameAs?: string[];
  flashTimepointId?: string;
  flashSlug?: string;
  flashShareUrl?: string;
  /** Anything else worth keeping, as custom metadata. */
  custom?: Record<string, unknown>;
  /** Where each filled field came from and how sure the generator is of it (0–1). */
  provenance: Record<string, { origin: FieldOrigin; confidence: number }>;
}

export type FieldOrigin = 'SENTENCE' | 'CORPUS' | 'GAZETTEER' | 'GENERATOR' | 'FILLER';

/**
 * The other end of a link: a subject of the same generator (which names the link from there too), a path, or what the event is called and the year it was in
 * (historical counting), which must mean one moment only.
 */
export type OtherMoment = { subject: string } | { path: string } | { name: string; year: number };

export type RelatedLink = OtherMoment & {
  /** OUT: from this moment to the other; IN: the other way. */
  direction: 'OUT' | 'IN';
  type: StoredType;
  /** 0–1. */
  weight: number;
  description: string;
};

/**
 * UNRESOLVED: the sentence names no event the generator can place in time and space. Final.
 * REFUSED: the generator will not answer this query (4xx, content). Final.
 * INVALID_ANSWER: it answered something that is no moment. Tried again.
 * UNAVAILABLE: it failed or did not answer (5xx, time-out, connection). Tried again.
 * BUSY: it asks to wait (429). The whole lane waits; no attempt is counted.
 */
export type GeneratorErrorCode = 'UNRESOLVED' | 'REFUSED' | 'INVALID_ANSWER' | 'UNAVAILABLE' | 'BUSY';

export class GeneratorError extends Error {
  readonly code: GeneratorErrorCode;
  /** Seconds to wait, as the generator asked (BUSY, UNAVAILABLE). */
  readonly retryAfter?: number;

  constructor(code: GeneratorErrorCode, message: string, options?: ErrorOptions & { retryAfter?: number }) {
    super(message, options);
    this.name = 'GeneratorError';
    this.code = code;
    this.retryAfter = options?.retryAfter;
  }
}
