import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ClockchainError } from '../../errors.js';

/** Who asks: nobody in particular, a holder of a service key, or one who holds an admin key as well. */
export interface Viewer {
  readonly kind: 'anonymous' | 'service' | 'admin';
}

/** Several keys of each sort may be valid at once, so that keys can be changed without a gap. */
export interface KeyRing {
  /** The viewer that these headers prove. Throws UNAUTHENTICATED or FORBIDDEN for a key that is not right. */
  identify(headers: FastifyRequest['headers']): Viewer;
}

/** Keeps digests only; the keys themselves are not held in memory. */
export function createKeyRing(keys: { service: string[]; admin: string[] }): KeyRing {
  const service = keys.service.map(digest);
  const admin = keys.admin.map(digest);

  return {
    identify(headers) {
      const serviceKey = headers['x-service-key'];
      const adminKey = headers['x-admin-key'];
      if (serviceKey !== undefined && !matches(service, serviceKey)) {
        throw new ClockchainError('UNAUTHENTICATED', 'The X-Service-Key is wrong.');
      }
      if (adminKey !== undefined && !matches(admin, adminKey)) {
        throw new ClockchainError('FORBIDDEN', 'The X-Admin-Key is wrong.');
      }
      if (serviceKey === undefined) return { kind: 'anonymous' };
      return { kind: adminKey === undefined ? 'service' : 'admin' };
    },
  };
}

export function requireService(viewer: Viewer): void {
  if (viewer.kind === 'anonymous') {
    throw new ClockchainError('UNAUTHENTICATED', 'This needs a service key in the header X-Service-Key.');
  }
}

export function requireAdmin(viewer: Viewer): void {
  requireService(viewer);
  if (viewer.kind !== 'admin') {
    throw new ClockchainError('FORBIDDEN', 'This needs an admin key in the header X-Admin-Key as well.');
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Compares with every key, so that the time taken does not tell which one came close. */
function matches(known: Buffer[], given: string | string[]): boolean {
  const candidate = digest(String(given));
  return known.reduce((found, key) => timingSafeEqual(key, candidate) || found, false);
}
