import { parseArgs } from 'node:util';
import { CliError, EXIT } from '../cli-error.js';
import type { ConnectionOptions } from './connection.js';
import { FORMATS, type Format } from './output.js';

export interface Options {
  /** A question of the cookbook, a file, a statement, or `-` for standard input; null where none was given. */
  named: string | null;
  parameters: string[];
  format: Format;
  spreadsheet: boolean;
  timeoutMs: number;
  maxRows: number;
  connection: ConnectionOptions;
  list: boolean;
  help: boolean;
  savedQueries: string | null;
}

export const USAGE = `Asks the graph one question in Cypher. It only reads.

  clockchain cypher <question, file, "statement" or -> [--param name=value …] [--format table|csv|json]

  clockchain cypher --list                              the questions of the cookbook
  clockchain cypher road-between --help                 what one asks, its parameters and columns
  clockchain cypher road-between --param to=february-revolution
  clockchain cypher my-question.cypher --param 'years=[-44, 1914]'
  clockchain cypher "MATCH (m:Moment) WHERE m.year < 0 RETURN m.year AS year, m.name AS name ORDER BY m.sortKey"
  clockchain cypher eras --format csv > eras.csv

  -p, --param name=value   text, number or JSON; once for each parameter
  -f, --format             table (default), csv (lists and maps as JSON in a field) or json
      --spreadsheet        CSV that Excel and its like neither calculate nor misread
      --max-rows           stop after so many rows (10,000)
      --timeout            seconds the statement may take (60)
      --uri, --user, --password, --database
                           the server to ask; else NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE, else the one
                           that the service runs in DATA_DIR (.clockchain)
      --saved-queries file write the cookbook as saved queries for the Neo4j Browser (zip)
  -l, --list
  -h, --help

Ends with 0; 1 when the statement is refused or fails; 2 when the call is not right, a parameter missing say;
3 when the server cannot be reached.
`;

/** Reads the command line. Throws a CliError for what it does not know. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parsed(args);
  if (positionals.length > 1) {
    throw new CliError(
      EXIT.usage,
      `One question at a time: got ${positionals.map((one) => `"${one}"`).join(' and ')}. A statement goes in quotes, a parameter behind --param.`,
    );
  }
  const format = FORMATS.find((one) => one === values.format);
  if (!format) throw new CliError(EXIT.usage, `--format is table, csv or json, not ${values.format}.`);
  const { uri, user, password, database } = values;
  return {
    named: positionals[0] ?? null,
    parameters: values.param,
    format,
    spreadsheet: values.spreadsheet,
    timeoutMs: positive('--timeout', values.timeout) * 1000,
    maxRows: positive('--max-rows', values['max-rows']),
    connection: { uri, user, password, database },
    list: values.list,
    help: values.help,
    savedQueries: values['saved-queries'] ?? null,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        param: { type: 'string', short: 'p', multiple: true, default: [] },
        format: { type: 'string', short: 'f', default: 'table' },
        spreadsheet: { type: 'boolean', default: false },
        'max-rows': { type: 'string', default: '10000' },
        timeout: { type: 'string', default: '60' },
        uri: { type: 'string' },
        user: { type: 'string' },
        password: { type: 'string' },
        database: { type: 'string' },
        'saved-queries': { type: 'string' },
        list: { type: 'boolean', short: 'l', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new CliError(EXIT.usage, `${(error as Error).message}\n--help tells how to call this.`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new CliError(EXIT.usage, `${name} is a whole number of at least 1, not ${text}.`);
  }
  return value;
}
