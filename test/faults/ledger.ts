import type { JobStatus } from '../../src/features/jobs/domain/job.js';

export interface LinkEnds {
  from: string;
  to: string;
  type: string;
}

export interface BackupMade {
  file: string;
  /** How many moments and jobs had been acknowledged when it began. */
  moments: number;
  jobs: number;
}

/** Before and after something is done to the service it shall do all that it is asked. */
export type Phase = 'before' | 'trouble' | 'after';

/** What no answer is called here; the other kinds of refusal are the codes of the service. */
export const NO_ANSWER = 'NO_ANSWER';

const RANK: Record<JobStatus, number> = { PENDING: 0, PROCESSING: 1, COMPLETED: 2, FAILED: 2, CANCELLED: 2 };

/** What those who use the service were told, to be held against what stands in the end. */
export class Ledger {
  phase: Phase = 'before';
  /** Paths that were acknowledged, in that order, with the id where it was told. */
  readonly moments = new Map<string, string | null>();
  readonly links: LinkEnds[] = [];
  readonly jobs = new Set<string>();
  readonly backups: BackupMade[] = [];
  /** How often calls were refused in trouble, by kind. */
  readonly refusals = new Map<string, number>();
  readonly badAnswers = new Set<string>();
  readonly turnedBack = new Set<string>();
  readonly #told = new Map<string, JobStatus>();

  /** `tolerated`: the kinds of refusal that may be met in trouble. */
  constructor(readonly tolerated: ReadonlySet<string>) {}

  /** Notes a refusal of a call that was begun in that phase, and may have met trouble since, all of it even. */
  refused(call: string, kind: string, begunIn: Phase, message = ''): void {
    this.refusals.set(kind, (this.refusals.get(kind) ?? 0) + 1);
    const troubled = begunIn !== this.phase || begunIn === 'trouble';
    if (troubled && this.tolerated.has(kind)) return;
    const when = troubled ? 'meanwhile' : 'while all was well';
    this.badAnswers.add(`${call}: ${kind} ${when} ${message}`.trim());
  }

  /** Notes what a reader or subscriber was told of a job; its status may only go forward. */
  told(job: string, status: JobStatus): void {
    const before = this.#told.get(job);
    if (before && (RANK[status] < RANK[before] || (RANK[before] === 2 && status !== before)))
      this.turnedBack.add(`${job}: ${status} was told after ${before}`);
    this.#told.set(job, status);
  }
}
