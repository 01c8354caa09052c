import { ConfigError, readConfig } from '../../src/config.js';

const external = {
  NEO4J_URI: 'bolt://localhost:7687',
  NEO4J_PASSWORD: 'x',
  MONGODB_URI: 'mongodb://localhost',
};
const keys = { SERVICE_API_KEY: 'service-key', ADMIN_KEY: 'an-admin-key' };

test('an empty environment is a whole set-up: embedded, local, loopback', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    dataDir: '.clockchain',
    role: 'all',
    embedded: { neo4j: true, mongodb: true },
    generator: { name: 'local', concurrency: 1, ratePerMinute: null, timeoutMs: 480_000 },
    starter: true,
    bodyLimit: 8 * 1024 * 1024,
    rateLimit: { publicPerMinute: 600, keyedPerMinute: 6000 },
    trustProxy: [],
    jobRetentionMs: 90 * 86_400_000,
  });
});

test('an empty value counts as absent', () => {
  expect(readConfig({ PORT: '', NEO4J_URI: '' })).toMatchObject({ port: 4000, embedded: { neo4j: true } });
});

test('all faults are told at once', () => {
  let told = '';
  try {
    readConfig({
      PORT: 'many',
      ROLE: 'chief',
      BODY_LIMIT: 'big',
      GENERATOR: 'oracle',
      RATE_LIMIT_PUBLIC: '0',
    });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    told = (error as Error).message;
  }
  for (const name of ['PORT', 'ROLE', 'BODY_LIMIT', 'GENERATOR', 'RATE_LIMIT_PUBLIC'])
    expect(told).toContain(`- ${name}: `);
});

test.each([
  [{ ...external }, 'SERVICE_API_KEY: needed'],
  [{ ...external, ...keys, NEO4J_PASSWORD: '' }, 'NEO4J_PASSWORD: needed with NEO4J_URI'],
  [
    { ...external, ...keys, SERVICE_API_KEY: 'short' },
    'SERVICE_API_KEY: every key has at least 8 characters',
  ],
  [{ ROLE: 'worker' }, 'ROLE=worker: needs NEO4J_URI and MONGODB_URI'],
  [{ GENERATOR: 'flash' }, 'FLASH_URL: needed with GENERATOR=flash'],
  [{ GENERATOR: 'openai', OPENAI_API_KEY: 'sk-1' }, 'OPENAI_MODEL: needed with GENERATOR=openai'],
  [{ GENERATOR: 'openai', OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY: needed with GENERATOR=openai, unless'],
  [{ GENERATOR: 'openai', OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'localhost:11434' }, 'OPENAI_BASE_URL: a URI'],
  [{ OPENAI_API_KEY: 'sk-1\nsk-2' }, 'OPENAI_API_KEY: printable ASCII'],
  [{ TRUST_PROXY: '1' }, 'TRUST_PROXY: off, or a list of addresses'],
  [{ TRUST_PROXY: '10.0.0.0/8,balancer' }, 'TRUST_PROXY: off, or'],
  [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY: off, or'],
  [{ NEO4J_URI: 'http://localhost:7474', NEO4J_PASSWORD: 'x' }, 'NEO4J_URI: a URI beginning with'],
])('%o: %s', (environment, fault) => {
  expect(() => readConfig(environment)).toThrow(fault);
});

test('openai needs a model, and a key or an endpoint that may take none', () => {
  const own = { GENERATOR: 'openai', OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
  expect(readConfig(own).generator).toMatchObject({
    name: 'openai',
    openai: { baseUrl: 'http://127.0.0.1:11434/v1', apiKey: null, model: 'm' },
  });
  const publicService = { GENERATOR: 'openai', OPENAI_MODEL: 'm', OPENAI_API_KEY: 'sk-1' };
  expect(readConfig(publicService).generator.openai).toEqual({ baseUrl: null, apiKey: 'sk-1', model: 'm' });
  expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).generator.openai).toBeNull();
});

test('a fault of a key does not repeat it', () => {
  expect(() => readConfig({ OPENAI_API_KEY: 'sekrit key' })).toThrow(/^(?![\s\S]*sekrit)/);
});

test('several keys are a comma-separated list; each server can be given alone', () => {
  const config = readConfig({ MONGODB_URI: 'mongodb://localhost', SERVICE_API_KEY: 'first-key, second-key' });
  expect(config.keys.service).toEqual(['first-key', 'second-key']);
  expect(config.embedded).toEqual({ neo4j: true, mongodb: false });
});

test.each([
  ['off', []],
  ['10.0.0.0/8, ::1,loopback', ['10.0.0.0/8', '::1', 'loopback']],
])('TRUST_PROXY %s', (text, proxies) => {
  expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(proxies);
});

test.each([
  ['8 MiB', 8 * 1024 ** 2],
  ['500kb', 500_000],
  ['1024', 1024],
])('BODY_LIMIT %s', (text, bytes) => {
  expect(readConfig({ BODY_LIMIT: text }).bodyLimit).toBe(bytes);
});
