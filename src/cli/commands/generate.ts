import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { followAll, PATIENCE } from '../follow-jobs.js';
import type { Service } from '../service.js';
import { counted, readAll, type Terminal } from '../terminal.js';
import type { Watched } from '../watch-jobs.js';
import { wholeNumber } from '../whole-number.js';
import { visibilityOf } from './index-moment.js';

const BULK = `mutation ($input: BulkGenerateInput!) { bulkGenerate(input: $input) { batch { id } } }`;
const ONE = `mutation ($input: GenerateInput!) { generate(input: $input) { job { id } } }`;
const AT_ONCE = 500;

interface Query {
  query: string;
  preset?: string;
  visibility?: string;
  clientRef?: string;
}

interface Options {
  file?: string;
  preset?: string;
  visibility: string;
  watch: boolean;
  idempotencyKey?: string;
  patience: number;
}

export const addGenerate: AddCommand = (program, calling) => {
  program
    .command('generate')
    .description('have moments made from plain sentences, and watch the jobs to their end')
    .argument('[sentences...]', 'each a query of its own; - reads them from standard input')
    .option(
      '-f, --file <file>',
      'read queries from a file: one a line, or an object {"query", "clientRef", …} a line',
    )
    .option('--preset <name>', 'what the generator is told of style and effort')
    .option('--visibility <visibility>', 'of the moments: private, public or unlisted', 'private')
    .option('--no-watch', 'end when the jobs are accepted, and print the id to watch')
    .option('--idempotency-key <key>', 'the same key with the same queries gives the jobs that stand')
    .option('--patience <seconds>', PATIENCE, wholeNumber(0, 86_400), 120)
    .addHelpText('after', MORE)
    .action(async (sentences: string[], options: Options) => {
      const call = calling();
      const service = call.service();
      const queries = (await readQueries(sentences, options, call.terminal)).map((query) => ({
        visibility: visibilityOf(options.visibility),
        ...(options.preset && { preset: options.preset }),
        ...query,
      }));
      if (queries.length === 0) {
        throw new CliError(EXIT.usage, 'Nothing is asked: give a sentence, --file, or - for standard input.');
      }
      const accepted = await accept(service, queries, options.idempotencyKey ?? randomUUID());
      const ids = accepted.map(({ id }) => id).join(' ');
      call.note(
        `Accepted ${counted(queries.length, 'query', 'queries')}. To watch: clockchain jobs watch ${ids}\n`,
      );
      if (options.watch) return followAll(call, accepted, options.patience);
      call.say(call.json ? `${JSON.stringify(accepted)}\n` : `${accepted.map(({ id }) => id).join('\n')}\n`);
    });
};

const MORE = `
Several need the admin key; one alone is content with the service key. Ends with 0 when every job completed, 5 when some did, 1 when none.

  clockchain generate "Fall of the Berlin Wall November 9 1989" --visibility public
  clockchain generate --file sentences.txt
  grep 1914 sentences.txt | clockchain generate -`;

async function readQueries(sentences: string[], { file }: Options, terminal: Terminal): Promise<Query[]> {
  const queries: Query[] = sentences.filter((text) => text !== '-').map((query) => ({ query }));
  if (file !== undefined && file !== '-')
    queries.push(...fromLines(readText(resolve(terminal.folder, file)), file));
  if (file === '-' || sentences.includes('-')) {
    queries.push(...fromLines(await readAll(terminal.stdin), 'standard input'));
  }
  return queries;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.usage, `Cannot read ${file} (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function fromLines(text: string, name: string): Query[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => [line.trim(), i + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, number]) =>
      line.startsWith('{') ? fromObject(line, `${name}, line ${number}`) : { query: line },
    );
}

function fromObject(line: string, where: string): Query {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    throw new CliError(EXIT.usage, `${where} is no JSON (${(error as Error).message}). Nothing was sent.`);
  }
  const { query, preset, visibility, clientRef, client_ref: alsoRef } = value;
  if (typeof query !== 'string') throw new CliError(EXIT.usage, `${where} has no "query". Nothing was sent.`);
  return {
    query,
    ...(typeof preset === 'string' && { preset }),
    ...(typeof visibility === 'string' && { visibility: visibilityOf(visibility) }),
    ...((clientRef ?? alsoRef) != null && { clientRef: String(clientRef ?? alsoRef) }),
  };
}

/** One call, sent again under the same key where its answer was lost. */
async function accept(service: Service, queries: Query[], key: string): Promise<Watched[]> {
  if (queries.length === 1 && !service.adminKey) {
    const { clientRef: _, ...input } = queries[0]!;
    const { generate } = await service.ask<{ generate: { job: { id: string } } }>(ONE, { input });
    return [{ kind: 'job', id: generate.job.id }];
  }
  const accepted: Watched[] = [];
  for (let at = 0; at < queries.length; at += AT_ONCE) {
    const part = queries.slice(at, at + AT_ONCE);
    const idempotencyKey = queries.length > AT_ONCE ? `${key}/${at / AT_ONCE}` : key;
    try {
      accepted.push(await bulk(service, part, idempotencyKey));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      const standing = at > 0 ? `${at} of the ${queries.length} queries are accepted and run. ` : '';
      const again =
        error.exitCode === EXIT.unreachable || at > 0
          ? `${standing}The same call with --idempotency-key ${key} is safe to send again.`
          : '';
      throw new CliError(error.exitCode, `${error.message}\n${again}`, error.code);
    }
  }
  return accepted;
}

async function bulk(service: Service, queries: Query[], idempotencyKey: string): Promise<Watched> {
  const send = () =>
    service.ask<{ bulkGenerate: { batch: { id: string } } }>(BULK, { input: { queries, idempotencyKey } });
  const { bulkGenerate } = await send().catch((error: unknown) => {
    if (error instanceof CliError && error.exitCode === EXIT.unreachable) return send();
    throw error;
  });
  return { kind: 'batch', id: bulkGenerate.batch.id };
}
