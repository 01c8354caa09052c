import type { Moment } from '../queries/moment.js';

/** What every list of moments says of each, in snake_case. */
function listed(moment: Moment) {
  return {
    path: moment.path,
    name: moment.name,
    one_liner: moment.oneLiner ?? '',
    year: moment.year,
    day: moment.day,
    layer: moment.layer,
    visibility: moment.visibility,
    source_type: moment.sourceType ?? null,
  };
}

/** A moment of a day: `month` is a number. */
export function eventBody(moment: Moment) {
  return { ...listed(moment), month: moment.monthNum, image_url: null };
}

/** A moment with its place: `month` is a name. */
function placed(moment: Moment) {
  return {
    ...listed(moment),
    month: moment.month,
    country: moment.country,
    region: moment.region,
    city: moment.city,
    confidence: moment.confidence ?? null,
  };
}

/** A moment on a page of moments. */
export function itemBody(moment: Moment) {
  return { ...placed(moment), image_url: null };
}

/** A moment as a node of a graph: what draws and names it. */
export function nodeBody(moment: Moment) {
  return {
    ...placed(moment),
    id: moment.id,
    month_num: moment.monthNum,
    time: moment.time,
    latitude: moment.latitude,
    longitude: moment.longitude,
    era: moment.era ?? null,
    tags: moment.tags,
    figures: moment.figures,
  };
}

/** A moment whole, links left to the graph routes. */
export function momentBody(moment: Moment) {
  return {
    ...nodeBody(moment),
    type: moment.type,
    slug: moment.slug,
    edtf: moment.edtf,
    precision: moment.precision,
    calendar: moment.calendar,
    flash_timepoint_id: moment.flashTimepointId ?? null,
    flash_slug: moment.flashSlug ?? null,
    flash_share_url: moment.flashShareUrl ?? null,
    created_by: moment.createdBy,
    created_at: moment.createdAt,
    updated_at: moment.updatedAt ?? null,
    published_at: moment.publishedAt ?? null,
    metadata: JSON.parse(moment.metadata) as Record<string, unknown>,
  };
}
