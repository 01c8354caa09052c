import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ClockchainError } from '../../errors.js';
import type { Viewer } from './keys.js';

export interface RateLimits {
  /** Requests a minute from one address without a key, and with one; null for no limit. */
  publicPerMinute: number | null;
  keyedPerMinute: number | null;
}

/** Who asks, and from which address. Whoever brings a wrong key counts as anonymous. */
export interface Caller {
  viewer: Viewer;
  ip: string;
}

/** Counts one request, or one operation of a connection that stays open. Rejects with RATE_LIMITED. */
export type Admit = (caller: Caller) => Promise<Admitted | null>;

/** What the caller may still do; null where there is no limit. */
export interface Admitted {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** `onLimited` is told of each refusal, and whether a key was brought. */
export async function openRateLimit(
  app: FastifyInstance,
  limits: RateLimits,
  onLimited?: (keyed: boolean) => void,
): Promise<Admit> {
  const isKeyed = ({ viewer }: Caller) => viewer.kind !== 'anonymous';
  const limitOf = (caller: Caller) => (isKeyed(caller) ? limits.keyedPerMinute : limits.publicPerMinute);
  // Not as hooks of routes, which would leave out what is refused before its route, wrong keys above all.
  await app.register(rateLimit, {
    global: false,
    timeWindow: '1 minute',
    max: (request) => limitOf(request)!,
    keyGenerator: (request) => `${isKeyed(request) ? 'keyed' : 'public'}:${request.ip}`,
  });
  const count = app.createRateLimit();
  return async (caller) => {
    if (limitOf(caller) === null) return null;
    const counted = await count({ routeOptions: {}, viewer: caller.viewer, ip: caller.ip } as FastifyRequest);
    if (counted.isAllowed) return null;
    const { max: limit, remaining, ttlInSeconds: resetSeconds } = counted;
    if (!counted.isExceeded) return { limit, remaining, resetSeconds };
    onLimited?.(isKeyed(caller));
    throw new ClockchainError('RATE_LIMITED', 'Too many requests; slow down.', { retryAfter: resetSeconds });
  };
}
