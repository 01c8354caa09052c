import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { ask } from '../../../src/cli/cypher/ask.js';
import { readParameters } from '../../../src/cli/cypher/parameters.js';
import { cookbook, type Question } from '../../../src/cli/cypher/question.js';
import { toGraph } from '../../../src/platform/graph/index.js';
import { loadStarterGraph } from './starter-graph.js';

// biome-ignore lint/suspicious/noExplicitAny: a row has whatever columns its question returns
type Row = Record<string, any>;

const FRANZ = 'Assassination of Archduke Franz Ferdinand';
const VERSAILLES = 'Treaty of Versailles';
const LANDING = 'Apollo 11 Moon landing';
const some = (part: Row) => (rows: Row[]) =>
  expect(rows).toEqual(expect.arrayContaining([expect.objectContaining(part)]));
const years = (rows: Row[]) => rows.map(({ year }) => year);
const rising = (values: number[]) => expect([...values].sort((a, b) => a - b)).toEqual(values);
const falling = (values: number[]) => rising([...values].reverse());

/** What the answer of each question must be on the starter set to stand up against a history book. */
const SENSE: Record<string, (rows: Row[]) => void> = {
  anniversaries: some({
    month: 'june',
    day: 28,
    moments: [`1914 ${FRANZ}`, `1919 ${VERSAILLES}`],
  }),
  'bce-and-ce': (rows) => {
    expect(rows.map(({ side, moments }) => [side, moments])).toEqual([
      ['BCE', 3],
      ['CE', 39],
    ]);
    expect(rows[0]).toMatchObject({ firstYear: -2560, lastYear: -44 });
  },
  'bridging-figures': some({ figure: 'Woodrow Wilson', moments: 4, firstYear: 1917, lastYear: 1919 }),
  'busiest-cities': (rows) => {
    expect(rows[0]).toMatchObject({ century: '26 BCE', city: 'Giza' });
    expect(rows.slice(0, 4).map(({ century }) => century)).toEqual(['26 BCE', '3 BCE', '1 BCE', '8 CE']);
    some({ century: '20 CE', city: 'Saint Petersburg', moments: 4 })(rows);
  },
  'cause-to-effect': (rows) => {
    some({ type: 'CAUSES', layer: 2 })(rows);
    const causes = rows.find(({ type, layer }) => type === 'CAUSES' && layer === 2)!;
    expect(causes.medianDays).toBeGreaterThan(0);
    expect(causes.shortestDays).toBeLessThanOrEqual(causes.medianDays);
  },
  'causes-behind': (rows) => {
    some({ name: 'Apollo 11 launch', steps: 1, leadsTo: LANDING })(rows);
    some({ name: 'Launch of Sputnik 1' })(rows);
    for (const year of years(rows)) expect(year).toBeLessThanOrEqual(1969);
  },
  consequences: (rows) => {
    some({ name: 'National Aeronautics and Space Act signed', steps: 1 })(rows);
    some({ name: LANDING })(rows);
    rising(rows.map(({ steps }) => steps));
  },
  contemporaries: (rows) => {
    some({ contemporary: 'Buzz Aldrin', together: 2 })(rows);
    some({ contemporary: 'John F. Kennedy', together: 0 })(rows);
    expect(rows.map(({ contemporary }) => contemporary)).not.toContain('Woodrow Wilson');
  },
  crossroads: (rows) => {
    some({ name: 'United States enters World War I' })(rows);
    falling(rows.map(({ strength }) => strength));
  },
  'doubtful-dates': (rows) => {
    expect(rows.slice(0, 3).map(({ precision }) => precision)).toEqual(['YEAR', 'YEAR', 'YEAR']);
    falling(rows.map(({ doubtDays }) => doubtDays));
  },
  'empty-centuries': (rows) => {
    expect(rows[0]).toEqual({ century: '25 BCE', fromYear: -2500, toYear: -2401 });
    some({ century: '1 CE', fromYear: 1, toYear: 100 })(rows);
    for (const there of ['3 BCE', '1 BCE', '0 CE', '8 CE', '20 CE'])
      expect(rows.map(({ century }) => century)).not.toContain(there);
  },
  eras: (rows) => {
    rising(rows.map(({ firstYear }) => firstYear));
    some({ era: 'Ancient World', firstYear: -2560 })(rows);
    expect(rows.reduce((sum, { moments }) => sum + moments, 0)).toBe(42);
  },
  'figures-together': some({ first: 'Georges Clemenceau', second: 'Woodrow Wilson', moments: 2 }),
  'generated-fields': (rows) => {
    some({ generator: 'local', origin: 'CORPUS', field: 'name', moments: 42 })(rows);
    some({ origin: 'FILLER', field: 'time', least: 0 })(rows);
  },
  'historical-names': some({ thenCalled: 'Constantinople', city: 'Istanbul', year: 1453 }),
  isolated: (rows) => {
    expect(rows[0]).toMatchObject({ name: 'Great Pyramid of Giza completed', year: -2560 });
    expect(rows.map(({ name }) => name)).not.toContain(VERSAILLES);
  },
  'layers-by-decade': (rows) => {
    expect(rows[0]).toMatchObject({ decade: '2560s BCE', layer: 2, name: 'generated', moments: 1 });
    some({ decade: '40s BCE', layer: 2, moments: 1 })(rows);
    some({ decade: '1960s', layer: 2 })(rows);
  },
  'life-of-a-figure': (rows) => {
    expect(rows.map(({ name }) => name)).toEqual([
      'Zimmermann Telegram published',
      'United States enters World War I',
      'Paris Peace Conference opens',
      VERSAILLES,
    ]);
    expect(rows[3]!.others).toContain('Georges Clemenceau');
  },
  'link-provenance': some({ type: 'CAUSES', layer: 2, method: 'generated', source: 'local' }),
  'links-across-eras': some({
    fromEra: 'World Wars',
    toEra: 'Cold War',
    strongest: 'First successful V-2 launch → Launch of Sputnik 1',
  }),
  'longest-chains': (rows) => {
    expect(rows[0]!.links).toBeGreaterThanOrEqual(12);
    expect(rows[0]!.chain[0]).toBe(FRANZ);
    expect(rows[0]!.chain).toHaveLength(rows[0]!.links + 1);
  },
  'longest-silences': (rows) => {
    expect(rows[0]).toMatchObject({ years: 2339, fromYear: -2560, toYear: -221 });
    falling(rows.map(({ years: silent }) => silent));
  },
  meanwhile: some({ name: "Germany's blank cheque to Austria-Hungary", days: -25, country: 'germany' }),
  'missing-links': (rows) => {
    for (const { fromYear, toYear } of rows) expect(toYear - fromYear).toBeLessThanOrEqual(5);
    some({ figure: 'Woodrow Wilson', later: VERSAILLES })(rows);
  },
  'moment-provenance': (rows) => {
    some({ name: LANDING, field: 'year', generator: 'local', origin: 'SENTENCE' })(rows);
    some({ field: 'figures', origin: 'CORPUS' })(rows);
    falling(rows.map(({ confidence }) => confidence));
  },
  'most-consequential': (rows) => {
    some({ name: 'Launch of Sputnik 1' })(rows);
    falling(rows.map(({ within4 }) => within4));
  },
  'near-in-time-and-place': (rows) => {
    expect(rows[0]).toMatchObject({
      name: 'Austro-Hungarian ultimatum to Serbia',
      city: 'belgrade',
      km: 193,
    });
    rising(rows.map(({ km }) => km));
  },
  outcomes: some({ name: VERSAILLES, causedBy: ['Paris Peace Conference opens'] }),
  precision: (rows) => {
    some({ era: 'Middle Ages', precision: 'MONTH', meanDoubtDays: 31 })(rows);
    expect(rows.reduce((sum, { moments }) => sum + moments, 0)).toBe(42);
  },
  'road-between': (rows) => {
    expect(rows[0]).toMatchObject({ step: 0, name: FRANZ, because: null });
    expect(rows.at(-1)).toMatchObject({ step: 12, name: VERSAILLES, because: expect.any(String) });
    rising(years(rows));
  },
  roots: some({ name: FRANZ, caused: 2 }),
  seasons: (rows) => {
    expect(rows.map(({ season }) => season)).toEqual(['winter', 'spring', 'summer', 'autumn']);
    expect(rows[2]!.moments).toBeGreaterThan(rows[0]!.moments);
    expect(rows[2]!.examples).toContain(FRANZ);
  },
  'steps-between-figures': (rows) => {
    expect(rows.map(({ kind }) => kind)).toEqual(['figure', 'moment', 'figure', 'moment', 'figure']);
    expect(rows[2]).toMatchObject({ name: 'Sergei Sazonov' });
  },
  'strongest-road': (rows) => {
    expect(rows[0]!.road).toContain('Yuri Gagarin becomes the first human in space');
    expect(rows[0]!.strength).toBeGreaterThanOrEqual(0.648);
    falling(rows.map(({ strength }) => strength));
  },
  'tag-by-decade': (rows) =>
    expect(rows.map(({ decade, moments }) => [decade, moments])).toEqual([
      ['1920s', 1],
      ['1940s', 1],
      ['1950s', 2],
      ['1960s', 7],
    ]),
  'tags-together': some({ first: 'nasa', second: 'space', together: 7 }),
  'uneven-confidence': (rows) => {
    for (const { most, least, spread } of rows) expect(most - least).toBeCloseTo(spread, 3);
    falling(rows.map(({ spread }) => spread));
  },
  weekdays: (rows) => {
    expect(rows.map(({ weekday }) => weekday)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ]);
    // Known from any almanac: the Moon landing was on a Sunday, the armistice on a Monday.
    expect(rows[6]!.example).toContain(LANDING);
    expect(rows[0]!.example).toContain('Armistice');
    expect(rows.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100, 0);
  },
  'writing-by-day': some({ createdBy: 'generator:local', moments: 42, public: 42 }),
};

describe('the cookbook on the starter set', () => {
  const questions = cookbook();
  const connection = () => ({
    uri: process.env.TEST_NEO4J_URI!,
    user: process.env.TEST_NEO4J_USER!,
    password: process.env.TEST_NEO4J_PASSWORD!,
    database: 'neo4j',
    origin: 'test',
  });
  let driver: Driver;
  beforeAll(async () => {
    await loadStarterGraph();
    const { uri, user, password } = connection();
    driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  }, 180_000);
  afterAll(() => driver.close());

  test('holds at least 20 questions, each with a check of its answer', () => {
    expect(questions.length).toBeGreaterThanOrEqual(20);
    expect(Object.keys(SENSE).sort()).toEqual(questions.map(({ name }) => name).sort());
  });

  const byName = questions.map((question): [string, Question] => [question.name!, question]);
  test.each(byName)('%s', async (name, question) => {
    expect(question.question).toMatch(/^[A-Z].*\?/);
    for (const parameter of question.parameters) {
      expect(parameter).toMatchObject({ meaning: expect.stringMatching(/\w/), default: expect.any(String) });
    }
    expect(question.text).toMatch(/\bLIMIT\b/);

    const limits = { timeoutMs: 10_000, maxRows: 1_000 };
    const answer = await ask(connection(), question.text, readParameters(question, []), limits);
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.columns).toEqual(columnNames(question));
    SENSE[name]!(answer.rows.map((row) => Object.fromEntries(answer.columns.map((key, i) => [key, row[i]]))));
  });

  test.each(byName)('%s makes no pairs but of what an index finds', async (_name, question) => {
    const pairs = plans(await plan(question)).filter(({ operatorType }) =>
      /^CartesianProduct/.test(operatorType),
    );
    for (const pair of pairs) {
      expect(operators(pair)).not.toContainEqual(expect.stringMatching(/Scan@/));
    }
  });

  const named = byName.filter(([, { parameters }]) => parameters.some(({ type }) => type === 'STRING'));
  test.each(named)('%s finds what it starts from by an index', async (_name, question) => {
    const found = operators(await plan(question));
    expect(found).toContainEqual(expect.stringMatching(/Seek/));
    expect(found).not.toContainEqual(expect.stringMatching(/^(NodeByLabelScan|AllNodesScan)/));
  });

  async function plan(question: Question): Promise<Plan> {
    const parameters = toGraph(readParameters(question, [])) as Record<string, unknown>;
    const { summary } = await driver.executeQuery(`EXPLAIN ${question.text}`, parameters, {
      database: 'neo4j',
    });
    return summary.plan as Plan;
  }
});

function columnNames({ columns }: Question): string[] {
  return [...columns!.matchAll(/(\w+) (?:STRING|INTEGER|FLOAT|BOOLEAN|LIST<\w+>)/g)].map(
    (match) => match[1]!,
  );
}

function plans(plan: Plan): Plan[] {
  return [plan, ...(plan.children ?? []).flatMap(plans)];
}

function operators(plan: Plan): string[] {
  return plans(plan).map(({ operatorType }) => operatorType);
}
