import { mayRead, parseVisibility, seesAll } from '../../../src/features/moments/domain/visibility.js';
import { refusal } from './errors.js';

it.each([
  ['private', 'private'],
  ['public', 'public'],
  ['UNLISTED', 'unlisted'],
  ['PUBLIC', 'public'],
  [undefined, 'private'],
  [null, 'private'],
])('%s is read as %s', (input, visibility) => {
  expect(parseVisibility(input, 'visibility')).toBe(visibility);
});

it.each(['bogus', '', 'Public', ' public', 1, true, ['public'], {}])('%j is refused', (input) => {
  const { field, message } = refusal(() => parseVisibility(input, 'visibility'));
  expect(field).toBe('visibility');
  expect(message).toMatch(/private, public or unlisted/);
});

it.each([
  ['anonymous', 'public', false, true],
  ['anonymous', 'public', true, true],
  ['anonymous', 'unlisted', true, true],
  ['anonymous', 'unlisted', false, false],
  ['anonymous', 'private', true, false],
  ['anonymous', 'private', false, false],
  ['service', 'private', false, true],
  ['service', 'unlisted', false, true],
  ['admin', 'private', false, true],
] as const)('%s reading %s, named %s: %s', (kind, visibility, named, allowed) => {
  expect(mayRead({ kind }, visibility, named)).toBe(allowed);
  expect(seesAll({ kind })).toBe(kind !== 'anonymous');
});
