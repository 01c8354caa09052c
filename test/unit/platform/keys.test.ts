import { inspect } from 'node:util';
import { createKeyRing } from '../../../src/platform/http/keys.js';

const ring = createKeyRing({ service: ['old-service-key', 'new-service-key'], admin: ['the-admin-key'] });

test.each([
  [{}, 'anonymous'],
  [{ 'x-service-key': 'old-service-key' }, 'service'],
  [{ 'x-service-key': 'new-service-key' }, 'service'],
  [{ 'x-service-key': 'new-service-key', 'x-admin-key': 'the-admin-key' }, 'admin'],
  [{ 'x-admin-key': 'the-admin-key' }, 'anonymous'],
])('%o is %s', (headers, kind) => {
  expect(ring.identify(headers)).toEqual({ kind });
});

test.each([
  [{ 'x-service-key': 'wrong' }, 'UNAUTHENTICATED'],
  [{ 'x-service-key': '' }, 'UNAUTHENTICATED'],
  [{ 'x-service-key': 'the-admin-key' }, 'UNAUTHENTICATED'],
  [{ 'x-admin-key': 'wrong' }, 'FORBIDDEN'],
  [{ 'x-service-key': 'wrong', 'x-admin-key': 'wrong' }, 'UNAUTHENTICATED'],
])('%o is refused as %s', (headers, code) => {
  expect(() => ring.identify(headers)).toThrow(expect.objectContaining({ code }));
});

test('no key can be read out of the ring', () => {
  expect(inspect(ring, { depth: 10, showHidden: true })).not.toContain('service-key');
});
