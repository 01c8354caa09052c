import { Ledger, type Phase } from '../../faults/ledger.js';

const TROUBLED: [begun: Phase, ended: Phase][] = [
  ['before', 'trouble'],
  ['trouble', 'trouble'],
  ['trouble', 'after'],
  ['before', 'after'],
];
const WELL: [begun: Phase, ended: Phase][] = [
  ['before', 'before'],
  ['after', 'after'],
];

function told(begun: Phase, ended: Phase, kind: string): number {
  const ledger = new Ledger(new Set(['SERVICE_UNAVAILABLE']));
  ledger.phase = ended;
  ledger.refused('backup', kind, begun);
  return ledger.badAnswers.size;
}

test.each(TROUBLED)('a call from %s to %s may be refused in a documented way, and in no other', (...from) => {
  expect(told(...from, 'SERVICE_UNAVAILABLE')).toBe(0);
  expect(told(...from, 'INTERNAL')).toBe(1);
});

test.each(WELL)('a call from %s to %s may not be refused', (...from) => {
  expect(told(...from, 'SERVICE_UNAVAILABLE')).toBe(1);
});
