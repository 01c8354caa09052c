import { verifyGraph } from '../../faults/verify-graph.js';
import { admin, startTestApp, type TestApp } from '../../support/app.js';

const PLACES = ['lisbon', 'porto', 'braga'];
const pathOf = (n: number, place: number) =>
  `/1750/may/0${n}/1200/portugal/${PLACES[place]}/${PLACES[place]}/at-once-${n}`;
const COUNT = 5;
const ROUNDS = 5;
/** What may be said to somebody who came too late, or waited too long for others. */
const TOO_LATE = ['NOT_FOUND', 'CONFLICT', 'SERVICE_UNAVAILABLE'];

describe('changes of the same few moments at once', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const change = async (text: string, input: object): Promise<void> => {
    const { errors } = await app.graphql(
      `mutation ($input: ${text[0]!.toUpperCase()}${text.slice(1)}Input!) { ${text}(input: $input) { __typename } }`,
      { input },
      admin,
    );
    for (const { extensions, message } of errors ?? [])
      if (!TOO_LATE.includes(String(extensions?.code))) throw new Error(`${text}: ${message}`);
  };

  /** Each moment is at one of its places; all places are tried. */
  const atEach = (work: (place: number) => Promise<void>[]) => PLACES.flatMap((_, place) => work(place));

  it('leaves hubs, counts and paths that agree', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const place = round % PLACES.length;
      const next = (place + 1) % PLACES.length;
      const numbers = Array.from({ length: COUNT }, (_, i) => i + 1);
      await Promise.all(
        numbers.flatMap((n) => {
          const other = (n % COUNT) + 1;
          const [from, to] = [Math.min(n, other), Math.max(n, other)];
          const input = { path: pathOf(n, place), metadata: { tags: ['trade'], figures: [`Figure ${n}`] } };
          return [
            change('indexMoment', { ...input, onConflict: 'KEEP' }),
            ...atEach((p) => [
              change('linkMoments', { from: pathOf(from, p), to: pathOf(to, p), type: 'PRECEDES' }),
              change('unlinkMoments', { from: pathOf(from, p), to: pathOf(to, p), type: 'PRECEDES' }),
              change('unlinkMoments', { from: pathOf(from, p), to: pathOf(to, p), type: 'PRECEDES' }),
              change('setMomentVisibility', {
                path: pathOf(n, p),
                visibility: (round + n + p) % 2 ? 'PRIVATE' : 'PUBLIC',
              }),
            ]),
            change('moveMoment', { from: pathOf(n, place), to: pathOf(n, next) }),
            change('moveMoment', { from: pathOf(n, place), to: pathOf(n, (place + 2) % PLACES.length) }),
            change('updateMoment', { path: pathOf(n, place), metadata: { tags: [`tag ${round}`] } }),
            ...(round % 4 === 3 ? [change('deleteMoment', { path: pathOf(n, next) })] : []),
          ];
        }),
      );
      expect(await verifyGraph(app.graph)).toEqual([]);
    }
  }, 120_000);
});
