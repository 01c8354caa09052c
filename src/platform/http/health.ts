import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { ERROR_CODES } from '../../errors.js';
import { atMostEvery } from '../observing/at-most-every.js';
import { readWhenAsked } from '../observing/read-when-asked.js';

export interface HealthOptions {
  service: string;
  version: string;
  /** Each part the service needs, with a check that rejects while it is away. */
  parts: Record<string, () => Promise<void>>;
  registry: Registry;
}

type Part = { status: 'up' } | { status: 'down'; since: string; seconds: number };

/** What does not answer within this is down. */
const PATIENCE_MS = 3_000;
/** Looked at also while nobody asks, so that `since` is right to within this. */
const LOOK_EVERY_MS = 5_000;
const SHARED_FOR_MS = 500;

/**
 * `/health/live` answers while the process runs; `/health/ready` asks each part and names what is `down`, since when and for how many
 * seconds (`downFor`). Metrics have each part as `clockchain_part_up`.
 */
export function registerHealth(
  app: FastifyInstance,
  { service, version, parts, registry }: HealthOptions,
): void {
  const downSince = new Map<string, Date>();

  async function look(name: string, ping: () => Promise<void>): Promise<[string, Part]> {
    try {
      await ping();
      downSince.delete(name);
      return [name, { status: 'up' }];
    } catch {
      const since = downSince.get(name) ?? new Date();
      downSince.set(name, since);
      const seconds = Math.round((Date.now() - since.getTime()) / 1000);
      return [name, { status: 'down', since: since.toISOString(), seconds }];
    }
  }
  const looks = Object.entries(parts).map(([name, ping]) => {
    const shared = atMostEvery(SHARED_FOR_MS, ping, PATIENCE_MS);
    return () => look(name, shared);
  });
  const check = () => Promise.all(looks.map((one) => one()));

  const timer = setInterval(check, LOOK_EVERY_MS).unref();
  app.addHook('onClose', async () => clearInterval(timer));

  readWhenAsked(registry, check, [
    {
      name: 'clockchain_part_up',
      help: 'Whether a part that the service needs can be reached (1) or not (0)',
      labelNames: ['part'],
      values: (checked) =>
        checked.map(([part, { status }]) => ({ labels: { part }, value: status === 'up' ? 1 : 0 })),
    },
  ]);

  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const checked = await check();
    const down = checked.filter(([, part]) => part.status === 'down');
    return reply.status(down.length === 0 ? 200 : ERROR_CODES.SERVICE_UNAVAILABLE.status).send({
      status: down.length === 0 ? 'ready' : 'not ready',
      down: down.map(([name]) => name),
      downFor: Object.fromEntries(down.map(([name, part]) => [name, 'seconds' in part ? part.seconds : 0])),
      parts: Object.fromEntries(checked),
    });
  });
  app.get('/health', async () => ({ status: 'healthy', service, version }));
}
