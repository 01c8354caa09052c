/** By how much the clocks of two workers may differ. */
const CLOCK_SKEW_MS = 5_000;

/**
 * A deadline is stored with the time at which it was set: one that was set in what is now the future counts as passed,
 * as the clock was put back since.
 */
export function hasPassed(
  until: Date | null | undefined,
  setAt: Date | null | undefined,
  now: Date,
): boolean {
  return !until || until <= now || (setAt != null && setAt > future(now));
}

/** The same as a condition on a document with the deadline and the time of its setting in these fields. */
export function passed(until: string, setAt: string, now: Date): object {
  return { $or: [{ [until]: null }, { [until]: { $lte: now } }, { [setAt]: { $gt: future(now) } }] };
}

function future(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SKEW_MS);
}
