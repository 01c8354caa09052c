import { setImmediate as nextTurn } from 'node:timers/promises';
import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import { Accounts, type Changes, MAX_LINKS } from '../domain/choose.js';
import { isOpen, type MomentFacts, type Proposal } from '../domain/derived-link.js';
import { proposeLinks } from '../domain/propose.js';
import { findCandidates, findFacts } from '../queries/find-candidates.js';
import { findStanding, findWorded } from '../queries/find-standing.js';

const lock = statement('derivation/lock');
const settle = statement('derivation/settle');
const dropLinks = statement('derivation/drop-links');
const putLinks = statement('derivation/put-links');

/** Of all links that a moment could have, so many of the heaviest are tried, as some ends have no room. */
const TRIED = 2 * MAX_LINKS;

export interface DeriveDeps {
  graph: Graph;
  clock(): Date;
  newId(): string;
}

export interface Derived {
  /** Moments that are no longer due. */
  settled: number;
  put: number;
  dropped: number;
}

/**
 * Makes the derived links of these moments anew. Everything is read and chosen first; then one short transaction writes
 * the links and marks the moments as no longer due, but for those that were changed meanwhile: nothing of theirs is
 * written and they stay due. Where another sweep that was thought dead has settled some of them meanwhile, what was
 * read of their neighbours is no longer so, and all is read again for the others.
 */
export async function deriveBatch(deps: DeriveDeps, due: MomentFacts[]): Promise<Derived> {
  for (let left = due; ; ) {
    const { stillDue, derived } = await write(deps, left, await chooseLinks(deps, left));
    if (derived) return derived;
    left = left.filter(({ id }) => stillDue.has(id));
  }
}

async function chooseLinks(deps: DeriveDeps, due: MomentFacts[]): Promise<Changes> {
  const ids = due.map(({ id }) => id);
  const { of, commonness } = await findCandidates(deps, due);
  const own = await findWorded(deps, ids);
  // Whoever is linked already is looked at again, though no longer near enough to be found.
  for (const { fromId, toId } of own) {
    of.get(fromId)?.add(toId);
    of.get(toId)?.add(fromId);
  }
  const facts = await findFacts(deps, new Set([...of.values()].flatMap((others) => [...others])));
  for (const moment of due) facts.set(moment.id, moment);

  const proposals = new Map<string, Proposal[]>();
  for (const moment of due) {
    const others = [...of.get(moment.id)!].flatMap((id) => facts.get(id) ?? []);
    const all = others.flatMap((other) => proposeLinks(moment, other, commonness.get(moment.id)!));
    proposals.set(moment.id, all);
    // Requests that this process serves go first.
    await nextTurn();
  }
  const ends = new Set(ids);
  for (const all of proposals.values()) {
    for (const { from, to } of heaviest(all)) ends.add(from.id).add(to.id);
  }
  const worded = new Map(own.map((link) => [link.link, link]));
  const accounts = new Accounts(ends, await findStanding(deps, ends));
  for (const { id } of due) {
    accounts.choose(id, proposals.get(id)!, worded);
    await nextTurn();
  }
  return accounts.changes();
}

/** Apart for links between public moments and others, as they are bounded apart. */
function heaviest(proposals: Proposal[]): Proposal[] {
  const sorted = [...proposals].sort((a, b) => b.weight - a.weight || (orderOf(a) < orderOf(b) ? -1 : 1));
  return [true, false].flatMap((open) =>
    sorted.filter(({ from, to }) => isOpen(from, to) === open).slice(0, TRIED),
  );
}

function orderOf({ from, to, type }: Proposal): string {
  return `${from.path} ${to.path} ${type}`;
}

interface Written {
  stillDue: Set<string>;
  /** Null where not all were due any more: then nothing was written. */
  derived: Derived | null;
}

function write({ graph, clock, newId }: DeriveDeps, due: MomentFacts[], changes: Changes): Promise<Written> {
  const rows = due.map((moment) => ({
    ...moment,
    confidence: moment.confidence === null ? null : new Float(moment.confidence),
  }));
  return graph.transaction(async (run) => {
    // By id, so that two that write lock in the same order.
    const locked = await run<{ id: string }>(lock, { ids: due.map(({ id }) => id).sort() });
    const stillDue = new Set(locked.map(({ id }) => id));
    if (stillDue.size < due.length) return { stillDue, derived: null };
    const asRead = new Set((await run<{ id: string }>(settle, { rows })).map(({ id }) => id));
    const drop = changes.drop.filter(({ by }) => asRead.has(by)).map(({ link }) => link);
    const put = changes.put.filter(({ by }) => asRead.has(by));
    if (drop.length > 0) {
      await run(dropLinks, { links: drop.map(({ link, fromId, toId }) => ({ link, fromId, toId })) });
    }
    if (put.length > 0) {
      const links = put.map(({ proposal, standing }) => linkRow(proposal, standing?.link ?? newId()));
      await run(putLinks, { links, at: clock().toISOString() });
    }
    return { stillDue, derived: { settled: asRead.size, put: put.length, dropped: drop.length } };
  });
}

function linkRow({ from, to, type, weight, theme, description, method, confidence }: Proposal, id: string) {
  return {
    id,
    fromId: from.id,
    toId: to.id,
    type,
    weight: new Float(weight),
    theme,
    description,
    method,
    confidence: new Float(confidence),
  };
}
