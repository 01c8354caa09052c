import type { FastifyBaseLogger } from 'fastify';
import { badInput, ClockchainError } from '../../../errors.js';
import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import { toClockchainError } from '../../../platform/http/problem.js';
import { checkOrder, orient } from '../../links/domain/link.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import type { Moment } from '../../moments/queries/moment.js';
import { type CheckedLink, type LinkImport, readLinkImport } from '../domain/link-request.js';

const putLinks = statement('transfer/put-links');

export const MAX_LINKS = 1_000;

export interface ImportLinksDeps {
  graph: Graph;
  viewer: Viewer;
  clock(): Date;
  newId(): string;
  log: Pick<FastifyBaseLogger, 'error'>;
}

export type LinkOutcome =
  | { status: 'linked' | 'kept'; error: null }
  | { status: 'refused'; error: ClockchainError };

/**
 * Stores each link for itself, in one answer in the order given: a bad one is told and spoils no other. A link that stands is kept as
 * it is, unless it was derived. Throws BAD_USER_INPUT only for none or too many.
 */
export async function importLinks(
  deps: ImportLinksDeps,
  links: readonly LinkImport[],
): Promise<LinkOutcome[]> {
  if (links.length === 0 || links.length > MAX_LINKS)
    throw badInput('links', `holds 1 to ${MAX_LINKS} links`);
  const outcomes: (LinkOutcome | null)[] = links.map(() => null);
  const refuse = (at: number, thrown: unknown) => {
    outcomes[at] = { status: 'refused', error: toClockchainError(thrown, deps.log) };
  };

  const admin = deps.viewer.kind === 'admin';
  const checked = new Map<number, CheckedLink>();
  links.forEach((link, at) => {
    try {
      checked.set(at, readLinkImport(link, { admin }, `links.${at}`));
    } catch (error) {
      refuse(at, error);
    }
  });

  const paths = [...new Set([...checked.values()].flatMap(({ from, to }) => [from, to]))];
  const ends = new Map((await findByPaths(deps, paths)).map(({ asked, moment }) => [asked, moment]));
  const rows: { at: number; row: LinkRow }[] = [];
  for (const [at, link] of checked) {
    try {
      rows.push({ at, row: rowOf(link, ends, deps.newId()) });
    } catch (error) {
      refuse(at, error);
    }
  }

  if (rows.length > 0) {
    // Of those that name one link the first counts, as if each had come alone.
    const named = new Map<string, LinkRow>();
    for (const { row } of rows) {
      const name = `${row.source} ${row.type} ${row.target}`;
      if (!named.has(name)) named.set(name, row);
    }
    const written = await deps.graph.write<{ id: string; status: 'linked' | 'kept' }>(putLinks, {
      links: [...named.values()],
      at: deps.clock().toISOString(),
    });
    const status = new Map(written.map((row) => [row.id, row.status]));
    for (const { at, row } of rows) {
      const first = named.get(`${row.source} ${row.type} ${row.target}`)!;
      const found = status.get(first.id);
      if (found) outcomes[at] = { status: first === row ? found : 'kept', error: null };
    }
  }
  return outcomes.map(
    (outcome) =>
      outcome ?? {
        status: 'refused',
        error: new ClockchainError('NOT_FOUND', 'A moment of this link has just gone.'),
      },
  );
}

type LinkRow = ReturnType<typeof rowOf>;

function rowOf(link: CheckedLink, ends: Map<string, Moment>, id: string) {
  const end = (field: 'from' | 'to') => {
    const found = ends.get(link[field]);
    if (found) return found;
    throw new ClockchainError('NOT_FOUND', `No moment stands at ${link[field]}.`, {
      field,
      path: link[field],
    });
  };
  const oriented = orient(link.type, end('from'), end('to'));
  checkOrder(oriented);
  return {
    id,
    source: oriented.source.id,
    target: oriented.target.id,
    type: oriented.type,
    layer: link.layer,
    weight: new Float(link.weight),
    theme: link.theme,
    description: link.description,
    method: link.method,
    confidence: link.confidence === null ? null : new Float(link.confidence),
    origin: link.source,
    createdBy: link.createdBy,
  };
}
