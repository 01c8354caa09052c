import { Float } from '../../platform/graph/index.js';
import { CliError, EXIT } from '../cli-error.js';
import type { Question, QuestionParameter } from './question.js';

/**
 * The parameters of a statement from `k=v` arguments and the defaults of its header, in the types the header gives; a
 * name the header does not know is read as JSON where it is JSON, else as text. Throws a CliError that names every one
 * that is missing, with its meaning, or that is of another type.
 */
export function readParameters(
  { parameters, text }: Pick<Question, 'parameters' | 'text'>,
  given: readonly string[],
): Record<string, unknown> {
  const values = new Map(given.map(splitPair));
  for (const name of values.keys()) {
    if (parameters.length > 0 && !parameters.some((parameter) => parameter.name === name)) {
      const known = parameters.map((parameter) => parameter.name).join(', ');
      throw new CliError(EXIT.usage, `There is no parameter ${name} here; there are: ${known}.`);
    }
    if (!new RegExp(`\\$(${name}\\b|\`${name}\`)`).test(text)) {
      throw new CliError(EXIT.usage, `The statement does not use $${name}.`);
    }
  }
  const missing = parameters.filter(({ name, default: value }) => value === null && !values.has(name));
  if (missing.length > 0) throw missingParameters(missing);

  const read: Record<string, unknown> = {};
  for (const [name, value] of values) read[name] = fromJsonOrText(value);
  for (const parameter of parameters) {
    read[parameter.name] = typed(parameter, values.get(parameter.name) ?? parameter.default!);
  }
  return read;
}

export function missingParameters(missing: Pick<QuestionParameter, 'name' | 'type' | 'meaning'>[]): CliError {
  const lines = missing.map(
    ({ name, type, meaning }) => `  --param ${name}=…   ${[type, meaning].filter(Boolean).join(': ')}`,
  );
  return new CliError(EXIT.usage, `Missing:\n${lines.map((line) => line.trimEnd()).join('\n')}`);
}

function splitPair(pair: string): [string, string] {
  const match = /^\$?([A-Za-z]\w*)=(.*)$/s.exec(pair);
  if (!match) throw new CliError(EXIT.usage, `--param ${pair}: write it as name=value.`);
  return [match[1]!, match[2]!];
}

function typed({ name, type, meaning }: QuestionParameter, value: string): unknown {
  const wrong = (wanted: string) =>
    new CliError(EXIT.usage, `--param ${name}=${value}: must be ${wanted}${meaning && ` (${meaning})`}.`);
  if (type === 'STRING') return value;
  if (type === 'INTEGER') {
    if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(Number(value))) throw wrong('a whole number');
    return Number(value);
  }
  if (type === 'FLOAT') {
    if (value.trim() === '' || !Number.isFinite(Number(value))) throw wrong('a number');
    return new Float(Number(value));
  }
  if (type === 'BOOLEAN') {
    if (value !== 'true' && value !== 'false') throw wrong('true or false');
    return value === 'true';
  }
  if (type.startsWith('LIST')) {
    const list = fromJsonOrText(value);
    if (Array.isArray(list)) return list;
    if (type !== 'LIST<STRING>') throw wrong('a JSON list');
    return value.split(',').map((item) => item.trim());
  }
  return fromJsonOrText(value);
}

function fromJsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
