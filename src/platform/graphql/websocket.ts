import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { execute, GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { ClockchainError } from '../../errors.js';
import type { KeyRing } from '../http/keys.js';
import { errorExtensions } from '../http/problem.js';
import type { Asker, Live } from './live.js';

const MAX_OPERATIONS = 100;
const TOO_MANY = new GraphQLError(`One connection runs at most ${MAX_OPERATIONS} operations at once.`, {
  extensions: { code: 'RATE_LIMITED' },
});
const MAX_MESSAGE = 1024 ** 2;
/** How long clients may take to say goodbye. */
const PARTING_MS = 1_000;

/**
 * GraphQL over WebSocket (the `graphql-transport-ws` protocol) at `path`: all operations, subscriptions above all. Keys come
 * in `connectionParams` under the names of the headers; a wrong one closes the connection with 4403, and so does
 * nothing else. A connection counts as a request, and every operation on it as one over HTTP; too many connections are closed with 4429.
 */
export function serveWebSocket(
  http: FastifyInstance,
  { path, live, keys }: { path: string; live: Live; keys: KeyRing },
): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  const askers = new WeakMap<object, Asker>();

  const server = useServer<Record<string, unknown>>(
    {
      async onConnect({ extra, connectionParams }) {
        const ip = http.addressOf(extra.request);
        try {
          // Counted before it is looked at, so that keys cannot be guessed faster than the limit.
          await http.charge({ viewer: { kind: 'anonymous' }, ip }, 1);
          const viewer = keys.identify({ ...extra.request.headers, ...headersIn(connectionParams) });
          const id = randomUUID();
          const charge = async (points: number) => void (await http.charge({ viewer, ip }, points));
          askers.set(extra.socket, { viewer, charge, id, log: http.log.child({ reqId: id }) });
          return true;
        } catch (error) {
          if (!(error instanceof ClockchainError)) throw error;
          const code =
            error.code === 'RATE_LIMITED' ? CloseCode.TooManyInitialisationRequests : CloseCode.Forbidden;
          extra.socket.close(code, error.message);
          return false;
        }
      },
      async onSubscribe({ extra, subscriptions }, _id, payload) {
        if (Object.keys(subscriptions).length > MAX_OPERATIONS) return [TOO_MANY];
        const asker = askers.get(extra.socket)!;
        try {
          await asker.charge(1);
          http.load.refuseWhenFull();
          return await live.prepare(payload, asker);
        } catch (error) {
          if (!(error instanceof ClockchainError)) throw error;
          return [new GraphQLError(error.message, { extensions: { ...errorExtensions(error) } })];
        }
      },
      execute: (args) => http.load.during(() => execute(args)),
      subscribe: (args) => http.load.during(() => live.subscribe(args)),
      onNext: (_ctx, _id, _payload, _args, result) => live.format(result),
      onError: (_ctx, _id, _payload, errors) => live.formatErrors(errors),
    },
    sockets,
  );

  http.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  http.addHook('preClose', async () => {
    const parted = server.dispose();
    await Promise.race([parted, delay(PARTING_MS, undefined, { ref: false })]);
    for (const socket of sockets.clients) socket.terminate();
  });
}

/** Keys as headers would give them, in any case; what is not text is no key and proves nothing. */
function headersIn(params: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {})
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
