import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { z } from 'zod';

/** The one reader of the environment. Every setting has its default here; `.env.example` and the README list the same. */

const keyList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean),
  )
  .refine((keys) => keys.every((key) => key.length >= 8), 'every key has at least 8 characters');

const wholeNumber = (min: number, max: number) =>
  z.coerce.number('a whole number').int('a whole number').min(min).max(max);

/** A number of points or starts a minute, or `off`. */
const perMinute = z.union([z.literal('off').transform(() => null), wholeNumber(1, 1_000_000)], {
  error: 'a whole number of at least 1, or off',
});

const UNITS: Record<string, number> = { '': 1, b: 1, kib: 1024, mib: 1024 ** 2, kb: 1e3, mb: 1e6 };
const byteSize = z.string().transform((text, context) => {
  const match = /^(\d+)\s*([a-z]*)$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? '?'];
  if (!match || unit === undefined) {
    context.addIssue('a size such as 8 MiB');
    return z.NEVER;
  }
  return Number(match[1]) * unit;
});

const DURATIONS: Record<string, number> = { s: 1e3, m: 60e3, h: 3_600e3, d: 86_400e3 };
const duration = (unitless: string) =>
  z.string().transform((text, context) => {
    const match = /^(\d+)\s*([a-z]*)$/i.exec(text.trim());
    const unit = DURATIONS[(match?.[2] || unitless).toLowerCase()[0] ?? '?'];
    if (!match || unit === undefined || Number(match[1]) === 0) {
      context.addIssue('a duration such as 480 s or 90 days');
      return z.NEVER;
    }
    return Number(match[1]) * unit;
  });

/** Not a count of proxies: who reaches the service past its proxy could then claim to come from anywhere. */
const proxies = z
  .string()
  .transform((text) => (text === 'off' ? [] : text.split(',').map((proxy) => proxy.trim())))
  .refine(
    areAddresses,
    'off, or a list of addresses and networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
  );

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function areAddresses(list: string[]): boolean {
  try {
    proxyAddr.compile(list);
  } catch {
    return false;
  }
  // Which takes a number for an address, too.
  return list.every((proxy) => NAMED_NETWORKS.includes(proxy) || isIP(proxy.split('/')[0]!) > 0);
}

const uri = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)),
      `a URI beginning with ${schemes.join(':// or ')}://`,
    )
    .optional();

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  DATA_DIR: z.string().default('.clockchain'),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  NEO4J_URI: uri('bolt', 'bolt+s', 'bolt+ssc', 'neo4j', 'neo4j+s', 'neo4j+ssc'),
  NEO4J_USER: z.string().default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().default('neo4j'),
  MONGODB_URI: uri('mongodb', 'mongodb+srv'),
  SERVICE_API_KEY: keyList,
  ADMIN_KEY: keyList,
  GENERATOR: z.enum(['local', 'flash', 'openai']).default('local'),
  GENERATOR_CONCURRENCY: wholeNumber(1, 64).default(1),
  GENERATOR_RATE: perMinute.default(null),
  GENERATOR_TIMEOUT: duration('s').default(480_000),
  FLASH_URL: uri('http', 'https'),
  FLASH_SERVICE_KEY: z.string().optional(),
  OPENAI_BASE_URL: uri('http', 'https'),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces')
    .optional(),
  OPENAI_MODEL: z.string().optional(),
  STARTER: z.enum(['on', 'off']).optional(),
  JOB_RETENTION: duration('d').default(90 * 86_400_000),
  RATE_LIMIT_PUBLIC: perMinute.default(600),
  RATE_LIMIT_KEYED: perMinute.default(6_000),
  TRUST_PROXY: proxies.default([]),
  BODY_LIMIT: byteSize.default(8 * 1024 ** 2),
  OTEL_EXPORTER_OTLP_ENDPOINT: uri('http', 'https'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type Config = ReturnType<typeof readConfig>;

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads and checks every setting, and throws one ConfigError that tells all faults at once.
 * An empty variable counts as absent, as in a `.env` file with nothing behind the `=`.
 */
export function readConfig(env: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  const faults = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  if (parsed.success) faults.push(...joinedFaults(parsed.data));
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }

  const s = parsed.data;
  const embedded = { neo4j: !s.NEO4J_URI, mongodb: !s.MONGODB_URI };
  return {
    host: s.HOST,
    port: s.PORT,
    dataDir: s.DATA_DIR,
    role: s.ROLE,
    embedded,
    neo4j: s.NEO4J_URI
      ? { uri: s.NEO4J_URI, user: s.NEO4J_USER, password: s.NEO4J_PASSWORD!, database: s.NEO4J_DATABASE }
      : null,
    mongodb: s.MONGODB_URI ? { uri: s.MONGODB_URI } : null,
    keys: { service: s.SERVICE_API_KEY, admin: s.ADMIN_KEY },
    generator: {
      name: s.GENERATOR,
      concurrency: s.GENERATOR_CONCURRENCY,
      ratePerMinute: s.GENERATOR_RATE,
      timeoutMs: s.GENERATOR_TIMEOUT,
      flash: s.FLASH_URL ? { url: s.FLASH_URL, serviceKey: s.FLASH_SERVICE_KEY! } : null,
      openai: openaiOf(s),
    },
    starter: (s.STARTER ?? (embedded.neo4j ? 'on' : 'off')) === 'on',
    jobRetentionMs: s.JOB_RETENTION,
    rateLimit: { publicPerMinute: s.RATE_LIMIT_PUBLIC, keyedPerMinute: s.RATE_LIMIT_KEYED },
    trustProxy: s.TRUST_PROXY,
    bodyLimit: s.BODY_LIMIT,
    tracesTo: s.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    logLevel: s.LOG_LEVEL,
  };
}

/** Null without a model, or without an endpoint that it could be asked for. */
function openaiOf(s: z.infer<typeof environment>) {
  if (!s.OPENAI_MODEL || !(s.OPENAI_API_KEY || s.OPENAI_BASE_URL)) return null;
  return {
    baseUrl: s.OPENAI_BASE_URL ?? null,
    apiKey: s.OPENAI_API_KEY ?? null,
    model: s.OPENAI_MODEL,
  };
}

function joinedFaults(s: z.infer<typeof environment>): string[] {
  const faults: string[] = [];
  if (s.NEO4J_URI && !s.NEO4J_PASSWORD) faults.push('NEO4J_PASSWORD: needed with NEO4J_URI');
  if (s.GENERATOR === 'flash' && !s.FLASH_URL) faults.push('FLASH_URL: needed with GENERATOR=flash');
  if (s.GENERATOR === 'flash' && !s.FLASH_SERVICE_KEY)
    faults.push('FLASH_SERVICE_KEY: needed with GENERATOR=flash');
  if (s.GENERATOR === 'openai' && !s.OPENAI_MODEL)
    faults.push('OPENAI_MODEL: needed with GENERATOR=openai, the name of a model');
  if (s.GENERATOR === 'openai' && !s.OPENAI_API_KEY && !s.OPENAI_BASE_URL)
    faults.push(
      'OPENAI_API_KEY: needed with GENERATOR=openai, unless OPENAI_BASE_URL is that of an endpoint without keys',
    );
  const ownDataDir = !s.NEO4J_URI || !s.MONGODB_URI;
  if (!ownDataDir && s.ROLE !== 'worker') {
    if (s.SERVICE_API_KEY.length === 0)
      faults.push('SERVICE_API_KEY: needed when both databases are given by URI');
    if (s.ADMIN_KEY.length === 0) faults.push('ADMIN_KEY: needed when both databases are given by URI');
  }
  if (s.ROLE !== 'all' && (!s.NEO4J_URI || !s.MONGODB_URI)) {
    faults.push(
      `ROLE=${s.ROLE}: needs NEO4J_URI and MONGODB_URI, as other processes must reach the same databases`,
    );
  }
  return faults;
}
