import { service, startTestApp, type TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { at, index, link } from './linked-moments.js';

describe('a link that says the same both ways', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
  });
  afterAll(() => app.stop());

  const change = (mutation: string, input: object) =>
    app.graphql(
      `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { moment { id } } }`,
      { input },
      service,
    );
  /** Links as they stand, each `source TYPE target` by slug. */
  const standing = async (...slugs: string[]) =>
    (
      await runCypher(
        'MATCH (a:Moment)-[r]->(b:Moment) WHERE a.slug IN $slugs AND b.slug IN $slugs RETURN a.slug + " " + type(r) + " " + b.slug AS link, properties(r) AS properties ORDER BY link',
        { slugs },
      )
    ).map(({ link: text, properties }) => ({ text, properties }));

  test('stands from the earlier moment still when one is moved past the other', async () => {
    await index(app, [{ path: at(1500, 'early') }, { path: at(1600, 'late') }]);
    await link(app, at(1500, 'early'), at(1600, 'late'), 'THEMATIC', { weight: 0.5, description: 'Why' });
    await link(app, at(1500, 'early'), at(1600, 'late'), 'INFLUENCES');
    const [, before] = await standing('early', 'late');
    expect(before).toMatchObject({ text: 'early THEMATIC late' });

    await change('moveMoment', { from: at(1500, 'early'), to: at(1700, 'early') });
    const moved = await standing('early', 'late');
    expect(moved.map(({ text }) => text)).toEqual(['early INFLUENCES late', 'late THEMATIC early']);
    expect(moved[1]!.properties).toEqual(before!.properties);

    const again = await link(app, at(1700, 'early'), at(1600, 'late'), 'THEMATIC', { weight: 0.7 });
    expect(again).toMatchObject({
      id: (before!.properties as { id: string }).id,
      weight: 0.7,
      from: { path: at(1600, 'late') },
    });
    expect(await standing('early', 'late')).toHaveLength(2);
  });

  test('and when an update puts one past the other', async () => {
    // 10 March 1600 Julian is 20 March Gregorian.
    await index(app, [
      { path: '/1600/march/10/0000/italy/lazio/rome/old-style' },
      { path: '/1600/march/12/0000/italy/lazio/rome/new-style' },
    ]);
    const [one, other] = ['old', 'new'].map(
      (style) => `/1600/march/${style === 'old' ? 10 : 12}/0000/italy/lazio/rome/${style}-style`,
    );
    await link(app, one!, other!, 'SAME_LOCATION');
    expect((await standing('old-style', 'new-style'))[0]!.text).toBe('old-style SAME_LOCATION new-style');
    await change('updateMoment', { path: one, metadata: { calendar: 'JULIAN' } });
    expect((await standing('old-style', 'new-style')).map(({ text }) => text)).toEqual([
      'new-style SAME_LOCATION old-style',
    ]);
  });
});
