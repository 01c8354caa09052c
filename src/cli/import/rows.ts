import { createReadStream, existsSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { badInput, ClockchainError } from '../../errors.js';
import { type CsvTable, readHeader } from '../../features/transfer/domain/csv-rows.js';
import { CliError, EXIT } from '../cli-error.js';

/** One row of a file: a JSON value, or why it is none. */
export interface Row {
  /** From 1, of the line that it begins at. */
  line: number;
  value?: unknown;
  problem?: ClockchainError;
}

export const INPUT_FORMATS = ['ndjson', 'json', 'csv'] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** No description of an event is longer. */
const MAX_ROW = 1024 ** 2;

/** The format that a file's name tells. */
export function formatOfName(file: string): InputFormat {
  if (/\.csv$/i.test(file)) return 'csv';
  return /\.json$/i.test(file) ? 'json' : 'ndjson';
}

/** Opens a file for reading. Throws a CliError. */
export function openFile(file: string): { input: Readable; bytes: number } {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new CliError(EXIT.usage, `There is no file ${file}.`);
  return { input: createReadStream(file), bytes: statSync(file).size };
}

/** The rows of a file in their order, read as they are asked for. Throws a CliError where the file as a whole cannot be read. */
export function rowsOf(
  input: Readable,
  format: InputFormat,
  mapping: ReadonlyMap<string, string>,
): AsyncGenerator<Row> {
  if (format === 'csv') return csvRows(input, mapping);
  return format === 'json' ? jsonRows(input) : ndjsonRows(input);
}

async function* ndjsonRows(input: Readable): AsyncGenerator<Row> {
  for await (const { line, text } of linesOf(input)) {
    if (text.trim() !== '') yield parsed(line, text);
  }
}

function parsed(line: number, text: string): Row {
  if (text.length >= MAX_ROW)
    return { line, problem: badInput('row', 'is less than 1 MiB', 'The row is too long.') };
  try {
    return { line, value: JSON.parse(text) };
  } catch (error) {
    return { line, problem: badInput('row', 'is JSON', `The row is no JSON: ${(error as Error).message}`) };
  }
}

/** The lines of a text. Of one that is too long only the beginning is kept. */
export async function* linesOf(input: Readable): AsyncGenerator<{ line: number; text: string }> {
  let line = 1;
  let rest = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop()!.slice(0, MAX_ROW);
    for (const text of lines) yield { line: line++, text: withoutMark(text, line) };
  }
  if (rest !== '') yield { line, text: withoutMark(rest, line + 1) };
}

function withoutMark(text: string, next: number): string {
  return next === 2 ? text.replace(/^\uFEFF/u, '') : text;
}

/** The items of one JSON list, each read for itself, so that a bad one is told by its line and a long list fits any memory. */
async function* jsonRows(input: Readable): AsyncGenerator<Row> {
  let state: 'before' | 'between' | 'item' | 'after' = 'before';
  let line = 1;
  let startedAt = 1;
  let text = '';
  let depth = 0;
  let quoted = false;
  let escaped = false;
  input.setEncoding('utf8');
  for await (const chunk of input) {
    for (const char of chunk as string) {
      if (char === '\n') line += 1;
      if (state === 'before') {
        if (/[\s\uFEFF]/u.test(char)) continue;
        if (char !== '[')
          throw new CliError(
            EXIT.usage,
            'The file is no JSON list: it must begin with [. (One object a line is NDJSON.)',
          );
        state = 'between';
      } else if (
        state === 'between' ||
        (state === 'item' && depth === 0 && !quoted && (char === ',' || char === ']'))
      ) {
        if (text.trim() !== '') yield parsed(startedAt, text);
        text = '';
        if (char === ']') state = 'after';
        else if (char !== ',' && !/\s/u.test(char)) {
          state = 'item';
          startedAt = line;
          take(char);
        } else state = 'between';
      } else if (state === 'item') take(char);
    }
  }
  if (state !== 'after') {
    yield { line, problem: badInput('row', 'ends with ]', 'The list does not end: the file was cut off.') };
  }

  function take(char: string): void {
    if (text.length < MAX_ROW) text += char;
    if (quoted) {
      if (escaped) escaped = false;
      else if (char === '\\') escaped = true;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
  }
}

async function* csvRows(input: Readable, mapping: ReadonlyMap<string, string>): AsyncGenerator<Row> {
  const parser = input.pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW,
    }),
  );
  input.on('error', (error) => parser.destroy(error));
  let table: CsvTable | null = null;
  let width = 0;
  let line = 1;
  try {
    for await (const { record: cells, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const startedAt = line;
      line = info.lines + 1;
      if (!table) {
        table = headerOf(cells, mapping);
        width = cells.length;
      } else yield csvRow(table, width, startedAt, cells);
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const message = `The table cannot be read from here on: ${(error as Error).message}`;
    yield { line, problem: badInput('row', 'is CSV (RFC 4180)', message) };
  }
}

function headerOf(cells: string[], mapping: ReadonlyMap<string, string>): CsvTable {
  try {
    return readHeader(cells, mapping);
  } catch (error) {
    throw error instanceof ClockchainError ? new CliError(EXIT.usage, error.message) : error;
  }
}

function csvRow(table: CsvTable, width: number, line: number, cells: string[]): Row {
  if (cells.length !== width) {
    const message = `The row has ${cells.length} cells, the header ${width}.`;
    return { line, problem: badInput('row', 'has as many cells as the header', message) };
  }
  try {
    return { line, value: table.record(cells) };
  } catch (error) {
    if (error instanceof ClockchainError) return { line, problem: error };
    throw error;
  }
}
