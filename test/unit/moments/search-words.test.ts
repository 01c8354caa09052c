import {
  nameWord,
  ORDER_DIGITS,
  ORDERS,
  rankWords,
} from '../../../src/features/moments/domain/search-words.js';

const orderOf = (name: string, id = '0') =>
  rankWords({ name, id })
    .split(' ')
    .reduce((sum, word) => sum + (ORDER_DIGITS.get(word) ?? 0), 0);

test('a shorter name comes before a longer one, and a lot tells those of one length apart', () => {
  const names = ['Moon', 'Moon landing', 'The Moon landing of Apollo 11', `Moon ${'x'.repeat(80)}`];
  const orders = names.map((name) => orderOf(name));
  expect(orders).toEqual(orders.toSorted((a, b) => b - a));
  expect(new Set(orders).size).toBe(names.length);
  expect(orderOf('Moon', 'f')).toBe(orderOf('Moon', '0') + 15);
  expect(orderOf('Moon', 'f')).toBeLessThan(ORDERS);
  expect(orderOf('x'.repeat(500))).toBe(0);
});

test('a name is one word, whatever its case, marks and punctuation', () => {
  expect(nameWord('São Paulo — fundação!')).toBe(nameWord('sao paulo fundacao'));
  expect(nameWord('Moon')).not.toBe(nameWord('The Moon'));
  expect(nameWord('Moon')).toMatch(/^name[0-9a-f]{16}$/);
});
