import { type DerivedType, isOpen, type Proposal } from './derived-link.js';

/** How many derived links a moment has at most: so many to public moments if it is one, and so many others. */
export const MAX_LINKS = 24;

/** A link that stands in the graph, of a type that is derived. */
export interface StandingLink {
  link: string;
  type: DerivedType;
  /** False when a person or a generator made it: then it is theirs. */
  derived: boolean;
  weight: number;
  /** Between two public moments. */
  open: boolean;
  fromId: string;
  fromPath: string;
  toId: string;
  toPath: string;
}

export type WordedLink = StandingLink & Pick<Proposal, 'theme' | 'description' | 'method' | 'confidence'>;

/** What is to be done in the graph, and for which due moment. */
export interface Changes {
  drop: { by: string; link: StandingLink }[];
  put: { by: string; proposal: Proposal; standing: StandingLink | null }[];
}

/** A link in the account of both of its ends. */
interface Entry extends StandingLink {
  /** Not yet in the graph. */
  proposal: Proposal | null;
}

/**
 * The accounts of the moments around a batch: which derived links each has. Choosing for one moment keeps both ends
 * of every link within their bound, the heavier link always standing. Links of equal weight go by path and type, so
 * nothing depends on the order in which the graph told of them.
 */
export class Accounts {
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #foreign = new Set<string>();
  readonly #puts = new Map<string, Changes['put'][number]>();
  readonly #drops = new Map<string, Changes['drop'][number]>();

  /** `known`: every moment whose links are all told. */
  constructor(known: Iterable<string>, standing: Iterable<StandingLink>) {
    for (const id of known) this.#entries.set(id, new Map());
    for (const link of standing) {
      if (!link.derived) this.#foreign.add(keyOf(link));
      else this.#add({ ...link, proposal: null });
    }
  }

  /** Gives a moment its best links out of all it could have; of those it has, what is no longer among them goes. */
  choose(id: string, proposals: Proposal[], worded: ReadonlyMap<string, WordedLink>): void {
    const wanted = new Map(proposals.map((proposal) => [keyOfProposal(proposal), proposal]));
    for (const entry of [...(this.#entries.get(id)?.values() ?? [])]) {
      const proposal = wanted.get(keyOf(entry));
      if (!proposal || proposal.from.id !== entry.fromId || this.#foreign.has(keyOf(entry))) {
        this.#remove(entry, id);
      } else if (entry.proposal === null && differs(proposal, worded.get(entry.link), entry)) {
        entry.weight = proposal.weight;
        entry.open = isOpen(proposal.from, proposal.to);
        this.#puts.set(keyOf(entry), { by: id, proposal, standing: entry });
      }
    }
    for (const open of [true, false]) {
      this.#trim(id, open, id);
      for (const entry of proposals
        .map(toEntry)
        .filter((one) => one.open === open)
        .sort(heavierFirst)) {
        const lightest = this.#lightestOfFull(id, open);
        // What comes after is lighter still.
        if (lightest && heavierFirst(lightest, entry) < 0) break;
        this.#offer(entry, id);
      }
    }
  }

  changes(): Changes {
    return { drop: [...this.#drops.values()], put: [...this.#puts.values()] };
  }

  /** Adds a link if both ends are known and have room for it or something lighter. */
  #offer(entry: Entry, by: string): void {
    const key = keyOf(entry);
    if (this.#foreign.has(key) || this.#entries.get(by)?.has(key)) return;
    const ends = [entry.fromId, entry.toId];
    if (ends.some((end) => !this.#entries.has(end))) return;
    for (const end of ends) {
      const lightest = this.#lightestOfFull(end, entry.open);
      if (lightest && heavierFirst(lightest, entry) < 0) return;
    }
    this.#add(entry);
    const dropped = this.#drops.get(key);
    this.#puts.set(key, {
      by,
      proposal: entry.proposal!,
      standing: dropped && sameWay(dropped.link, entry) ? dropped.link : null,
    });
    if (dropped && sameWay(dropped.link, entry)) this.#drops.delete(key);
    for (const end of ends) this.#trim(end, entry.open, by);
  }

  /** Null while there is room. */
  #lightestOfFull(id: string, open: boolean): Entry | null {
    const account = this.#account(id, open);
    if (account.length < MAX_LINKS) return null;
    return account.reduce((lightest, entry) => (heavierFirst(lightest, entry) < 0 ? entry : lightest));
  }

  #trim(id: string, open: boolean, by: string): void {
    const account = this.#account(id, open);
    if (account.length <= MAX_LINKS) return;
    for (const entry of account.sort(heavierFirst).slice(MAX_LINKS)) this.#remove(entry, by);
  }

  #account(id: string, open: boolean): Entry[] {
    return [...(this.#entries.get(id)?.values() ?? [])].filter((entry) => entry.open === open);
  }

  #add(entry: Entry): void {
    for (const end of [entry.fromId, entry.toId]) this.#entries.get(end)?.set(keyOf(entry), entry);
  }

  #remove(entry: Entry, by: string): void {
    const key = keyOf(entry);
    for (const end of [entry.fromId, entry.toId]) this.#entries.get(end)?.delete(key);
    const put = this.#puts.get(key);
    this.#puts.delete(key);
    const standing = entry.proposal === null ? entry : put?.standing;
    if (standing) this.#drops.set(key, { by, link: standing });
  }
}

/** Both ends in one order, and the type: what a link is known by. */
export function keyOf({ fromId, toId, type }: Pick<StandingLink, 'fromId' | 'toId' | 'type'>): string {
  return fromId < toId ? `${fromId} ${toId} ${type}` : `${toId} ${fromId} ${type}`;
}

function keyOfProposal({ from, to, type }: Proposal): string {
  return keyOf({ fromId: from.id, toId: to.id, type });
}

function toEntry(proposal: Proposal): Entry {
  const { from, to, type, weight } = proposal;
  return {
    link: '',
    type,
    derived: true,
    weight,
    open: isOpen(from, to),
    fromId: from.id,
    fromPath: from.path,
    toId: to.id,
    toPath: to.path,
    proposal,
  };
}

function sameWay(a: StandingLink, b: StandingLink): boolean {
  return a.fromId === b.fromId;
}

function heavierFirst(a: Entry, b: Entry): number {
  return (
    b.weight - a.weight ||
    compare(a.fromPath, b.fromPath) ||
    compare(a.toPath, b.toPath) ||
    compare(a.type, b.type)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function differs(proposal: Proposal, standing: WordedLink | undefined, entry: StandingLink): boolean {
  return (
    !standing ||
    entry.weight !== proposal.weight ||
    entry.open !== isOpen(proposal.from, proposal.to) ||
    standing.theme !== proposal.theme ||
    standing.description !== proposal.description ||
    standing.method !== proposal.method ||
    standing.confidence !== proposal.confidence
  );
}
