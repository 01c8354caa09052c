import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ClockchainError } from '../../errors.js';
import type { Viewer } from './keys.js';

export interface RateLimits {
  /** Points a minute for one address without a key, and with one; null for no limit. */
  publicPerMinute: number | null;
  keyedPerMinute: number | null;
}

/** Who asks, and from which address. Whoever brings a wrong key counts as anonymous. */
export interface Caller {
  viewer: Viewer;
  ip: string;
}

/**
 * Takes points, whole or not at all, and tells what is left; null where there is no limit. Rejects with RATE_LIMITED. What
 * would take more than a whole minute's takes what a minute has beside the request itself, so that it can pass at all.
 */
export type Charge = (caller: Caller, points: number) => Promise<Allowance | null>;

/** What the caller may still do. */
export interface Allowance {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

const WINDOW_S = 60;

/** `onLimited` is told of each refusal, and whether a key was brought. */
export function openRateLimit(limits: RateLimits, onLimited?: (keyed: boolean) => void): Charge {
  const open = (points: number | null) =>
    points === null ? null : new RateLimiterMemory({ points, duration: WINDOW_S });
  const [anonymous, keyed] = [open(limits.publicPerMinute), open(limits.keyedPerMinute)];

  return async ({ viewer, ip }, points) => {
    const isKeyed = viewer.kind !== 'anonymous';
    const limiter = isKeyed ? keyed : anonymous;
    if (!limiter) return null;
    const limit = limiter.points;
    const taken = Math.min(points, Math.max(1, limit - 1));
    try {
      const { remainingPoints: remaining, msBeforeNext } = await limiter.consume(ip, taken);
      return { limit, remaining, resetSeconds: seconds(msBeforeNext) };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      await limiter.reward(ip, taken);
      onLimited?.(isKeyed);
      throw new ClockchainError('RATE_LIMITED', 'Too much in a minute; slow down.', {
        retryAfter: seconds(refused.msBeforeNext),
      });
    }
  };
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
