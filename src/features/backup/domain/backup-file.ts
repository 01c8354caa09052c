import { createHash, type Hash } from 'node:crypto';

/** The first line of a backup. */
export interface BackupHeader {
  kind: 'clockchain-backup';
  format: 1;
  /** UUID of this backup. */
  id: string;
  /** The last schema change of its graph. */
  migration: number;
  /** When it began: all that was acknowledged before is in it. ISO 8601 in UTC. */
  at: string;
}

/** One record to a line, in the order of kinds below; values of the graph as typed JSON, of the queue as Extended JSON. */
export type BackupRecord =
  | { kind: 'batch'; document: object }
  | { kind: 'job'; document: object }
  | { kind: 'queue'; accepted: number; paused: boolean }
  | { kind: 'moment'; row: MomentCopy }
  | { kind: 'link'; link: LinkCopy };

/** A moment and what is joined to it, as `backup/moments` tells it. */
export interface MomentCopy {
  id: string;
  path: string;
  properties: { createdAt: string };
  generations: object[];
  formerPaths: { path: string; until: string }[];
  [column: string]: unknown;
}

export interface LinkCopy {
  source: string;
  target: string;
  type: string;
  properties: object;
}

export type Counts = Record<'batches' | 'jobs' | 'moments' | 'links', number>;

/** The last line: without it the file is not whole. */
export interface BackupEnd {
  kind: 'end';
  counts: Counts;
  /** SHA-256 of all lines between the first and this, hexadecimal. Equal for equal contents, whenever they are written. */
  digest: string;
}

const COUNTED: Partial<Record<BackupRecord['kind'], keyof Counts>> = {
  batch: 'batches',
  job: 'jobs',
  moment: 'moments',
  link: 'links',
};

/** Adds up what a backup holds, whether it is written or read. */
export class Tally {
  readonly counts: Counts = { batches: 0, jobs: 0, moments: 0, links: 0 };
  private readonly hash: Hash = createHash('sha256');

  /** `line` is the record as it stands in the file, without the end of the line. */
  add(kind: BackupRecord['kind'], line: string): void {
    const name = COUNTED[kind];
    if (name) this.counts[name]++;
    this.hash.update(`${line}\n`);
  }

  /** To be asked once. */
  end(): BackupEnd {
    return { kind: 'end', counts: this.counts, digest: this.hash.digest('hex') };
  }
}
