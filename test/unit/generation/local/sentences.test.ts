import type { Generation, GeneratorError } from '../../../../src/features/generation/domain/generator.js';
import { loadCorpus } from '../../../../src/features/generation/local/corpus/load-corpus.js';
import { createLocalGenerator } from '../../../../src/features/generation/local/local-generator.js';
import { readStarter, starterQueries } from '../../../../src/features/generation/local/starter.js';
import { inputFromDraft } from '../../../../src/features/moments/domain/draft.js';
import { momentDates } from '../../../../src/features/moments/domain/edtf-date.js';
import { parsePath } from '../../../../src/features/moments/domain/path.js';
import { DATA_DIR } from '../../../../src/platform/data-files.js';
import { HELD_OUT } from './held-out-sentences.js';
import { REFUSED, RESOLVED } from './sentences.js';

const generator = createLocalGenerator();

function generate(query: string): Promise<Generation> {
  return generator.generate({ query, preset: 'default', signal: new AbortController().signal });
}

// The first query reads the corpus and the gazetteer, which a busy machine takes its time for.
beforeAll(() => generate('Concert in Lyon, France on 3 May 1921'), 60_000);

/** The path, checked as any other would be, and how precise it is. */
function said({ draft }: Generation): string {
  const { path } = inputFromDraft(draft);
  const parts = parsePath(path, { calendar: draft.calendar });
  momentDates(parts, {
    calendar: draft.calendar,
    precision: draft.precision,
    edtf: draft.edtf,
    end: draft.end,
  });
  return `${path} ${draft.precision}`;
}

test.each(RESOLVED)('%s', async (query, path) => {
  expect(said(await generate(query))).toBe(path);
});

test.each(REFUSED)('%s is refused: %s', async (query, reason) => {
  const refusal = await generate(query).then(
    (generation) => said(generation),
    (error: GeneratorError) => error,
  );
  expect(refusal).toMatchObject({
    name: 'GeneratorError',
    code: 'UNRESOLVED',
    message: expect.stringMatching(reason),
  });
});

test('of the sentences that nothing was fitted to, at least nine in ten come out right', async () => {
  const results = await Promise.all(
    HELD_OUT.map(async ([query, expected]) => {
      const path = await generate(query).then(
        (generation) => said(generation).replace(/\/[^/ ]+ /u, ' '),
        () => null,
      );
      return path === expected;
    }),
  );
  expect(results.filter(Boolean).length / HELD_OUT.length).toBeGreaterThanOrEqual(0.9);
});

test('every event is found by its name and by each of its aliases', async () => {
  const corpus = await loadCorpus(DATA_DIR);
  const missed: string[] = [];
  for (const event of corpus.events.values()) {
    for (const name of [event.name, ...event.aliases]) {
      const { subject } = await generate(name).catch(() => ({ subject: 'refused' }));
      if (subject !== event.id) missed.push(`${name}: ${subject}, not ${event.id}`);
    }
  }
  expect(missed).toEqual([]);
});

test('each starter query gives its own event, at a path that stands in no published example', async () => {
  const published = [
    '/1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-landing',
    '/1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-moon-landing',
    '/1776/july/04/1200/united-states/pennsylvania/philadelphia/declaration-independence',
    '/1865/april/14/2215/united-states/washington-dc/fords-theatre/lincoln-assassination',
    '/1945/august/06/0815/japan/chugoku/hiroshima/atomic-bombing',
    '/2024/january/15/1430/united-states/california/palo-alto/company-founding',
  ];
  expect(starterQueries()).toHaveLength(readStarter().length);
  const paths = new Set<string>();
  for (const { id, query } of readStarter()) {
    const generation = await generate(query);
    expect([query, generation.subject]).toEqual([query, id]);
    paths.add(inputFromDraft(generation.draft).path as string);
  }
  expect(paths.size).toBe(readStarter().length);
  for (const path of published) expect(paths.has(path)).toBe(false);
});

describe('where each field came from', () => {
  const origins = async (query: string) => {
    const { draft } = await generate(query);
    return Object.fromEntries(Object.entries(draft.provenance).map(([field, { origin }]) => [field, origin]));
  };

  test('an event by its name alone is all the corpus’s', async () => {
    const { slug: _slug, ...rest } = await origins('Battle of Hastings');
    const { time, ...known } = rest;
    expect(time).toBe('FILLER');
    expect(new Set(Object.values(known))).toEqual(new Set(['CORPUS']));
  });

  test('the year the sentence gives is the sentence’s, the day the corpus’s', async () => {
    expect(await origins('Storming of the Bastille 1789')).toMatchObject({
      year: 'SENTENCE',
      month: 'CORPUS',
      day: 'CORPUS',
      time: 'FILLER',
      city: 'CORPUS',
      name: 'CORPUS',
    });
  });

  test('a day without its year likewise', async () => {
    expect(await origins('Battle of Hastings 14 October')).toMatchObject({
      year: 'CORPUS',
      month: 'SENTENCE',
      day: 'SENTENCE',
    });
  });

  test('a sentence by itself has its place located by the gazetteer', async () => {
    expect(await origins('Signing of a treaty in Lisbon, Portugal on 12 March 1815 at 14:30')).toEqual({
      year: 'SENTENCE',
      month: 'SENTENCE',
      day: 'SENTENCE',
      time: 'SENTENCE',
      country: 'GAZETTEER',
      region: 'GAZETTEER',
      city: 'SENTENCE',
      latitude: 'GAZETTEER',
      longitude: 'GAZETTEER',
      name: 'SENTENCE',
      slug: 'SENTENCE',
    });
  });

  test('what nobody knows is a filler without confidence', async () => {
    const { draft } = await generate('Flower parade in Portugal in April 1981');
    expect(draft.provenance.day).toEqual({ origin: 'FILLER', confidence: 0 });
    expect(draft.provenance.city).toEqual({ origin: 'FILLER', confidence: 0 });
    expect(draft.provenance.country).toEqual({ origin: 'SENTENCE', confidence: expect.any(Number) });
    expect(draft).not.toHaveProperty('latitude');
  });

  test('every filled field is accounted for', async () => {
    for (const query of [
      'Magna Carta',
      'Battle of Gettysburg 2 July 1863',
      'Opening of a bridge in Porto, Portugal in 1886',
    ]) {
      const { draft } = await generate(query);
      const { provenance, precision: _p, calendar: _c, custom: _custom, ...fields } = draft;
      const filled = Object.entries(fields).filter(
        ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
      );
      for (const [field] of filled) expect([query, field, field in provenance]).toEqual([query, field, true]);
    }
  });
});

describe('what the sentence states wins', () => {
  test('a time', async () => {
    const { draft, subject } = await generate('Fall of the Berlin Wall November 9 1989 at 11:30 pm');
    expect([subject, draft.time, draft.precision]).toEqual(['fall-of-the-berlin-wall', '2330', 'MINUTE']);
  });

  test('a day within the days an event lasted', async () => {
    const { draft, subject } = await generate('Battle of Gettysburg July 3 1863');
    expect([subject, draft.day, draft.end]).toEqual(['battle-of-gettysburg', 3, '1863-07-03']);
  });

  test('a day of the old style is the same day, written as the corpus writes it', async () => {
    const { draft, subject } = await generate('October Revolution 25 October 1917');
    expect([subject, draft.month, draft.day]).toEqual(['october-revolution', 11, 7]);
  });

  test('another place on the very day', async () => {
    const { draft, subject } = await generate(
      'Apollo 11 moon landing watched in Houston, Texas on July 20 1969',
    );
    expect([subject, draft.city]).toEqual(['apollo-11-moon-landing', 'houston']);
  });

  test('an approximate date says so', async () => {
    const { draft } = await generate('Discovery of a mosaic in Antakya, Turkey, circa 1932');
    expect([draft.year, draft.precision, draft.edtf]).toEqual([1932, 'YEAR', '1932~']);
  });

  test('a date written in the Julian calendar of its country', async () => {
    const { draft } = await generate('Execution of Charles I');
    expect([draft.year, draft.month, draft.day, draft.calendar]).toEqual([1649, 1, 30, 'JULIAN']);
  });
});

test('an event brings its links of both directions', async () => {
  const { related } = await generate('Armistice of 11 November 1918');
  expect(related).toContainEqual({
    subject: 'treaty-of-versailles',
    direction: 'OUT',
    type: 'PRECEDES',
    weight: 0.9,
    description: expect.stringMatching(/truce/u),
  });
  expect(related).toContainEqual(
    expect.objectContaining({ subject: 'battle-of-amiens', direction: 'IN', type: 'CAUSES' }),
  );
});

test('an aborted call rejects with the reason of its signal', async () => {
  const reason = new Error('cancelled');
  const call = generator.generate({
    query: 'Magna Carta',
    preset: 'default',
    signal: AbortSignal.abort(reason),
  });
  await expect(call).rejects.toBe(reason);
});

test('a broken corpus names the file and the fault', async () => {
  const broken = createLocalGenerator({ dataDir: '/nowhere/' });
  await expect(
    broken.generate({ query: 'Magna Carta', preset: 'default', signal: new AbortController().signal }),
  ).rejects.toThrow(/countries\.yaml|places\.yaml|events/u);
});
