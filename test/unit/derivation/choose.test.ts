import {
  Accounts,
  MAX_LINKS,
  type StandingLink,
  type WordedLink,
} from '../../../src/features/derivation/domain/choose.js';
import type { MomentFacts, Proposal } from '../../../src/features/derivation/domain/derived-link.js';

const end = (id: string) => ({ id, path: `/${id}`, visibility: 'public' }) as MomentFacts;

function proposal(from: string, to: string, weight: number): Proposal {
  return {
    type: 'THEMATIC',
    from: end(from),
    to: end(to),
    weight,
    theme: 'x',
    description: 'x',
    method: 'shared-tag',
    confidence: 1,
  };
}

function standing(fromId: string, toId: string, weight: number, derived = true): WordedLink {
  const paths = { fromId, fromPath: `/${fromId}`, toId, toPath: `/${toId}` };
  const words = { theme: 'x', description: 'x', method: 'shared-tag' as const, confidence: 1 };
  return { link: `${fromId}-${toId}`, type: 'THEMATIC', derived, weight, open: true, ...paths, ...words };
}

function choose(id: string, links: StandingLink[], proposals: Proposal[]) {
  const ends = [
    ...links.flatMap((l) => [l.fromId, l.toId]),
    ...proposals.flatMap((p) => [p.from.id, p.to.id]),
  ];
  const accounts = new Accounts(new Set([id, ...ends]), links);
  accounts.choose(id, proposals, new Map(links.map((link) => [link.link, link as WordedLink])));
  const { put, drop } = accounts.changes();
  return {
    put: put.map(({ proposal }) => `${proposal.from.id}-${proposal.to.id}`),
    drop: drop.map(({ link }) => link.link),
  };
}

const many = (count: number, weight: number) =>
  Array.from({ length: count }, (_, i) => standing('b', `z${i}`, weight));

describe('the account of a moment', () => {
  it('takes the best there is room for', () => {
    const proposals = Array.from({ length: 40 }, (_, i) => proposal('a', `b${i}`, i / 100));
    const { put } = choose('a', [], proposals);
    expect(put).toEqual(Array.from({ length: MAX_LINKS }, (_, i) => `a-b${39 - i}`));
  });

  it('displaces the lightest of an end that is full, or is not taken there', () => {
    const full = [...many(23, 0.5), standing('b', 'weak', 0.3)];
    expect(choose('a', full, [proposal('a', 'b', 0.4)])).toEqual({ put: ['a-b'], drop: ['b-weak'] });
    expect(choose('a', full, [proposal('a', 'b', 0.2)])).toEqual({ put: [], drop: [] });
  });

  it('goes by path where the weight is one, whatever the order', () => {
    const full = many(24, 0.5);
    expect(choose('a', full, [proposal('a', 'b', 0.5)]).put).toEqual(['a-b']);
    expect(choose('c', full, [proposal('c', 'b', 0.5)]).put).toEqual([]);
  });

  it('changes nothing that is as it should be, and drops what no longer holds', () => {
    const links = [standing('a', 'b', 0.5), standing('a', 'c', 0.5), standing('a', 'd', 0.5)];
    const proposals = [proposal('a', 'b', 0.5), proposal('a', 'c', 0.6)];
    expect(choose('a', links, proposals)).toEqual({ put: ['a-c'], drop: ['a-d'] });
  });

  it('turns a link round when its ends have changed places in time', () => {
    expect(choose('a', [standing('b', 'a', 0.5)], [proposal('a', 'b', 0.5)])).toEqual({
      put: ['a-b'],
      drop: ['b-a'],
    });
  });

  it('leaves links of people and generators alone, and makes none beside them', () => {
    const theirs = [standing('a', 'b', 0.1, false), standing('c', 'a', 0.1, false)];
    expect(choose('a', theirs, [proposal('a', 'b', 0.9), proposal('a', 'c', 0.9)])).toEqual({
      put: [],
      drop: [],
    });
  });

  it('counts links with hidden moments apart', () => {
    const hidden = (to: string, weight: number): Proposal => ({
      ...proposal('a', to, weight),
      to: { ...end(to), visibility: 'private' },
    });
    const proposals = Array.from({ length: 30 }, (_, i) => [
      hidden(`h${i}`, 0.9),
      proposal('a', `p${i}`, 0.2),
    ]).flat();
    const { put } = choose('a', [], proposals);
    expect(put.filter((key) => key.startsWith('a-h'))).toHaveLength(MAX_LINKS);
    expect(put.filter((key) => key.startsWith('a-p'))).toHaveLength(MAX_LINKS);
  });
});
