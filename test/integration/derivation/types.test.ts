import { jest } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/app.js';
import { allDerived, indexAll, linksOf } from './derived.js';

// A busy machine plans its first statements for many seconds.
jest.setTimeout(150_000);

describe('derived links', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await indexAll(app, {
      '/1804/december/02/1200/france/ile-de-france/paris/coronation-of-napoleon': {
        figures: ['Napoléon Bonaparte', 'Pope Pius VII'],
        tags: ['Coronation'],
        era: 'Napoleonic Era',
      },
      '/1815/june/18/1130/belgium/wallonia/waterloo/battle-of-waterloo': {
        figures: ['Napoleon Bonaparte', 'Duke of Wellington'],
        tags: ['battle'],
        era: 'Napoleonic Era',
      },
      '/1821/june/25/1300/united-kingdom/england/london/a-ball': { tags: ['society'] },
      '/1889/may/06/0900/france/ile-de-france/paris/opening-of-the-exposition': { tags: ['exposition'] },
      '/1953/june/02/1200/united-kingdom/england/westminster/coronation-of-elizabeth': {
        tags: ['coronation'],
        confidence: 0.8,
      },
      '/1989/november/09/1853/germany/berlin/berlin/press-conference': {},
      '/1989/november/09/2330/germany/berlin/berlin/gates-open': {},
      '/1066/january/01/0000/england/east-sussex/hastings/battle-of-hastings': { precision: 'YEAR' },
      '/1066/january/01/0000/france/normandy/rouen/fleet-gathers': { precision: 'YEAR' },
      '/0500/march/03/0000/unknown/unknown/unknown/lost-one': {},
      '/1500/march/03/0000/unknown/unknown/unknown/lost-two': {},
    });
    await allDerived(app);
  });
  afterAll(() => app.stop());

  it('join moments of one figure, however the name is spelled', async () => {
    const [link, ...more] = await linksOf('SAME_FIGURE');
    expect(more).toEqual([]);
    expect(link).toMatchObject({
      from: 'coronation-of-napoleon',
      to: 'battle-of-waterloo',
      layer: 1,
      theme: 'Napoléon Bonaparte',
      method: 'shared-figure',
      source: 'derivation',
      createdBy: 'derivation',
      confidence: 1,
      description: 'Both feature Napoléon Bonaparte; about 11 years apart.',
    });
    expect(link!.weight).toBeGreaterThan(0.5);
    expect(link!.weight).toBeLessThanOrEqual(1);
    expect(link!.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('join moments of one city, but not of an unknown one', async () => {
    const links = await linksOf('SAME_LOCATION');
    expect(links.map(({ from, to, theme, method }) => [from, to, theme, method])).toEqual([
      ['press-conference', 'gates-open', 'Berlin, Germany', 'shared-place'],
      ['coronation-of-napoleon', 'opening-of-the-exposition', 'Paris, France', 'shared-place'],
    ]);
  });

  it('join moments of one day; a day that only fills the path is none', async () => {
    const links = await linksOf('CONTEMPORANEOUS');
    expect(
      links.map(({ from, to, method, theme, description }) => [from, to, method, theme, description]),
    ).toEqual([
      ['press-conference', 'gates-open', 'same-day', '9 November 1989', 'Both happened on 9 November 1989.'],
      [
        'battle-of-hastings',
        'fleet-gathers',
        'near-in-time',
        'at most 12 months apart',
        'They lie at most 12 months apart.',
      ],
    ]);
    expect(links[0]!.weight).toBeGreaterThan(1.5 * links[1]!.weight);
  });

  it('join moments of one tag and of one era', async () => {
    expect(await linksOf('THEMATIC')).toMatchObject([
      {
        from: 'coronation-of-napoleon',
        to: 'coronation-of-elizabeth',
        theme: 'coronation',
        method: 'shared-tag',
        confidence: 0.8,
      },
    ]);
    expect(await linksOf('SAME_ERA')).toMatchObject([
      {
        from: 'coronation-of-napoleon',
        to: 'battle-of-waterloo',
        theme: 'Napoleonic Era',
        method: 'shared-era',
      },
    ]);
  });
});
