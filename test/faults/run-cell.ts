import { setTimeout as pause } from 'node:timers/promises';
import { watchTransitions } from '../integration/jobs/watch-transitions.js';
import { until } from '../support/until.js';
import { afflict, type FaultName, SECONDS, type TargetName } from './cells.js';
import { clientOf } from './client.js';
import { type Broken, brokenInvariants } from './invariants.js';
import { Ledger, NO_ANSWER } from './ledger.js';
import { startLoad, type Work } from './load.js';
import { moment } from './words.js';
import type { World } from './world.js';

export interface Cell {
  target: TargetName;
  fault: FaultName;
}

export interface Pace {
  /** Seconds of load before the fault and after it. */
  around: number;
  /** Seconds that the fault lasts; of each kind its own unless given. */
  during?: number;
  /** What the load does; all of it unless given. */
  only?: Work[];
}

export interface CellResult extends Cell {
  /** From the end of the fault until the service did all that it is asked for, a database's own start included; null if it did not. */
  readyAfterSeconds: number | null;
  seconds: number;
  acknowledged: { moments: number; links: number; jobs: number; backups: number };
  /** Refusals by kind. */
  refused: Record<string, number>;
  red: string[];
}

const READY_WITHIN_S = 30;
const AT_REST_WITHIN_S = 90;
const FOLLOWED_WITHIN_MS = 15_000;
const PROBE = 'mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { moment { id } } }';

const DUE = `{ derivation { due } jobs(first: 1) { nodes { id } } }`;

/** One fault under the mixed load, and what holds after it. */
export async function runCell(world: World, { target, fault }: Cell, pace: Pace): Promise<CellResult> {
  const began = performance.now();
  const name = `${target}-${fault}-${Date.now().toString(36)}`;
  // Who calls an API that is away has no answer; all else is told.
  const ledger = new Ledger(new Set(['SERVICE_UNAVAILABLE', ...(target === 'api' ? [NO_ANSWER] : [])]));
  const watch = watchTransitions(world.jobs);
  const ended = endings(world);
  const red: string[] = [];
  const load = startLoad({ ...world, ledger, name, only: pace.only });
  await pause(pace.around * 1_000);

  ledger.phase = 'trouble';
  await afflict(world, target, fault, pace.during ?? SECONDS[fault]);
  const over = performance.now();
  await serverAnswers(world, target).catch((error: Error) => red.push(error.message));
  const readyAfterSeconds = await readyAgain(world, `${name}-probe`).then(
    () => (performance.now() - over) / 1_000,
    () => null,
  );
  if (readyAfterSeconds === null) red.push(`not ready again within ${READY_WITHIN_S} s`);
  else ledger.phase = 'after';

  await pause(pace.around * 1_000);
  await load.stop();
  await atRest(world).catch((error: Error) => red.push(`not at rest: ${error.message}`));
  const left = await load.followed(FOLLOWED_WITHIN_MS);
  red.push(...left.map((batch) => `nobody was told of the end of batch ${batch}`));
  red.push(...(await watch.stop()).map((what) => `statuses only go forward: ${what}`));
  red.push(...(await brokenInvariants(world, ledger).catch(unread)).map(inWords));
  if (endings(world) > ended) red.push('a process of the service ended by itself');
  return {
    target,
    fault,
    readyAfterSeconds,
    seconds: Math.round((performance.now() - began) / 1_000),
    acknowledged: {
      moments: ledger.moments.size,
      links: ledger.links.length,
      jobs: ledger.jobs.size,
      backups: ledger.backups.length,
    },
    refused: Object.fromEntries(ledger.refusals),
    red,
  };
}

const endings = ({ services }: World) =>
  services.reduce((count, { endedByItself }) => count + endedByItself, 0);
const inWords = ({ invariant, what }: Broken) => `${invariant}: ${what}`;
const unread = (error: Error): Broken[] => [
  { invariant: 'nothing acknowledged is missing', what: `the stores cannot be read: ${error.message}` },
];

/** How long a database takes to start is the machine's affair; what the service does from then on is ours. */
async function serverAnswers({ graph, jobs }: World, target: TargetName): Promise<void> {
  const asked = { neo4j: () => graph.ping(), queue: () => jobs.jobs.estimatedDocumentCount() };
  const ask = target === 'neo4j' || target === 'queue' ? asked[target] : async () => {};
  const answered = () =>
    ask().then(
      () => true,
      () => false,
    );
  await until(answered, { seconds: 120, what: `${target} answers again` });
}

/** All processes say so, and what is asked is done: a write to the graph and a look into the queue. */
async function readyAgain(world: World, name: string): Promise<void> {
  const probe = clientOf(world.target, new Ledger(new Set()));
  const input = { ...moment(name, 1), onConflict: 'KEEP' };
  const ready = async () =>
    (await world.isReady()) &&
    (await probe.ask('probe', PROBE, { input })) &&
    (await probe.ask('probe', DUE));
  await until(ready, { seconds: READY_WITHIN_S });
}

/** Resolves when no job is left to do and no moment waits for its links. */
async function atRest(world: World): Promise<void> {
  const client = clientOf(world.target, new Ledger(new Set()));
  let left = '';
  const isAtRest = async () => {
    const jobs = await jobsLeft(world).catch(() => null);
    const due: number | null = (await client.ask('derivation', DUE))?.derivation.due ?? null;
    left = `${jobs ?? 'an unknown number of'} jobs and ${due ?? 'an unknown number of'} moments wait`;
    return jobs === 0 && due === 0;
  };
  await until(isAtRest, { seconds: AT_REST_WITHIN_S, what: 'jobs and derived links are done' }).catch(
    (error: Error) => {
      throw new Error(`${error.message}; ${left}`);
    },
  );
}

/** What a call that broke off has left was never accepted; it is swept within two minutes and runs never. */
async function jobsLeft({ jobs: { jobs, batches } }: World): Promise<number> {
  const open = await jobs.find({ status: { $in: ['PENDING', 'PROCESSING'] } }).toArray();
  const batchIds = open.flatMap(({ batchId }) => batchId ?? []);
  const listed = await batches.find({ _id: { $in: batchIds } }).toArray();
  const accepted = new Set(listed.flatMap((batch) => batch.jobs));
  return open.filter(({ _id, batchId }) => batchId === null || accepted.has(_id)).length;
}
