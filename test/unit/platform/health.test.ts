import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { registerHealth } from '../../../src/platform/http/health.js';
import { until } from '../../support/until.js';

test('names what is down, since when and for how long, until it is back', async () => {
  const app = Fastify();
  const registry = new Registry();
  let away = true;
  registerHealth(app, {
    service: 'clockchain',
    version: '1.0.0',
    registry,
    parts: {
      neo4j: async () => {
        if (away) throw new Error('away');
      },
      mongodb: async () => {},
    },
  });
  const ready = async () => {
    const answer = await app.inject('/health/ready');
    return { status: answer.statusCode, ...answer.json() };
  };
  const first = await ready();
  expect(first).toMatchObject({
    status: 'not ready',
    down: ['neo4j'],
    downFor: { neo4j: 0 },
    parts: { neo4j: { status: 'down', since: expect.any(String) }, mongodb: { status: 'up' } },
  });
  expect(await registry.metrics()).toMatch(/clockchain_part_up\{part="neo4j"\} 0/);
  const later = await until(async () => {
    const answer = await ready();
    return answer.downFor.neo4j > 0 && answer;
  });
  expect(later.parts.neo4j.since).toBe(first.parts.neo4j.since);

  away = false;
  const back = await until(async () => {
    const answer = await ready();
    return answer.status === 'ready' && answer;
  });
  expect(back).toMatchObject({ down: [], downFor: {}, parts: { neo4j: { status: 'up' } } });
  await app.close();
});

test('a part that hangs is down, and everybody who asks shares one question', async () => {
  const app = Fastify();
  let asked = 0;
  registerHealth(app, {
    service: 'clockchain',
    version: '1.0.0',
    registry: new Registry(),
    parts: {
      neo4j: () => {
        asked += 1;
        return new Promise(() => {});
      },
    },
  });
  const answers = await Promise.all(Array.from({ length: 5 }, () => app.inject('/health/ready')));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503, 503, 503, 503]);
  expect(asked).toBe(1);
  await app.close();
}, 10_000);
