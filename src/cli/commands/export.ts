import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { type Dispatcher, request } from 'undici';
import { type ExportSummary, LINK_CHOICES } from '../../features/transfer/formats/format.js';
import { FORMAT_NAMES, FORMATS } from '../../features/transfer/formats/formats.js';
import type { AddCommand, Calling } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { away, refusal, type Service } from '../service.js';
import { counted } from '../terminal.js';
import { collect } from './index-moment.js';

type Parameters = Record<string, string | string[] | undefined>;

interface Options extends Parameters {
  format?: string;
  output?: string;
  links?: string;
}

/** Options that are the filter of `moments`, and what they hold. */
const FILTERS: [option: string, about: string][] = [
  ['--year-from <year>', 'the first year; -44 is 44 BCE'],
  ['--year-to <year>', 'the last year'],
  ['--from <date>', 'EDTF, which counts 44 BCE as -0043'],
  ['--to <date>', 'EDTF'],
  ['--month <month>', '1 to 12'],
  ['--day <day>', '1 to 31'],
  ['--place <path>', '/country, /country/region or /country/region/city'],
  ['--near <latitude,longitude,km>', 'in this circle'],
  ['--within <south,west,north,east>', 'in this rectangle'],
  ['--era <era>', ''],
  ['--visibility <visibility>', ''],
  ['--source-type <type>', ''],
  ['--min-confidence <number>', '0 to 1'],
  ['--created-by <who>', ''],
  ['--has-link-type <type>', ''],
  ['--text <words>', 'as for search'],
];
const LISTS: [option: string, about: string][] = [
  ['--tags-any <tag>', 'has one of these; once for each'],
  ['--tags-all <tag>', 'has all of these; once for each'],
  ['--figures <name>', 'all took part; once for each'],
  ['--layers <layer>', 'stands in one of these; once for each'],
];

export const addExport: AddCommand = (program, calling) => {
  const command = program
    .command('export')
    .description('write moments and their links to a file or standard output')
    .addOption(
      new Option('--format <format>', 'else as the name of the output tells, else ndjson').choices(
        FORMAT_NAMES,
      ),
    )
    .option(
      '-o, --output <file>',
      'appears when it is whole; of CSV also FILE.links.csv. Else standard output',
    )
    .addOption(new Option('--links <which>', 'stated leaves out derived links').choices(LINK_CHOICES))
    .addHelpText('after', MORE);
  addFilters(command);
  command.action(async (options: Options) => {
    const call = calling();
    const { format: given, output, ...filter } = options;
    const format = given ?? formatOfName(output) ?? 'ndjson';
    if (output === undefined) return writeOut(call, { ...filter, format });
    await writeFile(call, output, { ...filter, format });
    if (format === 'csv') {
      await writeFile(call, `${output.replace(/\.csv$/i, '')}.links.csv`, {
        ...filter,
        format,
        part: 'links',
      });
    }
  });
};

const MORE = `
Streams, so that any size fits; a summary and what the format cannot say go to standard error. Without a key it holds public moments only.

  clockchain export -o history.ndjson
  clockchain export --format geojson --year-from 1914 --year-to 1918 > war.geojson`;

function addFilters(command: Command): void {
  for (const [option, about] of FILTERS) command.option(option, about);
  for (const [option, about] of LISTS) command.option(option, about, collect, []);
}

function formatOfName(output: string | undefined): string | null {
  if (output === undefined) return null;
  if (/\.jsonl$/i.test(output)) return 'ndjson';
  const found = Object.entries(FORMATS).find(([, { extension }]) =>
    output.toLowerCase().endsWith(`.${extension}`),
  );
  return found?.[0] ?? null;
}

async function writeOut(call: Calling, parameters: Parameters): Promise<void> {
  const { stdout } = call.terminal;
  // Not ended: standard output is not ours to close.
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (stdout.write(chunk)) done();
      else stdout.once('drain', done);
    },
  });
  const note =
    parameters.format === 'csv' && parameters.part === undefined ? ' With -o the links come as well.' : '';
  await download(call, parameters, () => out, `standard output${note && ' (moments)'}`);
  if (note) call.note(`${note.trim()}\n`);
}

/** The file appears under its name once it is whole. */
async function writeFile(call: Calling, output: string, parameters: Parameters): Promise<void> {
  const file = resolve(call.terminal.folder, output);
  const draft = `${file}.part`;
  try {
    await download(call, parameters, () => createWriteStream(draft), output);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

async function download(
  call: Calling,
  parameters: Parameters,
  open: () => Writable,
  where: string,
): Promise<void> {
  const service = call.service();
  const answer = await ask(service, parameters);
  if (answer.statusCode !== 200) throw await refused(service, answer);
  try {
    await pipeline(answer.body as unknown as Readable, open());
  } catch (error) {
    if (service.interrupted.aborted)
      throw new CliError(EXIT.interrupted, `Stopped; what was written to ${where} is not whole.`);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOSPC') {
      throw new CliError(EXIT.failed, `Cannot write ${where} (${code}).`);
    }
    throw new CliError(
      EXIT.unreachable,
      `The connection to ${service.url} broke off (${message}): what was written to ${where} is not whole. Give the command again.`,
    );
  }
  tell(call, answer, where);
}

async function ask(service: Service, parameters: Parameters): Promise<Dispatcher.ResponseData> {
  const query = new URLSearchParams();
  for (const [option, value] of Object.entries(parameters)) {
    const name = option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  try {
    return await request(`${service.url}/api/export?${query}`, {
      headers: service.headers,
      signal: service.interrupted,
    });
  } catch (error) {
    throw away(service, error);
  }
}

async function refused(service: Service, { body, statusCode }: Dispatcher.ResponseData): Promise<CliError> {
  const text = await body.text();
  try {
    const { code, detail } = JSON.parse(text) as { code: string; detail: string };
    return refusal(service, code, detail);
  } catch {
    return new CliError(
      EXIT.unreachable,
      `What answers at ${service.url} is no Clockchain: HTTP ${statusCode}.`,
    );
  }
}

function tell({ note, json }: Calling, { headers, trailers }: Dispatcher.ResponseData, where: string): void {
  const summary = JSON.parse(String(trailers['x-summary'] ?? '{}')) as Partial<ExportSummary>;
  const notCarried = String(headers['x-not-carried'] ?? '')
    .split('; ')
    .filter(Boolean);
  if (json) {
    note(`${JSON.stringify({ output: where, ...summary, notCarried })}\n`);
    return;
  }
  const { moments = 0, links = 0, leftOut = {} } = summary;
  note(`${counted(moments, 'moment')} and ${counted(links, 'link')} to ${where}.\n`);
  for (const [reason, count] of Object.entries(leftOut)) note(`  left out, ${reason}: ${count}\n`);
  if (notCarried.length > 0) note(`  not carried: ${notCarried.join('; ')}\n`);
}
