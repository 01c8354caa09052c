import type { MomentFacts } from '../../../src/features/derivation/domain/derived-link.js';
import { type Commonness, proposeLinks } from '../../../src/features/derivation/domain/propose.js';

function moment(changes: Partial<MomentFacts> & { path: string }): MomentFacts {
  const [, , , , , country, region, city] = changes.path.split('/') as string[];
  const sortKey = changes.sortKey ?? 0;
  return {
    id: changes.path,
    sortKey,
    earliest: sortKey,
    latest: sortKey,
    country: country!,
    region: region!,
    city: city!,
    era: null,
    tags: [],
    figures: [],
    visibility: 'public',
    confidence: null,
    ...changes,
  };
}

const two = { all: 2, public: 2 };
const rare: Commonness = {
  figures: new Map([['cleopatra', two]]),
  tags: new Map([['war', two]]),
  city: two,
  era: two,
};
const YEAR = 525_960;

const siege = moment({
  path: '/-0048/november/08/1200/egypt/alexandria/alexandria/siege',
  figures: ['Cleopatra'],
});
const death = moment({
  path: '/-0030/august/12/1200/egypt/alexandria/alexandria/death',
  figures: ['cleopatra'],
  sortKey: 17 * YEAR,
});

describe('what two moments share', () => {
  it('makes the same links whichever is looked at first, from the earlier moment', () => {
    const links = proposeLinks(siege, death, rare);
    expect(proposeLinks(death, siege, rare)).toEqual(links);
    expect(links.map(({ type, from, theme }) => [type, from, theme])).toEqual([
      ['SAME_FIGURE', siege, 'Cleopatra'],
      ['SAME_LOCATION', siege, 'Alexandria, Egypt'],
    ]);
  });

  it('goes by path where the time is one', () => {
    const a = moment({ path: '/0001/may/01/0000/italy/lazio/rome/a' });
    const b = moment({ path: '/0001/may/01/0000/italy/lazio/rome/b' });
    expect(proposeLinks(b, a, rare).every(({ from }) => from === a)).toBe(true);
  });

  it('says less the more share it', () => {
    const common = {
      ...rare,
      figures: new Map([['cleopatra', { all: 500, public: 500 }]]),
    };
    const weight = (known: Commonness) => proposeLinks(siege, death, known)[0]!.weight;
    expect(weight(common)).toBeLessThan(0.5 * weight(rare));
  });

  it('is counted among public moments alone where neither of the two is private', () => {
    const known = { ...rare, figures: new Map([['cleopatra', { all: 64, public: 2 }]]) };
    const [open, unlisted, hidden] = (['public', 'unlisted', 'private'] as const).map(
      (visibility) => proposeLinks(siege, { ...death, visibility }, known)[0]!.weight,
    );
    expect(open).toBe(proposeLinks(siege, death, rare)[0]!.weight);
    expect(unlisted).toBe(open);
    expect(hidden).toBeLessThan(open!);
  });

  it('is no place where the place is unknown', () => {
    const [a, b] = ['a', 'b'].map((slug) =>
      moment({ path: `/1000/may/01/0000/germany/unknown/unknown/${slug}` }),
    );
    expect(proposeLinks(a!, b!, rare).map(({ type }) => type)).toEqual(['CONTEMPORANEOUS']);
  });

  it('is not made of too little', () => {
    const a = moment({
      path: '/0100/may/01/0000/unknown/unknown/unknown/a',
      tags: ['war'],
      era: 'Antiquity',
    });
    const b = moment({
      path: '/0900/may/01/0000/unknown/unknown/unknown/b',
      tags: ['war'],
      era: 'Antiquity',
      sortKey: 800 * YEAR,
    });
    const common = {
      ...rare,
      tags: new Map([['war', { all: 900, public: 900 }]]),
      era: { all: 99, public: 99 },
    };
    expect(proposeLinks(a, b, common)).toEqual([]);
    expect(proposeLinks(a, b, rare).map(({ type }) => type)).toEqual(['THEMATIC', 'SAME_ERA']);
  });

  it('names the day as the earlier path writes it, and not one that only fills a path', () => {
    const day = moment({ path: '/-0044/march/15/1030/italy/lazio/rome/murder' });
    const later = moment({ path: '/-0044/march/15/1800/italy/lazio/rome/flight', sortKey: 450 });
    expect(proposeLinks(day, later, rare)).toContainEqual(
      expect.objectContaining({ method: 'same-day', theme: '15 March 44 BCE' }),
    );
    const filled = { ...later, earliest: -70 * 1_440, latest: 290 * 1_440 };
    expect(proposeLinks(day, filled, rare).map(({ method }) => method)).toEqual([
      'shared-place',
      'near-in-time',
    ]);
  });

  it('is as sure as both moments are', () => {
    const links = proposeLinks({ ...siege, confidence: 0.5 }, { ...death, confidence: 0.9 }, rare);
    expect(links.map(({ confidence }) => confidence)).toEqual([0.45, 0.45]);
  });
});
