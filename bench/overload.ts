import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from '../src/app.js';
import { type Measured, median, quantile } from './figures.js';
import { operationAt } from './mixed-load.js';
import type { Order, Tally } from './sender.js';
import { type Client, clientOf, SERVICE, type World } from './world.js';

const AT_ONCE = 32;
const WARM_UP_S = 20;
const CAPACITY_S = 10;
const FLOOD_S = 15;
const TIMES = 10;
const DEFAULT_LIMITS = { publicPerMinute: 600, keyedPerMinute: 6_000 };
/** Beyond every size and what else is written; each order begins so many further. */
const FIRST_NEW = 30_000_000;
const STEP = 1_000_000;
/** So many answers in a row as before are normal, with so much more time for one. */
const IN_A_ROW = 20;
const NORMAL = { times: 1.5, plusMs: 5 };
const GIVE_UP_MS = 30_000;
const PROBE_EVERY_MS = 20;

let orders = 0;

/**
 * Ten times what the service can do, offered whatever becomes of it, from a process of its own: first with no limits of
 * rate, so that what the service sheds by itself is seen, then with those it has by default.
 */
export async function measureOverload(world: World, say: (text: string) => void): Promise<Measured[]> {
  const sender = fork(fileURLToPath(new URL('sender.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const limited = await createApp(
    { ...world.settings, rateLimit: DEFAULT_LIMITS },
    pino({ level: 'silent' }),
  );
  const limitedUrl = await limited.http.listen({ host: '127.0.0.1', port: 0 });
  try {
    say(`overload: what it can do, ${AT_ONCE} at once`);
    await give(sender, world, { atOnce: AT_ONCE, seconds: WARM_UP_S });
    const calm = await give(sender, world, { atOnce: AT_ONCE, seconds: CAPACITY_S });
    tell('at its capacity', calm, say);
    const capacity = calm.accepted.length / calm.seconds;
    const perSecond = capacity * TIMES;

    const bare = await flood(sender, world, world.url, perSecond, say);
    const kept = await flood(sender, world, limitedUrl, perSecond, say);
    return [
      ofApp(world, 'reads and writes mixed, 32 at once', '/s', [capacity]),
      ...figures(world, 'ten times that', bare),
      ...figures(world, 'ten times that, limits of rate', kept),
    ];
  } finally {
    sender.disconnect();
    await limited.stop();
  }
}

interface Flood {
  tally: Tally;
  recoveredMs: number;
}

async function flood(
  sender: ChildProcess,
  world: World,
  url: string,
  perSecond: number,
  say: (text: string) => void,
): Promise<Flood> {
  const client = clientOf(url);
  try {
    const before = await normalOf(client, world);
    const delays = monitorEventLoopDelay({ resolution: 10 });
    delays.enable();
    const memory = process.memoryUsage().rss;
    say(
      `overload: ${Math.round(perSecond)} a second for ${FLOOD_S} s${url === world.url ? '' : ', limits of rate'}`,
    );
    const answered = give(sender, { ...world, url }, { perSecond, seconds: FLOOD_S });
    await pause(FLOOD_S * 1_000);
    const recoveredMs = await timeToNormal(client, world, before);
    const tally = await answered;
    delays.disable();
    tell('offered ten times that', tally, say);
    const grown = Math.round((process.memoryUsage().rss - memory) / 1024 ** 2);
    say(
      `  normal again after ${Math.round(recoveredMs)} ms; event loop late by ${Math.round(delays.percentile(50) / 1e6)} ms in the middle, ` +
        `${Math.round(delays.max / 1e6)} ms at most; ${grown} MiB more memory`,
    );
    return { tally, recoveredMs };
  } finally {
    await client.close();
  }
}

async function give(
  sender: ChildProcess,
  { url, size }: Pick<World, 'url' | 'size'>,
  order: Pick<Order, 'seconds' | 'atOnce' | 'perSecond'>,
): Promise<Tally> {
  sender.send({
    url,
    size,
    headers: SERVICE,
    firstNew: FIRST_NEW + orders++ * STEP,
    ...order,
  } satisfies Order);
  const [tally] = await once(sender, 'message');
  return tally as Tally;
}

/** The time that a read takes while nothing else is asked. */
async function normalOf(client: Client, world: World): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 3 * IN_A_ROW; n++)
    times.push((await probe(client, world, n)) ?? Number.POSITIVE_INFINITY);
  return median(times.slice(IN_A_ROW));
}

async function probe(client: Client, { size }: World, n: number): Promise<number | null> {
  const { query, variables } = readAt(n, size);
  const started = performance.now();
  // Without a key, so that the minute of the key which floods is not asked for.
  return client.ask(query, variables).then(
    () => performance.now() - started,
    () => null,
  );
}

function readAt(n: number, size: number) {
  for (let at = n * 100; ; at++) {
    const operation = operationAt(at, { size, firstNew: 0 });
    if (operation.kind === 'read') return operation;
  }
}

/** Milliseconds until a row of answers begins that is as fast as before. */
async function timeToNormal(client: Client, world: World, before: number): Promise<number> {
  const most = before * NORMAL.times + NORMAL.plusMs;
  const started = performance.now();
  let row: number[] = [];
  let began = 0;
  for (let n = 0; performance.now() - started < GIVE_UP_MS; n++) {
    const asked = performance.now() - started;
    const took = await probe(client, world, n);
    if (row.length === 0) began = asked;
    row = took === null || took > most ? [] : [...row, took];
    if (row.length === IN_A_ROW) return began;
    await pause(PROBE_EVERY_MS);
  }
  return Number.POSITIVE_INFINITY;
}

function tell(
  what: string,
  { sent, seconds, accepted, refusals, refused, withRetryAfter, late99 }: Tally,
  say: (text: string) => void,
): void {
  const codes = Object.entries(refused).map(([code, count]) => `${count} ${code}`);
  const times = (of: number[]) =>
    `p50 ${Math.round(median(of))} ms, p99 ${Math.round(quantile(of, 0.99))} ms`;
  say(
    `  ${what}: ${sent} sent, ${Math.round(sent / seconds)} a second, late by ${Math.round(late99)} ms at p99`,
  );
  say(
    `    ${accepted.length} accepted, ${Math.round(accepted.length / seconds)} a second, ${times(accepted)}`,
  );
  if (codes.length > 0)
    say(`    refused ${codes.join(', ')}: ${times(refusals)}, ${withRetryAfter} with Retry-After`);
}

function figures(world: World, name: string, { tally, recoveredMs }: Flood): Measured[] {
  return [
    ofApp(world, `${name}: accepted`, '/s', [tally.accepted.length / tally.seconds]),
    ofApp(world, `${name}: answer to what is accepted`, 'ms', tally.accepted),
    { ...ofApp(world, `${name}: normal again`, 'ms', [recoveredMs]), promised: { of: 'app', most: 10_000 } },
  ];
}

function ofApp({ size }: World, name: string, unit: Measured['unit'], app: number[]): Measured {
  return { name, unit, bySize: new Map([[size, { app, raw: [] }]]) };
}
