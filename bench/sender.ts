import { setTimeout as pause } from 'node:timers/promises';
import { Line } from './line.js';
import { operationAt } from './mixed-load.js';

/** What the sending process is asked to do; it answers each with a `Tally`. */
export interface Order {
  url: string;
  headers: Record<string, string>;
  size: number;
  /** The number of the first moment that is new; each order needs its own. */
  firstNew: number;
  seconds: number;
  /** So many at once, each after the answer to the one before; or so many a second, whatever becomes of them. */
  atOnce?: number;
  perSecond?: number;
}

export interface Tally {
  sent: number;
  seconds: number;
  /** Milliseconds from when each accepted operation was sent to the end of its answer. */
  accepted: number[];
  /** Likewise of those refused. */
  refusals: number[];
  /** These by code: of the service, `UNANSWERED`, or that of the socket. */
  refused: Record<string, number>;
  /** Refusals that say when to come again, in the header. */
  withRetryAfter: number;
  /** Milliseconds by which the sender itself was late with the one in a hundred that it was latest with. */
  late99: number;
}

const LINES = 2_000;
/** At once while they are opened, so that none is lost where a server queues those that it has not taken yet. */
const OPENED_AT_ONCE = 100;
const PATIENCE_MS = 20_000;
const TICK_MS = 4;

process.on('message', async (order: Order) => {
  process.send!(await send(order));
});
process.on('disconnect', () => process.exit());

async function send({ url, headers, seconds, atOnce, perSecond, ...graph }: Order): Promise<Tally> {
  const requests = Array.from({ length: perSecond ? Math.ceil(perSecond * seconds) : 20_000 }, (_, n) =>
    requestOf(n, { url, headers, ...graph }),
  );
  const lines: Line[] = [];
  while (lines.length < (atOnce ?? LINES)) {
    const count = Math.min(OPENED_AT_ONCE, (atOnce ?? LINES) - lines.length);
    lines.push(...(await Promise.all(Array.from({ length: count }, () => Line.open(url)))));
  }

  const tally: Tally = {
    ...{ sent: 0, seconds: 0, accepted: [], refusals: [], refused: {}, withRetryAfter: 0, late99: 0 },
  };
  const lateness: number[] = [];
  const free = [...lines];

  async function one(request: Buffer): Promise<void> {
    const line = free.pop()!;
    const began = performance.now();
    let code: string | undefined;
    try {
      const { head, body } = await line.ask(request);
      code = /"errors":\[.*?"code":"(\w+)"/.exec(body)?.[1];
      if (code && head.includes('\r\nretry-after:')) tally.withRetryAfter++;
      free.push(line);
    } catch (error) {
      code = (error as { code?: string }).code ?? String(error);
    }
    const took = performance.now() - began;
    if (code === undefined) tally.accepted.push(took);
    else {
      tally.refusals.push(took);
      tally.refused[code] = (tally.refused[code] ?? 0) + 1;
    }
  }

  const started = performance.now();
  const passed = () => performance.now() - started;
  let answered = 0;
  const next = () => one(requests[tally.sent++]!).finally(() => answered++);
  if (atOnce !== undefined) {
    const inTurn = async () => {
      while (passed() < seconds * 1_000 && tally.sent < requests.length) await next();
    };
    await Promise.all(Array.from({ length: atOnce }, inTurn));
    tally.seconds = passed() / 1_000;
  } else {
    while (tally.sent < requests.length) {
      while (
        free.length > 0 &&
        tally.sent < requests.length &&
        tally.sent < (passed() / 1_000) * perSecond!
      ) {
        lateness.push(passed() - (tally.sent / perSecond!) * 1_000);
        void next();
      }
      // With no line free the service has left as many unanswered as a sender may have open.
      await pause(TICK_MS);
    }
    tally.seconds = passed() / 1_000;
    const end = performance.now() + PATIENCE_MS;
    while (answered < tally.sent && performance.now() < end) await pause(TICK_MS);
  }
  if (answered < tally.sent) tally.refused.UNANSWERED = tally.sent - answered;
  for (const line of lines) line.close();
  lateness.sort((a, b) => a - b);
  tally.late99 = lateness[Math.floor(lateness.length * 0.99)] ?? 0;
  return structuredClone(tally);
}

function requestOf(
  n: number,
  { url, headers, ...graph }: Pick<Order, 'url' | 'headers' | 'size' | 'firstNew'>,
): Buffer {
  const { query, variables } = operationAt(n, graph);
  const body = Buffer.from(JSON.stringify({ query, variables }));
  const all = {
    host: new URL(url).host,
    'content-type': 'application/json',
    ...headers,
    'content-length': body.length,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST /graphql HTTP/1.1\r\n${head.join('')}\r\n`), body]);
}
