import { isAbsolute, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { InvalidArgumentError, Option } from 'commander';
import type { AddCommand, Calling } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { checkpointOf, NO_CHECKPOINT } from '../import/checkpoint.js';
import { checkRows, type Imported, type ImportOptions, importRows } from '../import/import-rows.js';
import { Problems } from '../import/problems.js';
import { formatOfName, INPUT_FORMATS, type InputFormat, openFile, rowsOf } from '../import/rows.js';
import { showProgress } from '../progress.js';
import { counted } from '../terminal.js';
import { wholeNumber } from '../whole-number.js';
import { visibilityOf } from './index-moment.js';

interface Options {
  format?: InputFormat;
  map: Map<string, string>;
  visibility: string;
  dryRun?: boolean;
  checkFirst?: boolean;
  restart?: boolean;
  report?: string;
  patience: number;
}

export const addImport: AddCommand = (program, calling) => {
  program
    .command('import')
    .description('store the moments and links of a file; again and again without harm')
    .argument('<file>', 'NDJSON, JSON (one list) or CSV; - for standard input')
    .addOption(new Option('--format <format>', 'else as the name of the file tells').choices(INPUT_FORMATS))
    .option(
      '--map <column=key>',
      'which column of a CSV holds what; "column=" leaves it out; once for each',
      mapping,
      new Map(),
    )
    .option('--visibility <visibility>', 'of moments that name none', 'private')
    .option('--dry-run', 'store nothing; tell every bad row with its line and reason')
    .option('--check-first', 'read the whole file first, and store nothing if a row is bad')
    .option('--restart', 'begin at the first line, though an earlier import was broken off')
    .option('--report <file>', 'write every bad row there, one JSON object a line')
    .option(
      '--patience <seconds>',
      'for how long a service that went away is sought',
      wholeNumber(0, 86_400),
      60,
    )
    .addHelpText('after', MORE)
    .action(async (file: string, options: Options) => {
      const call = calling();
      const job = new ImportJob(call, file, options);
      if (options.dryRun) return job.dryRun();
      if (options.checkFirst) await job.checkFirst();
      await job.run();
    });
};

const MORE = `
A moment that stands at its path already is kept as it is, and so is a link, so the same file can be imported twice. One that is broken off
goes on where it was when the same command is given again (it keeps FILE.import beside the file meanwhile). Rows of layer 2 and up need the
admin key. Ends with 0 when all is stored, 5 when rows were refused, 1 when all were.

  clockchain import history.ndjson
  clockchain import events.csv --map "Title=name" --map "When=date" --map "Notes=" --visibility public --dry-run`;

function mapping(text: string, before: Map<string, string>): Map<string, string> {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as column=key.');
  return new Map(before).set(text.slice(0, at), text.slice(at + 1).trim());
}

/** One import of one file as its options say. */
class ImportJob {
  private readonly file: string | null;
  private readonly name: string;
  private readonly format: InputFormat;
  private readonly rules: ImportOptions;

  constructor(
    private readonly call: Calling,
    file: string,
    private readonly options: Options,
  ) {
    const { folder } = call.terminal;
    this.file = file === '-' ? null : isAbsolute(file) ? file : resolve(folder, file);
    this.name = file === '-' ? 'standard input' : file;
    this.format = options.format ?? (this.file === null ? 'ndjson' : formatOfName(this.file));
    this.rules = {
      visibility: visibilityOf(options.visibility).toLowerCase(),
      admin: call.service().adminKey !== null,
    };
  }

  async dryRun(): Promise<void> {
    const problems = this.problems();
    const { rows } = this.open();
    const found = await checkRows(rows, this.rules, problems);
    await problems.close();
    const { json, say, endWith } = this.call;
    if (json) say(`${JSON.stringify({ dryRun: true, ...found, problems: problems.first }, null, 2)}\n`);
    else {
      const what = `${counted(found.moments, 'moment')} and ${counted(found.links, 'link')}`;
      say(
        `${this.name}: ${what} are well formed; ${counted(problems.count, 'fault')} found. Nothing was sent.\n`,
      );
      say(
        'What only the graph knows is not checked: whether the moments of a link stand, and their order.\n',
      );
    }
    if (problems.count > 0) endWith(found.moments + found.links > 0 ? EXIT.partly : EXIT.failed);
  }

  async checkFirst(): Promise<void> {
    if (this.file === null)
      throw new CliError(EXIT.usage, '--check-first reads the file twice: give a file, not standard input.');
    const problems = this.problems();
    await checkRows(this.open().rows, this.rules, problems);
    await problems.close();
    if (problems.count === 0) return;
    throw new CliError(
      EXIT.failed,
      `${counted(problems.count, 'bad row')} in ${this.name}. Nothing was stored.`,
    );
  }

  async run(): Promise<void> {
    const service = this.call.service();
    const checkpoint = this.file === null ? NO_CHECKPOINT : checkpointOf(this.file, service.url);
    if (this.options.restart) checkpoint.remove();
    const from = checkpoint.load();
    if (from)
      this.call.note(
        `Going on after line ${from.line}, where an earlier import was broken off (--restart begins anew).\n`,
      );
    const problems = this.problems();
    const { rows, input, bytes } = this.open();
    const progress = showProgress(this.call.terminal, 'import');
    let readBytes = 0;
    input.on('data', (chunk: Buffer | string) => {
      readBytes += chunk.length;
    });
    try {
      const imported = await importRows(
        {
          service,
          patienceMs: this.options.patience * 1_000,
          problems,
          checkpoint,
          onProgress: ({ line, links }) =>
            progress.update(
              Math.min(readBytes, bytes),
              bytes,
              links > 0 ? counted(links, 'link') : `line ${line}`,
            ),
        },
        rows,
        this.rules,
      );
      progress.stop();
      this.tell(imported, problems);
    } finally {
      progress.stop();
      await problems.close();
    }
  }

  private tell(imported: Imported, problems: Problems): void {
    const { json, say, note, endWith } = this.call;
    const { tally, derived, cutOff } = imported;
    const { stored, kept, linked, linksKept } = tally;
    const refused = Math.max(tally.refused + tally.linksRefused, problems.count);
    if (json) say(`${JSON.stringify({ ...tally, derived, cutOff, problems: problems.first }, null, 2)}\n`);
    else {
      say(`${counted(stored, 'moment')} stored, ${kept.toLocaleString('en')} kept as they stood; `);
      say(
        `${counted(linked, 'link')} stored, ${linksKept.toLocaleString('en')} kept; ${refused.toLocaleString('en')} refused.\n`,
      );
      if (derived > 0) note(`${counted(derived, 'derived link')} left out: the service derives them anew.\n`);
    }
    if (cutOff) note(`${this.name} is an export without its end: it was cut off when it was written.\n`);
    if (refused > 0 || cutOff) endWith(stored + kept + linked + linksKept > 0 ? EXIT.partly : EXIT.failed);
  }

  private problems(): Problems {
    const { report } = this.options;
    const file = report === undefined ? null : resolve(this.call.terminal.folder, report);
    return new Problems(file, this.call.json ? () => {} : this.call.note);
  }

  private open(): { input: Readable; bytes: number; rows: ReturnType<typeof rowsOf> } {
    const { input, bytes } =
      this.file === null ? { input: this.call.terminal.stdin, bytes: 0 } : openFile(this.file);
    return { input, bytes, rows: rowsOf(input, this.format, this.options.map) };
  }
}
