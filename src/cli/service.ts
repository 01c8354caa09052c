import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CliError, EXIT } from './cli-error.js';
import { type Environment, environmentOf, type Terminal } from './terminal.js';

export interface ServiceOptions {
  url?: string;
  serviceKey?: string;
  adminKey?: string;
}

interface Key {
  value: string;
  /** Where it comes from, for the message when it is refused. */
  origin: string;
}

/** A running service and the keys to it. */
export interface Service {
  url: string;
  urlOrigin: string;
  serviceKey: Key | null;
  adminKey: Key | null;
  headers: Record<string, string>;
  /** Fires when the person wants to stop. */
  interrupted: AbortSignal;
  /** Asks by GraphQL and answers with `data`. Throws a CliError in plain words. */
  ask<T>(query: string, variables?: object): Promise<T>;
}

const ANSWER_WITHIN_MS = 60_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Where the service is and which keys it gets: the options, else CLOCKCHAIN_URL, SERVICE_API_KEY and ADMIN_KEY, else what the
 * service on this machine keeps in DATA_DIR. Keys found there are sent to no other machine.
 */
export function findService(options: ServiceOptions, terminal: Terminal): Service {
  const environment = environmentOf(terminal);
  const [given, urlOrigin] = addressOf(options, environment);
  const { protocol, hostname, origin, pathname } = readUrl(given, urlOrigin);
  if (protocol !== 'http:' && protocol !== 'https:') throw wrongUrl(given, urlOrigin);
  const file = resolve(terminal.folder, environment.DATA_DIR || '.clockchain', 'keys.env');
  const kept = LOOPBACK.test(hostname) && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const key = (option: string | undefined, flag: string, name: string): Key | null => {
    if (option) return { value: option, origin: flag };
    const [first] = (environment[name] ?? '').split(',');
    if (first?.trim()) return { value: first.trim(), origin: name };
    return kept[name] ? { value: kept[name], origin: file } : null;
  };
  const serviceKey = key(options.serviceKey, '--service-key', 'SERVICE_API_KEY');
  const adminKey = key(options.adminKey, '--admin-key', 'ADMIN_KEY');
  const service = {
    url: origin + pathname.replace(/\/+$/, ''),
    urlOrigin,
    serviceKey,
    adminKey,
    interrupted: terminal.interrupted,
    headers: {
      ...(serviceKey && { 'x-service-key': serviceKey.value }),
      ...(adminKey && { 'x-admin-key': adminKey.value }),
    },
  };
  return { ...service, ask: (query, variables) => askGraphQL(service, query, variables) };
}

function addressOf({ url }: ServiceOptions, environment: Environment): [string, string] {
  if (url) return [url, '--url'];
  if (environment.CLOCKCHAIN_URL) return [environment.CLOCKCHAIN_URL, 'CLOCKCHAIN_URL'];
  return [`http://127.0.0.1:${environment.PORT || 4000}`, environment.PORT ? 'PORT' : 'default'];
}

function readUrl(text: string, origin: string): URL {
  if (!URL.canParse(text)) throw wrongUrl(text, origin);
  return new URL(text);
}

function wrongUrl(text: string, origin: string): CliError {
  return new CliError(
    EXIT.usage,
    `The address "${text}" (from ${origin}) is not one of the form http://host:port.`,
  );
}

type Reached = Omit<Service, 'ask'>;

interface GraphQLBody {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

async function askGraphQL<T>(service: Reached, query: string, variables: object = {}): Promise<T> {
  const response = await reach(service, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...service.headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), service.interrupted]),
  });
  const text = await response.text().catch((error: unknown) => {
    throw away(service, error);
  });
  const body = readBody(service, response.status, text);
  const [error] = body.errors ?? [];
  if (error) throw refusal(service, error.extensions?.code ?? null, error.message);
  return body.data as T;
}

/** A request to the service. Throws a CliError where nobody answers; refusals are the caller's to read. */
export async function reach(service: Reached, address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(service.url + address, { headers: service.headers, ...init });
  } catch (error) {
    throw away(service, error);
  }
}

function readBody(service: Reached, status: number, text: string): GraphQLBody {
  try {
    const body = JSON.parse(text) as GraphQLBody | null;
    if (body && typeof body === 'object' && ('data' in body || 'errors' in body)) return body;
  } catch {
    // told below
  }
  throw new CliError(
    EXIT.unreachable,
    `What answers at ${service.url} (from ${service.urlOrigin}) is no Clockchain: HTTP ${status} without a GraphQL answer.`,
  );
}

/** That nobody answers, and what to do. */
export function away(service: Reached, error: unknown): CliError {
  if (service.interrupted.aborted) return new CliError(EXIT.interrupted, 'Stopped.');
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  const why = name === 'TimeoutError' ? `none within ${ANSWER_WITHIN_MS / 1000} s` : (cause?.code ?? message);
  return new CliError(
    EXIT.unreachable,
    `No answer from the service at ${service.url} (${why}; address from ${service.urlOrigin}). ` +
      'Is it running? "clockchain start" runs one here; --url or CLOCKCHAIN_URL names another.',
  );
}

/** A refusal of the service as a person should read it. */
export function refusal(service: Reached, code: string | null, message: string): CliError {
  const key = code === 'UNAUTHENTICATED' ? 'service' : code === 'FORBIDDEN' ? 'admin' : null;
  if (key) return new CliError(EXIT.key, aboutKey(service, key, message), code);
  const exit = code === 'SERVICE_UNAVAILABLE' ? EXIT.unreachable : EXIT.failed;
  return new CliError(exit, message, code);
}

function aboutKey(service: Reached, kind: 'service' | 'admin', message: string): string {
  const held = kind === 'service' ? service.serviceKey : service.adminKey;
  const [flag, variable] =
    kind === 'service' ? ['--service-key', 'SERVICE_API_KEY'] : ['--admin-key', 'ADMIN_KEY'];
  const how = `Give it by ${flag} or ${variable}; a service that makes its own keys keeps them in keys.env of its data folder (DATA_DIR).`;
  return held
    ? `${service.url} refuses the ${kind} key from ${held.origin}: ${message} ${how}`
    : `This needs the ${kind} key of ${service.url}. ${how}`;
}

/** The folder of the service's data on this machine. */
export function dataDirOf(terminal: Terminal): string {
  return resolve(terminal.folder, environmentOf(terminal).DATA_DIR || '.clockchain');
}
