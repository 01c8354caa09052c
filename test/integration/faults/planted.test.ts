import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { JobRecord } from '../../../src/features/jobs/domain/job.js';
import type { Ledger } from '../../faults/ledger.js';
import type { Work } from '../../faults/load.js';
import type { TestApp } from '../../support/app.js';
import { breakableStatements } from '../../support/breakable-statements.js';
import { until } from '../../support/until.js';
import { watchTransitions } from '../jobs/watch-transitions.js';

const statements = breakableStatements();
jest.unstable_mockModule('../../../src/platform/graph/statement.js', () => statements.module);
// Whatever reads statements is loaded after that.
const { ADMIN_KEY, SERVICE_KEY, startTestApp } = await import('../../support/app.js');
const { runCypher } = await import('../../support/cypher.js');
const { brokenInvariants } = await import('../../faults/invariants.js');
const { Ledger: NewLedger } = await import('../../faults/ledger.js');
const { startLoad } = await import('../../faults/load.js');
const { sourceOf } = statements.module;

/** What the matrix looks at after each cell finds what is planted here, under the same load. */
describe('a fault that was planted', () => {
  let app: TestApp;
  let folder: string;
  let loads = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clockchain-planted-'));
    app = await startTestApp();
  });
  /** What one fault has left behind is not found after the next. */
  afterEach(async () => {
    await runCypher('MATCH (n) WHERE NOT n:Migration DETACH DELETE n');
    await app.jobs.jobs.deleteMany({});
    await app.jobs.batches.deleteMany({});
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  /** The invariants that do not hold after a load during which `plant` is done. */
  async function brokenBy(plant: (ledger: Ledger) => Promise<void> | void): Promise<string[]> {
    const ledger = new NewLedger(new Set(['SERVICE_UNAVAILABLE']));
    const watch = watchTransitions(app.jobs);
    const target = { url: app.url, serviceKey: SERVICE_KEY, adminKey: ADMIN_KEY, databases: {} };
    const only: Work[] = ['index', 'generate', 'read'];
    const load = startLoad({ target, ledger, folder, name: `planted-${++loads}`, only });
    try {
      await until(() => ledger.moments.size >= 10 && ledger.jobs.size > 0);
      ledger.phase = 'trouble';
      await plant(ledger);
    } finally {
      await load.stop();
    }
    statements.broken.clear();
    await settled();
    await load.followed(5_000);
    for (const fault of await watch.stop()) ledger.turnedBack.add(fault);
    const broken = await brokenInvariants({ graph: app.graph, jobs: app.jobs }, ledger);
    return [...new Set(broken.map(({ invariant }) => invariant))];
  }

  /** Every job has ended, and no moment waits for its links. */
  const settled = () =>
    until(
      async () => {
        const open = await app.jobs.jobs.countDocuments({ completedAt: null });
        const [row] = await runCypher('MATCH (m:Moment) WHERE m.linksDue RETURN count(m) AS due');
        return open === 0 && row!.due === 0;
      },
      { seconds: 40 },
    );

  const oneCompleted = (): Promise<JobRecord> =>
    until(() => app.jobs.jobs.findOne({ status: 'COMPLETED' }), { seconds: 40 });

  /** A statement is sent with another text, until the load has met it. */
  async function broken(name: string, text: string, enough = () => true): Promise<void> {
    statements.used.clear();
    statements.broken.set(name, text);
    await until(() => statements.used.has(name) && enough());
    statements.broken.delete(name);
  }

  test('none: all holds', async () => {
    expect(await brokenBy(() => {})).toEqual([]);
  });

  test('acknowledged and not written: something acknowledged is missing', async () => {
    const nothing = 'UNWIND $rows AS row RETURN row.id AS id, null AS standing';
    const plant = ({ moments }: Ledger) => {
      const before = moments.size;
      // More than were on their way.
      return broken('moment/create', nothing, () => moments.size > before + 4);
    };
    expect(await brokenBy(plant)).toContain('nothing acknowledged is missing');
  });

  test('a job that ran twice and made two moments: something is there twice', async () => {
    const again = `MATCH (m:Moment {jobId: $job})-[:AT]->(p), (m)-[:IN_LAYER]->(l), (m)-[:COUNTED_IN]->(c)
      CREATE (n:Moment:Public)-[:AT]->(p), (n)-[:IN_LAYER]->(l), (n)-[:COUNTED_IN]->(c)
      SET n = m {.*, id: randomUUID(), slug: m.slug + '-2', path: m.path + '-2'}`;
    const plant = async () => {
      const { _id } = await oneCompleted();
      await runCypher(again, { job: _id });
    };
    expect(await brokenBy(plant)).toContain('nothing is there twice');
  });

  test('a hub that a moment is not joined to: the graph is not consistent', async () => {
    const unjoined = sourceOf('moment/join-hubs').replace('CREATE (m)-[:IN_LAYER]->(layer)\n', '');
    expect(await brokenBy(() => broken('moment/join-hubs', unjoined))).toEqual(['the graph is consistent']);
  });

  test('a job that had ended and is pending again: a status went back', async () => {
    const plant = async () => {
      const { _id } = await oneCompleted();
      await app.jobs.jobs.updateOne({ _id }, { $set: { status: 'PENDING', completedAt: null, path: null } });
      const run = { $set: { status: 'COMPLETED', completedAt: new Date(), path: '/planted' } } as const;
      await until(async () => (await app.jobs.jobs.findOne({ _id }))?.status === 'PENDING');
      await app.jobs.jobs.updateOne({ _id }, run);
    };
    expect(await brokenBy(plant)).toContain('statuses only go forward');
  });

  test('a read that fails with no code of its own: an answer was not one of those documented', async () => {
    const failing = 'UNWIND $paths AS path RETURN 1 / 0 AS moment';
    expect(await brokenBy(() => broken('moment/by-paths', failing))).toContain(
      'answers meanwhile were those documented',
    );
  });
});
