/** No answer makes the lane wait longer than a day. */
const LONGEST_WAIT = 86_400;
/** Seconds to wait after a 429 that does not say. */
export const DEFAULT_WAIT = 30;

/** Seconds, given as a whole number or as an HTTP date (RFC 9110, section 10.2.3); undefined when it is neither. */
export function readRetryAfter(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_WAIT);
}
