import { nodeBody } from '../../moments/rest/moment.body.js';
import type { Link } from '../queries/link.js';
import type { LinkOfMoment } from '../queries/list-links.js';
import type { MomentAtHop, Walk } from '../queries/walk.js';

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
