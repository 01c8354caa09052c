import { ClockchainError } from '../../../errors.js';
import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import type { Moment } from '../../moments/queries/moment.js';
import {
  checkOrder,
  type LinkName,
  type LinkRequest,
  orient,
  readLinkName,
  readLinkWords,
} from '../domain/link.js';
import { isSymmetric } from '../domain/link-type.js';
import type { Link, LinkRow } from '../queries/link.js';

const merge = statement('link/merge');
const remove = statement('link/remove');

export interface LinkDeps {
  graph: Graph;
  viewer: Viewer;
  clock(): Date;
  newId(): string;
}

/**
 * Links two moments by hand, or updates the link of that type that stands between them: what is given replaces what
 * was, id and time of making stay, and the link is of layer 0 from then on, so that no derivation touches it.
 * Throws BAD_USER_INPUT with field and rule, or NOT_FOUND where an end is missing.
 */
export async function linkMoments(deps: LinkDeps, request: LinkRequest): Promise<Link> {
  const name = readLinkName(request);
  const { source: origin, ...words } = readLinkWords(request);
  const ends = await findEnds(deps, name);
  const oriented = orient(name.type, ends.from, ends.to);
  checkOrder(oriented);
  const { type, source, target } = oriented;
  const [row] = await deps.graph.write<LinkRow>(merge.with(!isSymmetric(type) && 'directed'), {
    source: source.id,
    target: target.id,
    type,
    id: deps.newId(),
    ...words,
    weight: words.weight === null ? null : new Float(words.weight),
    origin,
    createdBy: deps.viewer.kind,
    at: deps.clock().toISOString(),
  });
  if (!row) throw new ClockchainError('NOT_FOUND', `${name.from} or ${name.to} has just gone.`);
  return between(row, ends);
}

/** Removes a link, whoever made it, and answers with it as it was. Throws BAD_USER_INPUT or NOT_FOUND. */
export async function unlinkMoments(deps: LinkDeps, request: LinkName): Promise<Link> {
  const name = readLinkName(request);
  const ends = await findEnds(deps, name);
  const { type, source, target } = orient(name.type, ends.from, ends.to);
  const [row] = await deps.graph.write<LinkRow>(remove.with(!isSymmetric(type) && 'directed'), {
    source: source.id,
    target: target.id,
    type,
  });
  if (!row) {
    throw new ClockchainError('NOT_FOUND', `No ${name.type} leads from ${name.from} to ${name.to}.`);
  }
  return between(row, ends);
}

async function findEnds(deps: LinkDeps, { from, to }: { from: string; to: string }) {
  const found = await findByPaths(deps, [from, to]);
  const find = (field: 'from' | 'to', path: string) => {
    const end = found.find(({ asked }) => asked === path);
    if (end) return end.moment;
    throw new ClockchainError('NOT_FOUND', `No moment stands at ${path}.`, { field, path });
  };
  return { from: find('from', from), to: find('to', to) };
}

function between({ link, from, to }: LinkRow, ends: { from: Moment; to: Moment }): Link {
  const moment = (id: string) => (ends.from.id === id ? ends.from : ends.to);
  return { ...link, from: moment(from), to: moment(to) };
}
