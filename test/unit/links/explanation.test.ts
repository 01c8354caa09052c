import { explainLink } from '../../../src/features/links/domain/explanation.js';
import { STORED_TYPES } from '../../../src/features/links/domain/link-type.js';

const ides = { name: 'Ides of March', edtf: '-0043-03-15', calendar: 'JULIAN' as const };
const philippi = { name: 'Battle of Philippi', edtf: '-0041-10', calendar: 'JULIAN' as const };

describe('what a link claims, in words', () => {
  it('names both moments with their dates, how it came to be, and why', () => {
    const link = { type: 'CAUSES', method: 'manual', description: 'The heirs\nhunted the killers' } as const;
    expect(explainLink(link, ides, philippi)).toBe(
      'Ides of March (15 March 44 BCE, Julian calendar) caused Battle of Philippi (October 42 BCE, Julian calendar), ' +
        'entered by hand: The heirs hunted the killers.',
    );
  });

  it('tells what a derivation found', () => {
    const link = { type: 'SAME_FIGURE', method: 'shared-figure', theme: 'mark-antony' } as const;
    expect(explainLink(link, ides, philippi)).toMatch(
      / shares a figure with .*, found by shared figure, by “mark antony”\.$/,
    );
  });

  it('is one closed sentence for every type, whatever is missing', () => {
    for (const type of STORED_TYPES) {
      expect(explainLink({ type }, ides, philippi)).toMatch(
        /^Ides of March \(.+\) [a-z ]+ Battle of Philippi \(.+\)\.$/,
      );
      expect(explainLink({ type, description: 'Why not?' }, ides, philippi)).toMatch(/: Why not\?$/);
    }
  });
});
