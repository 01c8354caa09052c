/** Where a thing came from, as a whole number from 0; the words for the levels that have one. */
export interface LayerWords {
  name: string;
  description: string;
}

const MANUAL = { name: 'manual', description: 'Indexed by hand or import, unverified.' };
const DERIVED = { name: 'derived', description: 'Derived from the graph by an algorithm.' };
const GENERATED = { name: 'generated', description: 'Made by a generator.' };

export function layerWords(level: number): LayerWords {
  if (level === 0) return MANUAL;
  if (level === 1) return DERIVED;
  if (level === 2) return GENERATED;
  return { name: `generated-${level}`, description: `Made by a generator, level ${level}.` };
}
