import type { Moment } from '../../moments/queries/moment.js';
import type { Link } from '../queries/link.js';
import type { LinkOfMoment } from '../queries/list-links.js';
import type { MomentAtHop, Walk } from '../queries/walk.js';

/** A moment as a node of a graph: what draws and names it; `GET moments/{path}` has the rest. */
export function nodeBody(moment: Moment) {
  return {
    path: moment.path,
    id: moment.id,
    name: moment.name,
    one_liner: moment.oneLiner ?? '',
    year: moment.year,
    month: moment.month,
    month_num: moment.monthNum,
    day: moment.day,
    time: moment.time,
    country: moment.country,
    region: moment.region,
    city: moment.city,
    latitude: moment.latitude,
    longitude: moment.longitude,
    era: moment.era ?? null,
    tags: moment.tags,
    figures: moment.figures,
    layer: moment.layer,
    visibility: moment.visibility,
    source_type: moment.sourceType ?? null,
    confidence: moment.confidence ?? null,
  };
}

/** A link as an edge of a graph; `source` and `target` are paths. */
export function edgeBody(link: Link) {
  return {
    source: link.from.path,
    target: link.to.path,
    type: link.type.toLowerCase(),
    weight: link.weight,
    theme: link.theme ?? '',
    description: link.description ?? '',
    layer: link.layer,
    method: link.method ?? null,
    confidence: link.confidence ?? null,
    created_by: link.createdBy,
    created_at: link.createdAt,
  };
}

/** A link as seen from one end. `edge_type` is the type as it stands; `direction` says which way it points. */
export function neighborBody({ properties, out, moment }: LinkOfMoment) {
  return {
    path: moment.path,
    name: moment.name,
    edge_type: properties.type.toLowerCase(),
    direction: out ? 'out' : 'in',
    weight: properties.weight,
    theme: properties.theme ?? '',
    description: properties.description ?? '',
    created_by: properties.createdBy,
  };
}

export function walkBody({ nodes, links }: Walk) {
  return {
    nodes: nodes.map(({ moment, hop }: MomentAtHop) => ({ ...nodeBody(moment), hop })),
    edges: links.map(edgeBody),
  };
}
