import { constants } from 'node:fs';
import { access, readdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError, readConfig } from '../../config.js';
import { EmbeddedError } from '../../platform/embedded/embedded-error.js';
import { findBuildTools, findJava } from '../../platform/embedded/java.js';
import type { AddCommand, Calling } from '../calling.js';
import { EXIT } from '../cli-error.js';
import { dataDirOf, reach } from '../service.js';
import { type Environment, environmentOf } from '../terminal.js';

interface Finding {
  what: string;
  /** `missing` stands in the way of `start`; `note` is worth knowing. */
  state: 'ok' | 'note' | 'missing';
  detail: string;
  /** What to do. */
  remedy: string | null;
}

const GIB = 1024 ** 3;
const MIN_DISK = 2 * GIB;
const MIN_MEMORY = 2 * GIB;

export const addDoctor: AddCommand = (program, calling) => {
  program
    .command('doctor')
    .description('what is missing on this machine to run the service, and how to get it')
    .addHelpText('after', '\nEnds with 0 when nothing stands in the way of start, else 1.')
    .action(async () => {
      const call = calling();
      const findings = await examine(call);
      const missing = findings.filter(({ state }) => state === 'missing');
      if (call.json) call.say(`${JSON.stringify(findings, null, 2)}\n`);
      else call.say(findings.map(inWords).join(''));
      call.note(missing.length === 0 ? '(nothing stands in the way)\n' : `(${missing.length} missing)\n`);
      if (missing.length > 0) call.endWith(EXIT.failed);
    });
};

const MARKS = { ok: 'ok     ', note: 'note   ', missing: 'MISSING' };

function inWords({ what, state, detail, remedy }: Finding): string {
  const todo = remedy ? `${remedy.replace(/^/gm, '        → ')}\n` : '';
  return `${MARKS[state]} ${what}: ${detail}\n${todo}`;
}

async function examine(call: Calling): Promise<Finding[]> {
  const environment = environmentOf(call.terminal);
  const dataDir = dataDirOf(call.terminal);
  const embedded = !environment.NEO4J_URI || !environment.MONGODB_URI;
  const running = await service(call);
  const read = settings(environment);
  return [
    node(),
    read,
    ...(embedded ? [await java(environment, dataDir), await folder(dataDir), memory()] : []),
    ...(running.state === 'ok' || read.state === 'missing' ? [] : [await port(environment)]),
    running,
  ];
}

function ok(what: string, detail: string): Finding {
  return { what, state: 'ok', detail, remedy: null };
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return ok('Node', process.versions.node);
  const remedy = 'Install Node 20.19 or later, from nodejs.org or with a version manager.';
  return { what: 'Node', state: 'missing', detail: `${process.versions.node} is too old`, remedy };
}

function settings(environment: Environment): Finding {
  try {
    readConfig(environment);
    return ok('settings', 'all can be read');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = 'Mend them in the environment or in .env; .env.example lists all.';
    return { what: 'settings', state: 'missing', detail: error.message, remedy };
  }
}

async function java(environment: Environment, dataDir: string): Promise<Finding> {
  const what = 'Java for the embedded databases';
  try {
    const found = await findJava(environment);
    if (await provisioned(dataDir)) return ok(what, `${found.version}; the servers are fetched`);
    await findBuildTools(found, environment);
    return ok(what, `${found.version}, and Maven to fetch the servers at the first start`);
  } catch (error) {
    if (!(error instanceof EmbeddedError)) throw error;
    const [detail, ...remedy] = error.message.split('\n');
    return { what, state: 'missing', detail: detail!, remedy: remedy.join('\n') };
  }
}

async function provisioned(dataDir: string): Promise<boolean> {
  const names = await readdir(join(dataDir, 'servers')).catch(() => []);
  return ['neo4j-', 'mongodb-'].every((start) => names.some((name) => name.startsWith(start)));
}

async function folder(dataDir: string): Promise<Finding> {
  const what = 'data folder';
  let there = dataDir;
  while ((await access(there).catch(() => 'absent')) === 'absent' && dirname(there) !== there)
    there = dirname(there);
  const writable = await access(there, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    const remedy = 'Make it writable for you, or set DATA_DIR to another folder.';
    return { what, state: 'missing', detail: `${there} cannot be written to`, remedy };
  }
  const { bavail, bsize } = await statfs(there);
  const free = `${dataDir}, ${((Number(bavail) * bsize) / GIB).toFixed(1)} GiB free`;
  if (Number(bavail) * bsize >= MIN_DISK) return ok(what, free);
  return { what, state: 'note', detail: free, remedy: 'Servers, data and logs want 2 GiB to begin with.' };
}

function memory(): Finding {
  const detail = `${(totalmem() / GIB).toFixed(1)} GiB`;
  if (totalmem() >= MIN_MEMORY) return ok('memory', detail);
  return {
    what: 'memory',
    state: 'note',
    detail,
    remedy: 'Service and embedded databases together want 2 GiB.',
  };
}

function port(environment: Environment): Promise<Finding> {
  const wanted = Number(environment.PORT || 4000);
  const host = environment.HOST || '127.0.0.1';
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      const remedy = 'Set PORT or HOST to something free: clockchain start --port 4001';
      resolve({
        what: 'port',
        state: 'missing',
        detail: `${host}:${wanted} cannot be had (${code})`,
        remedy,
      });
    });
    probe.listen(wanted, host, () => probe.close(() => resolve(ok('port', `${host}:${wanted} is free`))));
  });
}

async function service({ service: find }: Calling): Promise<Finding> {
  const what = 'service';
  try {
    const found = find();
    const response = await reach(found, '/health/ready', { headers: {}, signal: AbortSignal.timeout(5_000) });
    const { status, down = [] } = (await response.json()) as { status?: string; down?: string[] };
    if (status === 'ready') {
      const keys = [found.serviceKey && 'service', found.adminKey && 'admin'].filter(Boolean).join(' and ');
      return ok(what, `${found.url} is ready; ${keys ? `${keys} key at hand` : 'no key at hand'}`);
    }
    return {
      what,
      state: 'note',
      detail: `${found.url} runs, but cannot reach ${down.join(' and ')}`,
      remedy: null,
    };
  } catch (error) {
    const [detail] = (error as Error).message.split('\n');
    return { what, state: 'note', detail: detail!, remedy: null };
  }
}
