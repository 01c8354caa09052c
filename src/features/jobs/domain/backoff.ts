/** After this many attempts that failed a job fails for good. */
export const MAX_ATTEMPTS = 5;

export const BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;
/** The share of a pause left to chance, so that jobs that failed together do not come back together. */
const JITTER = 0.5;

/**
 * The pause in milliseconds after the given failed attempt (1 is the first): doubling from `baseMs`, never shorter
 * than the generator asked for. `random` is from 0 to 1.
 */
export function backoff(
  attempt: number,
  { baseMs = BACKOFF_MS, retryAfterS = 0, random }: { baseMs?: number; retryAfterS?: number; random: number },
): number {
  const full = Math.min(baseMs * 2 ** (attempt - 1), LONGEST_BACKOFF_MS);
  return Math.max(full * (1 - JITTER * random), retryAfterS * 1_000);
}
