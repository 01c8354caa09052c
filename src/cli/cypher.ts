import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ask } from './cypher/ask.js';
import { CliError, EXIT } from './cypher/cli-error.js';
import { findConnection } from './cypher/connection.js';
import { type Options, readOptions, USAGE } from './cypher/options.js';
import { format } from './cypher/output.js';
import { readParameters } from './cypher/parameters.js';
import { cookbook, findQuestion, parseQuestion, type Question } from './cypher/question.js';
import { savedQueries } from './cypher/saved-queries.js';

/** `npm run cypher`: one question to the graph, for those who think in Cypher. What it answers goes to standard output. */
async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  const say = (text: string) => process.stdout.write(text);
  if (options.list) return void say(listOf(cookbook(), options));
  if (options.savedQueries) return writeFileSync(options.savedQueries, savedQueries(cookbook()));
  if (options.named === null) {
    if (options.help) return void say(USAGE);
    throw new CliError(EXIT.usage, USAGE);
  }
  const question =
    options.named === '-' ? parseQuestion(null, readFileSync(0, 'utf8')) : findQuestion(options.named);
  if (options.help) return void say(question.name ? describe(question) : USAGE);

  const parameters = readParameters(question, options.parameters);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const connection = findConnection(options.connection, process.env);
  const answer = await ask(connection, question.text, parameters, options);
  say(format(answer, options.format, options));
  const count = `${answer.rows.length} ${answer.rows.length === 1 ? 'row' : 'rows'}`;
  const note = answer.cut ? `stopped after ${count}: there are more (--max-rows)` : count;
  if (answer.cut || options.format === 'table') process.stderr.write(`(${note})\n`);
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

main(process.argv.slice(2)).catch((error: unknown) => {
  const plain = error instanceof CliError;
  process.stderr.write(`${plain ? error.message.trimEnd() : ((error as Error).stack ?? error)}\n`);
  process.exitCode = plain ? error.exitCode : EXIT.failed;
});
