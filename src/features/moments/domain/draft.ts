import type { MomentDraft } from '../../generation/domain/generator.js';
import { PRECISIONS } from './calendar.js';
import type { MomentInput } from './moment-properties.js';
import { formatYear, MONTHS } from './path.js';
import type { Visibility } from './visibility.js';

export interface DraftOptions {
  visibility?: Visibility;
  /** Default "system". */
  createdBy?: string;
  /** What kind of source this is: the name of the generator. */
  sourceType?: string;
}

/** The layer of whatever a generator made. */
const GENERATED_LAYER = 2;

/**
 * The input of `describeMoment` for a draft, to be given with `admin: true` since its layer is 2. Unchecked like any
 * other input: a draft that is no moment is refused there. Fillers go into the path and nowhere else. Confidence is that
 * of the least certain field that was filled.
 */
export function inputFromDraft(draft: MomentDraft, options: DraftOptions = {}): MomentInput {
  const month = MONTHS[draft.month - 1] ?? String(draft.month);
  const known = (precision: MomentDraft['precision']) =>
    PRECISIONS.indexOf(draft.precision) >= PRECISIONS.indexOf(precision);
  const day = String(draft.day).padStart(2, '0');
  const place = [draft.country, draft.region, draft.city, draft.slug].join('/');
  const metadata: Record<string, unknown> = {
    ...draft.custom,
    name: draft.name,
    one_liner: draft.oneLiner,
    year: draft.year,
    ...(known('MONTH') ? { month, month_num: draft.month } : {}),
    ...(known('DAY') ? { day: draft.day } : {}),
    ...(known('MINUTE') ? { time: draft.time } : {}),
    country: draft.country,
    region: draft.region,
    city: draft.city,
    slug: draft.slug,
    era: draft.era,
    tags: draft.tags,
    figures: draft.figures,
    layer: GENERATED_LAYER,
    confidence: leastConfidence(draft.provenance),
    source_type: options.sourceType,
    flash_slug: draft.flashSlug,
    flash_share_url: draft.flashShareUrl,
    edtf: draft.edtf,
    precision: draft.precision,
    calendar: draft.calendar,
    end: draft.end,
    latitude: draft.latitude,
    longitude: draft.longitude,
    sources: draft.sources,
    same_as: draft.sameAs,
  };
  return {
    path: `/${formatYear(draft.year)}/${month}/${day}/${draft.time}/${place}`,
    metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined)),
    flashTimepointId: draft.flashTimepointId,
    visibility: options.visibility,
    createdBy: options.createdBy,
  };
}

function leastConfidence(provenance: MomentDraft['provenance']): number | undefined {
  const stated = Object.values(provenance).filter(({ origin }) => origin !== 'FILLER');
  return stated.length === 0 ? undefined : Math.min(...stated.map(({ confidence }) => confidence));
}
