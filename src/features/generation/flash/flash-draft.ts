import { bounded, labels, MAX_LABEL, MAX_NAME, segment } from '../domain/draft-text.js';
import type { FieldOrigin, MomentDraft } from '../domain/generator.js';
import { type FlashAnswer, invalidAnswer } from './flash-answer.js';
import { type FlashDate, readFlashDate } from './flash-date.js';
import { type FlashPlace, readFlashPlace } from './flash-place.js';

const MAX_ONE_LINER = 500;
const MAX_URL = 2_000;

/** Turns an answer of the Flash Timepoint API into a draft. Throws INVALID_ANSWER where no moment can be made of it. */
export function draftOfFlashAnswer(answer: FlashAnswer): MomentDraft {
  const { verified, corrected, ...date } = readFlashDate(answer);
  const { venue, known, ...place } = readFlashPlace(answer.location);
  const slug = segment(answer.slug) || segment(answer.name);
  if (slug === '') throw invalidAnswer('no slug can be made of name or slug');

  const draft: Omit<MomentDraft, 'provenance'> = {
    ...date,
    ...place,
    slug,
    name: bounded(answer.name, MAX_NAME)!,
    oneLiner: bounded(answer.moment?.plot_summary, MAX_ONE_LINER),
    era: bounded(answer.era, MAX_LABEL),
    tags: labels(answer.tags),
    figures: labels(answer.characters?.characters?.map(({ name }) => name)),
    flashTimepointId: bounded(String(answer.id ?? answer.timepoint_id ?? ''), MAX_LABEL),
    flashSlug: bounded(answer.slug, MAX_LABEL * 2),
    flashShareUrl: webAddress(answer.share_url),
    custom: withoutBlanks({
      time_of_day: bounded(answer.time_of_day, MAX_LABEL),
      venue: bounded(venue, MAX_LABEL * 2),
      image_url: webAddress(answer.image_url),
      image_model: bounded(answer.image_model_used, MAX_LABEL),
      model_provider: bounded(answer.model_provider, MAX_LABEL),
    }),
  };
  const filled = withoutBlanks(draft) as typeof draft;
  return { ...filled, provenance: provenanceOf(filled, { verified, corrected }, { known }) };
}

/**
 * How far each field is believed, 0–1. The figures are this service's own order of trust and no measurement: a year the
 * API checked against sources above one it merely wrote, dates and places above free text, and month and day least
 * where the check moved the year they were written for.
 */
function provenanceOf(
  draft: Omit<MomentDraft, 'provenance'>,
  { verified, corrected }: Pick<FlashDate, 'verified' | 'corrected'>,
  { known }: Pick<FlashPlace, 'known'>,
): MomentDraft['provenance'] {
  const generated = (confidence: number) => ({ origin: 'GENERATOR' as FieldOrigin, confidence });
  const filler = { origin: 'FILLER' as FieldOrigin, confidence: 0 };
  const day = generated(corrected ? 0.4 : 0.7);
  const place = known ? generated(0.7) : filler;
  const { precision } = draft;
  return {
    year: generated(verified ? 0.95 : 0.7),
    month: precision === 'YEAR' ? filler : day,
    day: precision === 'YEAR' || precision === 'MONTH' ? filler : day,
    time: precision === 'MINUTE' ? generated(0.5) : filler,
    country: place,
    region: place,
    city: place,
    slug: generated(0.9),
    name: generated(0.9),
    ...(draft.oneLiner && { oneLiner: generated(0.6) }),
    ...(draft.era && { era: generated(0.7) }),
    ...(draft.tags.length > 0 && { tags: generated(0.6) }),
    ...(draft.figures.length > 0 && { figures: generated(0.6) }),
  };
}

/** A page of the web, since the address is shown as a link; anything else, a `javascript:` one included, is left out. */
function webAddress(text: string | null | undefined): string | undefined {
  if (!text || text.length > MAX_URL || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function withoutBlanks<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>;
}
