import type { VariablesOf } from '../api/graphql.js';
import type { NEIGHBOURS } from '../views/moment/queries.js';

export type LinkType = NonNullable<VariablesOf<typeof NEIGHBOURS>['types']>[number];

/** A type in words as read from a moment, and the sort of its line. */
export const LINK_WORDS: Record<
  LinkType,
  { heading: string; line: 'cause' | 'influence' | 'precede' | 'kin' }
> = {
  CAUSED_BY: { heading: 'Caused by', line: 'cause' },
  CAUSES: { heading: 'Caused', line: 'cause' },
  INFLUENCES: { heading: 'Influence', line: 'influence' },
  FOLLOWS: { heading: 'Came after', line: 'precede' },
  PRECEDES: { heading: 'Came before', line: 'precede' },
  CHALLENGES: { heading: 'Tells it otherwise', line: 'influence' },
  CONTEMPORANEOUS: { heading: 'At the same time', line: 'kin' },
  SAME_ERA: { heading: 'Of the same era', line: 'kin' },
  SAME_LOCATION: { heading: 'In the same place', line: 'kin' },
  SAME_CONFLICT: { heading: 'Of the same conflict', line: 'kin' },
  SAME_FIGURE: { heading: 'With the same people', line: 'kin' },
  THEMATIC: { heading: 'Of the same theme', line: 'kin' },
};

/** The order in which they are told. */
export const READ_ORDER = Object.keys(LINK_WORDS) as LinkType[];

/** What the graph can be narrowed to; each stands for its inverse as well. */
export const FAMILIES: { label: string; line: string; types: LinkType[] }[] = [
  { label: 'Causes', line: 'cause', types: ['CAUSES', 'CAUSED_BY'] },
  { label: 'Influences', line: 'influence', types: ['INFLUENCES'] },
  { label: 'Sequence', line: 'precede', types: ['PRECEDES', 'FOLLOWS'] },
  { label: 'Challenges', line: 'influence', types: ['CHALLENGES'] },
  { label: 'People', line: 'kin', types: ['SAME_FIGURE'] },
  { label: 'Place', line: 'kin', types: ['SAME_LOCATION'] },
  { label: 'Theme', line: 'kin', types: ['THEMATIC', 'SAME_CONFLICT'] },
  { label: 'Time', line: 'kin', types: ['CONTEMPORANEOUS', 'SAME_ERA'] },
];

export const LAYER_WORDS = ['by hand', 'derived', 'generated'];
export const layerWord = (layer: number) => LAYER_WORDS[Math.min(layer, 2)]!;
