import { CloseCode, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { CliError, EXIT } from './cli-error.js';
import { refusal, type Service } from './service.js';

export interface Counts {
  pending: number;
  processing: number;
  completed: number;
  failed: number;
  cancelled: number;
}

/** What is watched to its end: a batch, or a job that came without one. */
export type Watched = { kind: 'batch' | 'job'; id: string };

export interface Watching {
  /** The state when the watch begins, then at every change. */
  onChange(counts: Counts): void;
  /** The connection was lost, or stands again. */
  onConnection(state: 'lost' | 'found'): void;
  /** For how long a lost connection is sought before the watch ends. */
  patienceMs: number;
}

const BATCH =
  'subscription ($id: ID!) { batchUpdated(id: $id) { counts { pending processing completed failed cancelled } } }';
const JOB = 'subscription ($id: ID!) { jobUpdated(id: $id) { status } }';
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const RETRY_EVERY_MS = 1_000;

export function isOver({ pending, processing }: Counts): boolean {
  return pending + processing === 0;
}

/**
 * Follows jobs until the last has ended, by subscription. A connection that is lost, silently too, is made again and begins with
 * the state as it then is, so that nothing is missed. Throws a CliError when nobody answers for `patienceMs` or the person stops:
 * the jobs go on in the service.
 */
export async function watchJobs(service: Service, watched: Watched, watching: Watching): Promise<Counts> {
  for (;;) {
    const counts = await watchOnce(service, watched, watching);
    // A service that shuts down ends its streams in good order.
    if (counts && isOver(counts)) return counts;
    await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
  }
}

async function watchOnce(
  service: Service,
  { kind, id }: Watched,
  watching: Watching,
): Promise<Counts | null> {
  let latest: Counts | null = null;
  let lostAt: number | null = null;
  let pong: NodeJS.Timeout | undefined;
  let socket: WebSocket | undefined;
  const lose = () => {
    clearTimeout(pong);
    if (lostAt === null) watching.onConnection('lost');
    lostAt ??= Date.now();
  };
  const client = createClient({
    url: `${service.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: service.headers,
    lazy: true,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS)),
    shouldRetry: (problem) =>
      (problem as { code?: number }).code !== CloseCode.Forbidden &&
      !service.interrupted.aborted &&
      Date.now() - (lostAt ?? Date.now()) < watching.patienceMs,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      connected: () => {
        if (lostAt !== null) watching.onConnection('found');
        lostAt = null;
      },
      ping: (received) => {
        if (!received) pong = setTimeout(() => socket?.terminate(), PONG_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pong);
      },
      closed: (event) => {
        if ((event as { code?: number }).code !== 1000) lose();
      },
      error: lose,
    },
  });
  const stream = client.iterate<Record<string, { counts?: Counts; status?: string }>>({
    query: kind === 'batch' ? BATCH : JOB,
    variables: { id },
  });
  const stop = () => {
    void stream.return?.();
    socket?.terminate();
  };
  service.interrupted.addEventListener('abort', stop);
  try {
    for await (const { data, errors } of stream) {
      const [error] = errors ?? [];
      if (error) throw refusal(service, String(error.extensions?.code ?? ''), error.message);
      const changed = data?.batchUpdated?.counts ?? countsOf(data?.jobUpdated?.status);
      if (changed) watching.onChange(changed);
      latest = changed ?? latest;
    }
    if (service.interrupted.aborted) throw interrupted(kind, id);
    return latest;
  } catch (problem) {
    throw service.interrupted.aborted ? interrupted(kind, id) : inPlainWords(problem, service, { kind, id });
  } finally {
    clearTimeout(pong);
    service.interrupted.removeEventListener('abort', stop);
    await client.dispose();
  }
}

function countsOf(status: string | undefined): Counts | null {
  if (!status) return null;
  const counts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  counts[status.toLowerCase() as keyof Counts] = 1;
  return counts;
}

function takeUp(id: string): string {
  return `The jobs go on in the service; "clockchain jobs watch ${id}" takes the watch up again.`;
}

function interrupted(kind: string, id: string): CliError {
  return new CliError(EXIT.interrupted, `Stopped watching ${kind} ${id}. ${takeUp(id)}`);
}

function inPlainWords(problem: unknown, service: Service, { kind, id }: Watched): unknown {
  if (problem instanceof CliError) return problem;
  if (Array.isArray(problem)) {
    const [{ message, extensions }] = problem as [{ message: string; extensions?: { code?: string } }];
    return refusal(service, extensions?.code ?? null, message);
  }
  const { code, reason } = problem as { code?: number; reason?: string };
  if (code === CloseCode.Forbidden) return refusal(service, 'UNAUTHENTICATED', reason ?? '');
  return new CliError(
    EXIT.unreachable,
    `The connection to ${service.url} was lost while watching ${kind} ${id}, and nobody has answered since. ${takeUp(id)}`,
  );
}
