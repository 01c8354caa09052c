import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { runCommandLine } from '../support/command-line.js';
import { clientOf, type Target } from './client.js';
import { type Ledger, NO_ANSWER } from './ledger.js';
import { charter, type Described, moment, row } from './words.js';

const INDEX = `mutation ($input: IndexMomentInput!) { indexMoment(input: $input) { moment { id path } } }`;
const INDEX_MANY = `mutation ($input: IndexMomentsInput!) {
  indexMoments(input: $input) { results { path moment { id } error { code message } } } }`;
const LINK = `mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link { id } } }`;
const BULK = `mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } jobs { id status } } }`;
const FOLLOW = `subscription ($id: ID!) { batchUpdated(id: $id) { completedAt jobs { id status } } }`;
const READ = `query ($path: MomentPath!) { moment(path: $path) { id path place { name } links(first: 5) { totalCount } } }`;
const LOOK = `{ moments(first: 20, filter: {tagsAny: ["charter"]}) { nodes { path } }
  search(query: "charter", first: 5) { nodes { path } } stats { momentCount } }`;

export type Work = 'index' | 'index-many' | 'link' | 'import' | 'generate' | 'read' | 'back-up';

export interface LoadOptions {
  target: Target;
  ledger: Ledger;
  /** For the files of imports and backups. */
  folder: string;
  /** Goes into every name, so that no load meets what another has written. */
  name: string;
  /** What it does; all of it unless given. */
  only?: Work[];
}

export interface Load {
  /** Begins nothing more; resolves when all that was begun has been answered or given up. */
  stop(): Promise<void>;
  /** Resolves when whoever follows a batch has been told of its end; names the batches of those who were not. */
  followed(withinMs: number): Promise<string[]>;
}

/** All that a service is there for, at once and at a pace that leaves a small machine room, until it is stopped. */
export function startLoad({ target, ledger, folder, name, only }: LoadOptions): Load {
  const client = clientOf(target, ledger);
  const stopping = new AbortController();
  let count = 0;
  const following = new Map<string, Promise<void>>();
  const sockets: { dispose(): unknown }[] = [];

  async function repeat(everyMs: number, turn: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn();
      await pause(everyMs, undefined, stopping).catch(() => {});
    }
  }
  /** As a client with sense does: asks again for as long as it is not told, in a way that is safe to repeat. */
  async function insist<T>(ask: (again: boolean) => Promise<T | null>): Promise<T | null> {
    for (let again = false; ; again = true) {
      const answer = await ask(again);
      if (answer || stopping.signal.aborted) return answer;
      await pause(300);
    }
  }
  const next = (): Described => moment(name, ++count);

  async function indexOne(): Promise<void> {
    const input = next();
    const data = await insist((again) =>
      client.ask('indexMoment', INDEX, { input: { ...input, onConflict: again ? 'KEEP' : 'REFUSE' } }),
    );
    if (data) ledger.moments.set(input.path, data.indexMoment.moment.id);
  }

  async function indexMany(): Promise<void> {
    let left = Array.from({ length: 10 }, next);
    await insist(async (again) => {
      const moments = left.map((input) => ({ ...input, onConflict: again ? 'KEEP' : 'REFUSE' }));
      const begunIn = ledger.phase;
      const data = await client.ask('indexMoments', INDEX_MANY, { input: { moments } });
      if (!data) return null;
      const { results } = data.indexMoments;
      for (const { path, moment, error } of results) {
        if (error) ledger.refused('an item of indexMoments', error.code, begunIn, error.message);
        else ledger.moments.set(path, moment.id);
      }
      left = left.filter((_, i) => results[i].error);
      return left.length === 0 || null;
    });
  }

  async function link(): Promise<void> {
    const paths = [...ledger.moments.keys()].filter((path) => path.includes(name)).slice(-40);
    if (paths.length < 2) return;
    // Moments of one load come in the order of time.
    const [from, to] = [paths[0]!, paths.at(-1)!].sort();
    const input = { from, to, type: 'INFLUENCES' };
    const data = await insist(() => client.ask('linkMoments', LINK, { input }));
    if (data) ledger.links.push({ from: from!, to: to!, type: 'INFLUENCES' });
  }

  async function importFile(): Promise<void> {
    const rows = Array.from({ length: 40 }, next);
    const links = rows.slice(1).map(({ path }, i) => ({ from: rows[i]!.path, to: path, type: 'PRECEDES' }));
    const file = join(folder, `${name}-${count}.ndjson`);
    await writeFile(file, [...rows.map(row), ...links].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { url, serviceKey } = target;
    const { status, stderr } = await runCommandLine(
      ['import', file, '--json', '--patience', '180', '--url', url, '--service-key', serviceKey],
      { folder },
    );
    if (status !== 0) {
      ledger.badAnswers.add(`import ended with ${status}: ${stderr.slice(-500)}`);
      return;
    }
    for (const { path } of rows) ledger.moments.set(path, null);
    ledger.links.push(...links);
  }

  async function bulk(): Promise<void> {
    const queries = Array.from({ length: 5 }, () => charter(name, ++count));
    const input = { queries, idempotencyKey: `${name}-${count}` };
    const data = await insist(() => client.ask('bulkGenerate', BULK, { input }));
    if (!data) return;
    const { batch, jobs } = data.bulkGenerate;
    for (const { id } of jobs) ledger.jobs.add(id);
    following.set(
      batch.id,
      follow(batch.id).then(() => void following.delete(batch.id)),
    );
  }

  /** Subscribes, again where the connection was lost, until it is told that the batch has ended. */
  async function follow(id: string): Promise<void> {
    for (let ended = false; !ended; ) {
      const begunIn = ledger.phase;
      const socket = createWsClient({
        url: `${target.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { 'X-Service-Key': target.serviceKey },
        retryAttempts: 0,
      });
      sockets.push(socket);
      try {
        // biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is that of the operation
        for await (const { data, errors } of socket.iterate<any>({ query: FOLLOW, variables: { id } })) {
          const code = errors?.[0]?.extensions?.code;
          if (errors)
            ledger.refused('batchUpdated', String(code ?? 'NO_CODE'), ledger.phase, errors[0]!.message);
          for (const job of data?.batchUpdated?.jobs ?? []) ledger.told(job.id, job.status);
          ended ||= Boolean(data?.batchUpdated?.completedAt);
        }
      } catch (error) {
        // A connection that trouble has broken is noticed whenever it is noticed.
        const {
          message = '',
          reason = '',
          code = '',
        } = error as { message?: string; reason?: string; code?: string };
        ledger.refused('batchUpdated', NO_ANSWER, begunIn, `${code} ${reason} ${message}`);
      }
      await socket.dispose();
      if (!ended) await pause(300);
    }
  }

  async function read(): Promise<void> {
    const [path, id] = [...ledger.moments].at(-1 - Math.floor(Math.random() * 50)) ?? [];
    if (path) {
      const data = await client.ask('moment', READ, { path });
      if (data && !data.moment) ledger.badAnswers.add(`moment: ${path} was acknowledged and is not found`);
      if (data?.moment && id && data.moment.id !== id)
        ledger.badAnswers.add(`moment: ${path} is ${data.moment.id} and was acknowledged as ${id}`);
    }
    await client.ask('moments, search and stats', LOOK);
    await client.get('/api/moments?limit=20');
  }

  async function backUp(): Promise<void> {
    const begunIn = ledger.phase;
    const file = join(folder, `${name}-${ledger.backups.length}-${Date.now()}.backup.gz`);
    const before = { moments: ledger.moments.size, jobs: ledger.jobs.size };
    const { status, stderr } = await runCommandLine(['backup', file, '--json'], {
      folder,
      environment: target.databases,
    });
    if (status === 0) ledger.backups.push({ file, ...before });
    else {
      ledger.refused('backup', status === 3 ? 'SERVICE_UNAVAILABLE' : `EXIT_${status}`, begunIn, stderr);
    }
  }

  const turns: [work: Work, everyMs: number, turn: () => Promise<void>][] = [
    ['index', 100, indexOne],
    ['index', 150, indexOne],
    ['index-many', 1_000, indexMany],
    ['link', 500, link],
    ['import', 3_000, importFile],
    ['generate', 2_500, bulk],
    ['read', 150, read],
    ['back-up', 6_000, backUp],
  ];
  const work = Promise.all(
    turns.map(([name, everyMs, turn]) => (only?.includes(name) ?? true) && repeat(everyMs, turn)),
  );

  return {
    async stop() {
      stopping.abort();
      await work;
    },
    async followed(withinMs) {
      await Promise.race([Promise.all(following.values()), pause(withinMs, undefined, { ref: false })]);
      const left = [...following.keys()];
      for (const socket of sockets) await socket.dispose();
      return left;
    },
  };
}
