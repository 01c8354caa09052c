import { ALIKE_FROM, likenessTo } from '../../../src/features/moments/domain/likeness.js';

test.each([
  ['Battle of Hastings', 'Battle of Hastings'],
  ['Assassination of Julius Caesar', 'Julius Caesar is assassinated'],
  ['Fall of Constantinople', 'Constantinople falls to the Ottomans'],
  ['Apollo 11 Moon landing', 'Apollo 11 lands on the Moon'],
  ['Moon landing', 'First Moon landing of Apollo 11'],
  ['Grito de Dolores', 'El Grito de Dolores'],
  ['São Paulo founded', 'FOUNDING OF SAO PAULO'],
  ['Signing of the Declaration of Independence', 'Declaration of Independence signed'],
  ['Storming of the Bastille', 'Bastille stormed'],
  ['Bombing of Hiroshima', 'Atomic bombing of Hiroshima'],
  ['Battle of Waterloo', 'Waterloo'],
])('"%s" and "%s" are alike', (one, other) => {
  expect(likenessTo(one)(other)).toBeGreaterThanOrEqual(ALIKE_FROM);
  expect(likenessTo(other)(one)).toBeCloseTo(likenessTo(one)(other));
});

test.each([
  ['Wedding of Anna', 'Wedding of Maria'],
  ['Birth of Mozart', 'Birth of Salieri'],
  ['Death of Beethoven', 'Funeral of Beethoven'],
  ['First plane hits the tower', 'Second plane hits the tower'],
  ['Game 1 of the final', 'Game 2 of the final'],
  ['Move 37', 'Move 78'],
  ['Treaty of Versailles signed', 'Weimar constitution adopted'],
  ['Election of the mayor', 'Assassination of the mayor'],
  ['Trial of Socrates', 'Death of Socrates'],
  ['Battle of Ypres', 'Battle of Verdun'],
  ['Speech at the Brandenburg Gate', 'Concert at the Brandenburg Gate'],
  ['東京', 'The of'],
])('"%s" and "%s" are not', (one, other) => {
  expect(likenessTo(one)(other)).toBeLessThan(ALIKE_FROM);
});
