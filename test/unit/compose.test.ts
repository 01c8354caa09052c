import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { DEFAULT_SCHEMA, load, Type } from 'js-yaml';
import { readConfig } from '../../src/config.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(`${root}/${name}`, 'utf8');

interface Service {
  image: string;
  environment: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  ports?: string[];
  deploy?: { replicas: number };
}
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> };

/** `!reset` takes away what the file before had. */
const schema = DEFAULT_SCHEMA.extend(new Type('!reset', { kind: 'sequence', construct: () => [] }));

/** As Compose does it (https://docs.docker.com/reference/compose-file/interpolation/): `${NAME:-default}`, `${NAME:?message}`, within strings. */
function interpolate(given: Record<string, string>, file = 'docker-compose.yml'): Compose {
  const fill = (value: string) =>
    value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name, kind, rest) => {
      if (given[name]) return given[name];
      if (kind === '?') throw new Error(`${name}: ${rest}`);
      return rest ?? '';
    });
  const filled = (node: unknown): unknown => {
    if (typeof node === 'string') return fill(node);
    if (Array.isArray(node)) return node.map(filled);
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value)]));
  };
  return filled(load(read(file), { schema })) as Compose;
}

const SECRETS = {
  SERVICE_API_KEY: 'service-key',
  ADMIN_KEY: 'admin-key',
  NEO4J_PASSWORD: 'graph-password',
  MONGODB_PASSWORD: 'queue-password',
};

describe('docker-compose.yml', () => {
  const compose = interpolate(SECRETS);
  const services = Object.entries(compose.services);

  it.each(['docker-compose.yml', 'docker-compose.replicas.yml'])(
    '%s keeps to the schema of the Compose specification',
    (file) => {
      const require = createRequire(import.meta.url);
      const folder = require.resolve('dclint/package.json').replace(/package\.json$/, '');
      const schema = JSON.parse(readFileSync(`${folder}/schemas/compose.schema.json`, 'utf8'));
      const ajv = new Ajv.default({ strict: false, allErrors: true });
      addFormats.default(ajv);
      // Durations are a format of the specification's own.
      ajv.addFormat('duration', /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/);
      const { $schema: _, ...rules } = schema;
      const validate = ajv.compile(rules);
      validate(interpolate(SECRETS, file));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it.each(Object.keys(SECRETS))('does not start without %s', (name) => {
    expect(() => interpolate({ ...SECRETS, [name]: '' })).toThrow(new RegExp(`^${name}: choose`));
  });

  it.each(['api', 'worker'] as const)('gives %s settings that the service accepts', (role) => {
    const config = readConfig(compose.services[role]!.environment);
    expect(config).toMatchObject({
      role,
      host: '0.0.0.0',
      port: 4000,
      embedded: { neo4j: false, mongodb: false },
      neo4j: { uri: 'bolt://neo4j:7687', password: 'graph-password' },
      mongodb: { uri: 'mongodb://clockchain:queue-password@mongodb:27017/clockchain?authSource=admin' },
    });
  });

  it('passes on every setting there is', () => {
    const known = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1]!);
    const given = new Set(
      ['api', 'worker'].flatMap((role) => Object.keys(compose.services[role]!.environment)),
    );
    const ours = ['DATA_DIR', 'NEO4J_DATABASE'];
    expect([...given].sort()).toEqual(known.filter((name) => !ours.includes(name)).sort());
  });

  it('checks the health of every service, and waits for it', () => {
    for (const [name, { healthcheck, depends_on = {} }] of services) {
      expect([name, healthcheck?.test[0]]).toEqual([name, 'CMD']);
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(compose.services)).toContain(needed);
        expect(condition).toBe('service_healthy');
      }
    }
  });

  it('keeps the data of both databases in named volumes, and their doors on this machine', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    expect(mounted.sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(compose.services.neo4j!.volumes).toContain('neo4j-data:/data');
    expect(compose.services.mongodb!.volumes).toContain('mongodb-data:/data/db');
    for (const port of compose.services.neo4j!.ports!) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(compose.services.mongodb!.ports).toBeUndefined();
  });
});

describe('docker-compose.replicas.yml', () => {
  const base = interpolate(SECRETS);
  const { api, worker, balancer } = interpolate(SECRETS, 'docker-compose.replicas.yml').services;

  it('has two of each process, and one door', () => {
    expect([api!.deploy, worker!.deploy]).toEqual([{ replicas: 2 }, { replicas: 2 }]);
    expect(api!.ports).toEqual([]);
    expect(balancer!.ports).toEqual(base.services.api!.ports);
  });

  it('has the API believe the balancer', () => {
    const environment = { ...base.services.api!.environment, ...api!.environment };
    expect(readConfig(environment).trustProxy).toEqual(['uniquelocal']);
  });
});

describe('Dockerfile', () => {
  const stages = read('Dockerfile')
    .split(/^FROM /m)
    .slice(1);

  it('copies only what is there or was built, and nothing that .dockerignore leaves out', () => {
    const built = ['node_modules', 'dist', 'dist-web'];
    const ignored = read('.dockerignore').split('\n');
    const copied = [...read('Dockerfile').matchAll(/^COPY (?:--from=build )?(.+) \S+$/gm)]
      .flatMap((match) => match[1]!.split(' '))
      .map((path) => path.replace(/^\/app\//, ''));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied.filter((name) => name !== '.' && !built.includes(name))) {
      expect([path, existsSync(`${root}/${path}`)]).toEqual([path, true]);
      expect(ignored).not.toContain(path);
    }
  });

  it('runs the compiled service as a user without rights', () => {
    const last = stages.at(-1)!;
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/\/health\/live/);
    expect(last).toMatch(/^CMD \["node", .*"dist\/main\.js"\]$/m);
  });
});
