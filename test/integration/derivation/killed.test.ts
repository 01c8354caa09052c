import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { closeDerivation, openDerivation } from '../../../src/features/derivation/deps.js';
import { startSweeper } from '../../../src/features/derivation/runner/sweeper.js';
import { openQueue } from '../../../src/platform/queue/queue.js';
import { startTestApp, type TestApp, testSettings } from '../../support/app.js';
import { runCypher } from '../../support/cypher.js';
import { until } from '../../support/until.js';
import { linksOf, writeMoments } from './derived.js';

const DYING = fileURLToPath(new URL('./dying-sweeper.ts', import.meta.url));
const log = { info: () => {}, warn: () => {}, error: () => {} } as never;
/** Each may be linked with all others within its bound, so that what comes out does not depend on the order. */
const COMETS = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `/${1_000 + 10 * i}/april/20/0000/unknown/unknown/unknown/comet-${i}`,
    { tags: ['comet'], figures: ['Edmond Halley'] },
  ]),
);
const due = async () => (await runCypher('MATCH (m:Moment {linksDue: true}) RETURN count(m) AS due'))[0]!.due;
const links = async () =>
  (await linksOf())
    .map(({ type, from, to, weight, theme }) => `${type} ${from} ${to} ${weight} ${theme}`)
    .sort();

test('a sweep whose process is killed in the middle of a batch is ended by another, and every link stands once', async () => {
  const app: TestApp = await startTestApp({ role: 'api' });
  await writeMoments(COMETS);
  const { uri } = testSettings().mongodb;
  const dying = spawn(process.execPath, ['--import', 'tsx', DYING, uri, '1500', '3', '3'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // The servers' addresses, which are in the environment of tests alone.
    env: { ...process.env },
  });
  const ended = once(dying, 'exit');
  await Promise.race([once(dying.stdout, 'data'), ended]);
  expect(dying.exitCode).toBeNull();
  dying.kill('SIGKILL');
  await ended;
  expect([3, 6, 9]).toContain(await due());
  const before = await links();
  expect(before.length).toBeGreaterThan(0);

  const queue = await openQueue({ uri });
  const deps = openDerivation({ graph: app.graph, queue, log });
  const sweeper = await startSweeper(deps, { log, batchSize: 3, leaseMs: 1_500 });
  const swept = () => until(async () => (await due()) === 0, { seconds: 50, what: 'the sweep to end' });
  await swept();
  const resumed = await links();
  expect(resumed).toEqual(expect.arrayContaining(before));
  expect(new Set(resumed).size).toBe(resumed.length);

  // As one that nothing disturbed would have it.
  await runCypher('MATCH (:Moment)-[r]->(:Moment) DELETE r');
  await runCypher('MATCH (m:Moment) SET m.linksDue = true');
  deps.wake();
  await swept();
  expect(resumed).toEqual(await links());
  // Two types of link between any two of them.
  expect(resumed).toHaveLength(12 * 11);

  await sweeper.stop();
  await closeDerivation(deps);
  await queue.close();
  await app.stop();
});
