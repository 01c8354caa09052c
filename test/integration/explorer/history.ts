import type { TestApp } from '../../support/app.js';
import { service } from '../../support/app.js';

const at = (path: string, name: string, more: object = {}) => ({
  path,
  visibility: 'PUBLIC',
  metadata: { name, ...more },
});

/** A morning in Sarajevo and what led to it and came of it; a few places and times far from there. */
export const SARAJEVO =
  '/1914/june/28/1050/bosnia-and-herzegovina/sarajevo/sarajevo/assassination-at-sarajevo';
export const ANNEXATION = '/1908/october/06/0900/austria/vienna/vienna/annexation-of-bosnia';
export const BERLIN_TREATY = '/1878/july/13/1200/germany/berlin/berlin/treaty-of-berlin';
export const WAR = '/1914/july/28/1100/austria/vienna/vienna/war-on-serbia';
export const ARMISTICE = '/1918/november/11/0510/france/hauts-de-france/compiegne/the-armistice';
export const CAESAR = '/-0044/march/15/1030/italy/lazio/rome/assassination-of-caesar';
export const OLDEST = '/-3000/january/01/0000/egypt/giza/memphis/a-first-king';
const SIDES = { latitude: 43.858, longitude: 18.429, tags: ['empire'] };

const moments = [
  at(SARAJEVO, 'Assassination at Sarajevo', {
    ...SIDES,
    one_liner: 'A student shoots the heir to the throne.',
    figures: ['Gavrilo Princip'],
    tags: ['empire', 'murder'],
    archive_box: 'K 17',
  }),
  at(
    '/1914/june/28/1010/bosnia-and-herzegovina/sarajevo/sarajevo/a-bomb-at-the-quay',
    'A bomb at the quay',
    SIDES,
  ),
  at(ANNEXATION, 'Annexation of Bosnia', { latitude: 48.208, longitude: 16.373, tags: ['empire'] }),
  at(BERLIN_TREATY, 'Treaty of Berlin', { latitude: 52.52, longitude: 13.405, tags: ['treaty'] }),
  at(WAR, 'War on Serbia', { latitude: 48.208, longitude: 16.373, tags: ['war'] }),
  at(ARMISTICE, 'The Armistice', { latitude: 49.427, longitude: 2.906, tags: ['war'] }),
  at(CAESAR, 'Assassination of Caesar', { latitude: 41.895, longitude: 12.477, tags: ['murder'] }),
  at(OLDEST, 'A first king', { latitude: 29.845, longitude: 31.251, precision: 'YEAR' }),
  ...Array.from({ length: 24 }, (_, i) =>
    at(
      `/${1500 + i * 17}/may/0${1 + (i % 9)}/1200/france/ile-de-france/paris/day-${i + 1}`,
      `Paris, day ${i + 1}`,
      {
        latitude: 48.853,
        longitude: 2.349,
      },
    ),
  ),
];

const links = [
  {
    from: BERLIN_TREATY,
    to: ANNEXATION,
    type: 'INFLUENCES',
    weight: 0.7,
    description: 'It gave the right to occupy.',
  },
  { from: ANNEXATION, to: SARAJEVO, type: 'CAUSES', weight: 0.8, description: 'It made the grievance.' },
  { from: SARAJEVO, to: WAR, type: 'CAUSES', weight: 1, description: 'It gave the pretext.' },
  { from: WAR, to: ARMISTICE, type: 'PRECEDES', weight: 0.6, description: 'So it ended.' },
];

export async function tellHistory(app: TestApp): Promise<void> {
  const indexed = await app.graphql(
    'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { status } } }',
    { input: { moments } },
    service,
  );
  expect(indexed.errors).toBeUndefined();
  for (const input of links) {
    const linked = await app.graphql(
      'mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link { id } } }',
      { input },
      service,
    );
    expect(linked.errors).toBeUndefined();
  }
}
