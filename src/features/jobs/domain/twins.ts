import type { JobRecord, JobRequest } from './job.js';

/**
 * Jobs of one batch that ask for the same are twins: one of them is run at a time, and how it ended answers the others.
 */

/** The same for requests that are twins: letter case and the width of spaces do not count. */
export function askedFor({ query, preset, visibility }: JobRequest): string {
  const words = query.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return JSON.stringify([words, preset, visibility]);
}

/** The id that all twins share. */
export function twinsOf({ _id, twinOf }: Pick<JobRecord, '_id' | 'twinOf'>): string {
  return twinOf ?? _id;
}

/** Answers that asking again would not change. */
export const FINAL_REFUSALS: readonly string[] = ['UNRESOLVED', 'REFUSED'];

/**
 * Whether the end of one twin answers the other: a moment does, and a refusal given after the other was accepted (so
 * not to a retry of what was refused). One that was cancelled, or failed for want of a generator, leaves it to the other.
 */
export function answersFor(twin: JobRecord, job: JobRecord): boolean {
  if (twin.status === 'COMPLETED') return true;
  const refused = twin.status === 'FAILED' && FINAL_REFUSALS.includes(twin.errorCode ?? '');
  return refused && twin.completedAt! >= job.createdAt;
}
