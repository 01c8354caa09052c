import { jest } from '@jest/globals';
import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { ADMIN_KEY, SERVICE_KEY, service, startTestApp, type TestApp } from '../../support/app.js';
import { until } from '../../support/until.js';
import { type Answer, ask, difference, graphqlRequest, leastInput, readSchema } from './asking.js';
import { AT, buildGraph, deleteAll, type GuardedGraph, hiddenIds, WORDS } from './guarded-graph.js';
import { FILTER_FIELDS, GRAPHQL_ROWS, REST_ROWS, type Row, WRITE_ROWS } from './rows.js';

jest.setTimeout(300_000);

const WRONG: Record<string, { keys: Record<string, string>; status: number }> = {
  'a wrong service key': { keys: { 'x-service-key': `${SERVICE_KEY}-` }, status: 401 },
  'a wrong admin key': { keys: { 'x-admin-key': `${ADMIN_KEY}-` }, status: 403 },
  'a service key and a wrong admin key': { keys: { ...service, 'x-admin-key': 'wrong' }, status: 403 },
};

const rows = [...GRAPHQL_ROWS, ...REST_ROWS];
/** Those that nobody without a key gets anything of are asked as well. */
const asAnyone = [...rows, ...WRITE_ROWS];
const areas = [...new Set(rows.map(({ covers }) => covers))];

type Answers = Map<Row, Answer>;

describe('what is hidden', () => {
  let app: TestApp;
  let schema: GraphQLSchema;
  let graph: GuardedGraph;
  let ids: { hidden: string[]; besidePamphlet: string[] };
  /** Without a key: of all, then with no private moment, then with public ones alone. */
  let whole: Answers;
  let unlisted: Answers;
  let open: Answers;
  let asService: Answers;
  const refused: Record<string, Answers> = {};

  beforeAll(async () => {
    app = await startTestApp();
    schema = await readSchema(app.url);
    graph = await buildGraph(app);
    ids = {
      hidden: await hiddenIds(),
      besidePamphlet: await hiddenIds([AT.pamphlet, AT.unlistedAfter]),
    };
    whole = await askAll(asAnyone);
    const asked = performance.now();
    for (const [who, { keys }] of Object.entries(WRONG)) refused[who] = await askAll(asAnyone, keys);
    asService = await askAll(rows, service);
    await deleteAll(app, 'private');
    unlisted = await askAll(rows.filter(({ naming }) => naming));
    await deleteAll(app, 'unlisted');
    // For so long the figures of the whole graph stand.
    await until(() => performance.now() - asked > 2_000);
    open = await askAll(asAnyone.filter(({ naming }) => !naming));
  });
  afterAll(() => app.stop());

  async function askAll(all: Row[], keys = {}): Promise<Answers> {
    const answers: Answers = new Map();
    // A few at a time, as planning them is what takes long, and Neo4j plans on all cores.
    const left = [...all];
    const askOn = async () => {
      for (let row = left.shift(); row; row = left.shift())
        answers.set(row, await ask(app.url, row.request(graph, schema), keys));
    };
    await Promise.all([askOn(), askOn(), askOn()]);
    return answers;
  }

  test.each([...areas, ...new Set(WRITE_ROWS.map(({ covers }) => covers))])(
    'changes nothing and shows nowhere without a key: %s',
    (area) => {
      const wrongs = asAnyone
        .filter(({ covers }) => covers === area)
        .flatMap((row) => {
          const answer = whole.get(row)!;
          const without = (row.naming ? unlisted : open).get(row)!;
          return [
            answer.status < 500 ? null : answer.text,
            row.chance ? null : difference(answer, without),
            ...tracesIn(row, answer),
          ].flatMap((wrong) => (wrong === null ? [] : [`${row.name}: ${wrong}`]));
        });
      expect(wrongs).toEqual([]);
    },
  );

  test.each(areas)('is there for who has a service key: %s', (area) => {
    const asked = rows.filter(({ covers }) => covers === area);
    const answers = asked.map((row) => asService.get(row)!);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const blind = asked
      .filter((row) => !row.chance)
      .filter((row) => (difference(asService.get(row)!, whole.get(row)!) === null) !== Boolean(row.alike));
    expect(
      blind.map((row) => `${row.name}: ${asService.get(row)!.text.split('\n\n')[1]?.slice(0, 200)}`),
    ).toEqual([]);
    if (asked.some(({ chance }) => chance)) {
      expect(answers.map(({ text }) => text).join()).toMatch(/quillon/i);
    }
  });

  test.each(Object.entries(WRONG))('%s is refused everywhere', (who, { status }) => {
    for (const row of asAnyone) {
      const answer = refused[who]!.get(row)!;
      expect([row.name, answer.status, tracesIn(row, answer)]).toEqual([row.name, status, []]);
    }
  });

  test('a moment that another stood in the place of since is found by its former path as ever', () => {
    const row = rows.find(({ name }) => name === `GET /api/moments${AT.contested}`)!;
    expect(whole.get(row)!.text).toMatch(`location: /api/moments${AT.contestedAfter}\n`);
    expect(asService.get(row)!.text).toMatch(`location: /api/moments${AT.usurper}\n`);
  });

  test('every query field and every field of a filter has a row', () => {
    const fields = Object.keys(schema.getQueryType()!.getFields());
    expect([...new Set(GRAPHQL_ROWS.map(({ covers }) => covers))].sort()).toEqual(fields.sort());
    const filter = schema.getType('MomentFilter');
    if (!isInputObjectType(filter)) throw new Error('there is no MomentFilter');
    expect(Object.keys(filter.getFields()).filter((name) => !FILTER_FIELDS.has(name))).toEqual([]);
  });

  test('every route has a row', async () => {
    const { body } = await app.rest('GET', '/api/docs/json');
    const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set([...REST_ROWS, ...WRITE_ROWS].map(({ covers }) => covers))].sort()).toEqual(
      routes.sort(),
    );
  });

  test('every field of a moment and of a link has told something to who may see all', () => {
    const told = [...asService.values()].map(({ text }) => text).join('\n');
    for (const name of ['Moment', 'Link']) {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`there is no ${name}`);
      for (const field of Object.keys(type.getFields())) {
        expect(told).toMatch(new RegExp(`"${field}":(?!null|\\[\\]|"")`));
      }
    }
  });

  test('no mutation is for who has no key', async () => {
    for (const [name, { args }] of Object.entries(schema.getMutationType()!.getFields())) {
      const given = args.map((arg) => `${arg.name}: ${leastInput(arg.type, AT.trafalgar)}`).join(', ');
      const asked = graphqlRequest(`mutation { ${name}${given && `(${given})`} { __typename } }`);
      const { text } = await ask(app.url, asked, {});
      const { errors } = JSON.parse(text.slice(text.indexOf('\n\n')));
      expect([name, errors?.[0].extensions.code]).toEqual([name, 'UNAUTHENTICATED']);
    }
  });

  /** What an answer holds of hidden moments, but for what was asked for by name. */
  function tracesIn({ naming, request }: Row, { text }: Answer): string[] {
    const words = [...WORDS.private, ...WORDS.otherUnlisted, ...(naming ? [] : WORDS.unlisted)];
    const marks = [...words, ...(naming ? ids.besidePamphlet : ids.hidden)];
    const { address, body = '' } = request(graph, schema);
    // Segments of paths and ids that a client has written itself may come back to it.
    const own = (decodeURIComponent(`${address} ${body}`).match(/[a-z0-9-]+/g) ?? []).filter(
      (part) => !words.includes(part) && marks.some((mark) => part.includes(mark)),
    );
    const foreign = own
      .sort((a, b) => b.length - a.length)
      .reduce((left, part) => left.replaceAll(part, ''), text);
    const lower = foreign.toLowerCase();
    return [
      ...marks.filter((mark) => lower.includes(mark)),
      ...WORDS.spellings.filter((spelling) => foreign.includes(spelling)),
    ];
  }
});
