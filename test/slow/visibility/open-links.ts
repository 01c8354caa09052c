import { allDerived } from '../../integration/derivation/derived.js';
import type { TestApp } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { change, generate, index } from './guarded-graph.js';

const at = (year: number, slug: string) => `/${year}/may/01/1000/spain/madrid/madrid/${slug}`;
const [FIRST, SECOND, HIDDEN] = [at(1700, 'first'), at(1701, 'second'), at(1702, 'hidden')] as const;
const SHARED = { tags: ['shared'], figures: ['Somebody'] };

/**
 * Does all that changes how many links there are between public moments, among them a hidden one, and says after what
 * the count that is kept of them, which everybody is told, was not what there is.
 */
export async function openLinksWrong(app: TestApp): Promise<string[]> {
  await runCypher('MATCH (n) WHERE NOT n:Migration DETACH DELETE n');
  const wrong: string[] = [];
  async function look(after: string): Promise<void> {
    await allDerived(app);
    const [kept] = await runCypher('MATCH (t:LinkTally) RETURN sum(t.open) AS links');
    const [there] = await runCypher('MATCH (:Public)-[r]->(:Public) RETURN count(r) AS links');
    if (kept!.links !== there!.links) wrong.push(`${after}: ${kept!.links}, not ${there!.links}`);
  }
  const link = (from: string, to: string) => change(app, 'linkMoments', { from, to, type: 'CAUSES' });
  const show = (visibility: string) => change(app, 'setMomentVisibility', { path: HIDDEN, visibility });

  await index(app, [FIRST, 'PUBLIC', SHARED]);
  await index(app, [SECOND, 'PUBLIC', SHARED]);
  await index(app, [HIDDEN, 'PRIVATE', SHARED]);
  await look('deriving');
  await link(FIRST, SECOND);
  await link(FIRST, HIDDEN);
  await look('linking');
  await change(app, 'importLinks', {
    links: [
      { from: FIRST, to: SECOND, type: 'INFLUENCES' },
      { from: SECOND, to: HIDDEN, type: 'INFLUENCES' },
    ],
  });
  await look('importing');
  await change(app, 'unlinkMoments', { from: FIRST, to: HIDDEN, type: 'CAUSES' });
  await look('unlinking');
  await link(FIRST, HIDDEN);
  await show('UNLISTED');
  await look('showing to some');
  await show('PUBLIC');
  await look('showing');
  await show('PRIVATE');
  await look('hiding');
  await change(app, 'updateMoment', { path: HIDDEN, metadata: { tags: [], figures: [] } });
  await look('changing');
  await change(app, 'deleteMoment', { path: HIDDEN });
  await look('deleting');
  if (wrong.length > 0) return wrong;
  await generate(app, ['Launch of Sputnik 1, 4 October 1957', 'PRIVATE']);
  await generate(app, ['Founding of NASA', 'PUBLIC']);
  await look('generating');
  return wrong;
}
