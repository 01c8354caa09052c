import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, EXIT } from './cli-error.js';
import { ask } from './cypher/ask.js';
import { findConnection } from './cypher/connection.js';
import { type Options, readOptions, USAGE } from './cypher/options.js';
import { format } from './cypher/output.js';
import { readParameters } from './cypher/parameters.js';
import { cookbook, findQuestion, parseQuestion, type Question } from './cypher/question.js';
import { savedQueries } from './cypher/saved-queries.js';
import { environmentOf, readAll, type Terminal } from './terminal.js';

/** `clockchain cypher`: one question to the graph, for those who think in Cypher. What it answers goes to standard output. */
export async function runCypher(args: string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args);
  const say = (text: string) => void terminal.stdout.write(text);
  const done = 0;
  if (options.list) {
    say(listOf(cookbook(), options));
    return done;
  }
  if (options.savedQueries) {
    writeFileSync(resolve(terminal.folder, options.savedQueries), savedQueries(cookbook()));
    return done;
  }
  if (options.named === null) {
    if (!options.help) throw new CliError(EXIT.usage, USAGE);
    say(USAGE);
    return done;
  }
  const question =
    options.named === '-'
      ? parseQuestion(null, await readAll(terminal.stdin))
      : findQuestion(options.named, terminal.folder);
  if (options.help) {
    say(question.name ? describe(question) : USAGE);
    return done;
  }

  const parameters = readParameters(question, options.parameters);
  const connection = findConnection(options.connection, environmentOf(terminal));
  const answer = await ask(connection, question.text, parameters, options);
  say(format(answer, options.format, options));
  const count = `${answer.rows.length} ${answer.rows.length === 1 ? 'row' : 'rows'}`;
  const note = answer.cut ? `stopped after ${count}: there are more (--max-rows)` : count;
  if (answer.cut || options.format === 'table') terminal.stderr.write(`(${note})\n`);
  return done;
}

function listOf(questions: Question[], options: Options): string {
  const rows = questions.map(({ name, question }) => [name, question]);
  return format({ columns: ['name', 'question'], rows, cut: false }, options.format, options);
}

function describe({ name, question, parameters, columns }: Question): string {
  const lines = parameters.map(({ name: parameter, type, meaning, default: value }) => {
    const standing = value === null ? '' : ` [${value}]`;
    return `  --param ${parameter}=…   ${type}: ${meaning}${standing}`;
  });
  return [
    `${name}: ${question}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(columns ? ['', `  returns ${columns}`] : []),
    '',
  ].join('\n');
}
