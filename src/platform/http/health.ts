import type { FastifyInstance } from 'fastify';
import { ERROR_CODES } from '../../errors.js';

export interface HealthOptions {
  service: string;
  version: string;
  /** Each part the service needs, with a check that rejects while it is away. */
  parts: Record<string, () => Promise<void>>;
}

/** `/health/live` answers while the process runs; `/health/ready` asks each part and names what is down. */
export function registerHealth(app: FastifyInstance, { service, version, parts }: HealthOptions): void {
  const downSince = new Map<string, string>();

  async function check(): Promise<Record<string, { status: 'up' } | { status: 'down'; since: string }>> {
    const entries = await Promise.all(
      Object.entries(parts).map(async ([name, ping]) => {
        try {
          await ping();
          downSince.delete(name);
          return [name, { status: 'up' as const }] as const;
        } catch {
          const since = downSince.get(name) ?? new Date().toISOString();
          downSince.set(name, since);
          return [name, { status: 'down' as const, since }] as const;
        }
      }),
    );
    return Object.fromEntries(entries);
  }

  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const checked = await check();
    const down = Object.keys(checked).filter((name) => checked[name]?.status === 'down');
    return reply
      .status(down.length === 0 ? 200 : ERROR_CODES.SERVICE_UNAVAILABLE.status)
      .send({ status: down.length === 0 ? 'ready' : 'not ready', down, parts: checked });
  });
  app.get('/health', async () => ({ status: 'healthy', service, version }));
}
