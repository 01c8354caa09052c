import { InvalidArgumentError } from 'commander';
import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { counted } from '../terminal.js';

const INDEX = `mutation ($input: IndexMomentInput!) {
  indexMoment(input: $input) { path status warnings moment { id name date { text } visibility layer } }
}`;

interface Answer {
  indexMoment: {
    path: string;
    warnings: string[];
    moment: { name: string; date: { text: string }; visibility: string };
  };
}

interface Options {
  name?: string;
  oneLiner?: string;
  tag: string[];
  figure: string[];
  set: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  visibility: string;
  createdBy?: string;
  keep?: boolean;
}

export const addIndex: AddCommand = (program, calling) => {
  program
    .command('index')
    .description('store one moment at its path (many: import)')
    .argument('<path>', '/year/month/day/time/country/region/city/slug')
    .option('--name <name>', 'what it is called; else the last part of the path')
    .option('--one-liner <sentence>', 'what happened')
    .option('--tag <tag>', 'once for each', collect, [])
    .option('--figure <name>', 'once for each', collect, [])
    .option(
      '--set <key=value>',
      'any key of metadata; the value is JSON where it is JSON, else text',
      pair,
      {},
    )
    .option('--metadata <json>', 'all of it as a JSON object', jsonObject)
    .option('--visibility <visibility>', 'private, public or unlisted', 'private')
    .option('--created-by <who>', 'who stores it')
    .option('--keep', 'where a moment stands at that path already, answer with it instead of refusing')
    .addHelpText('after', EXAMPLE)
    .action(async (path: string, options: Options) => {
      const { service, json, say, note } = calling();
      const metadata = {
        ...options.metadata,
        ...options.set,
        ...(options.name !== undefined && { name: options.name }),
        ...(options.oneLiner !== undefined && { oneLiner: options.oneLiner }),
        ...(options.tag.length > 0 && { tags: options.tag }),
        ...(options.figure.length > 0 && { figures: options.figure }),
      };
      const { indexMoment } = await service().ask<Answer>(INDEX, {
        input: {
          path,
          metadata,
          visibility: visibilityOf(options.visibility),
          ...(options.createdBy !== undefined && { createdBy: options.createdBy }),
          onConflict: options.keep ? 'KEEP' : 'REFUSE',
        },
      });
      if (json) return say(`${JSON.stringify(indexMoment, null, 2)}\n`);
      const { moment, warnings } = indexMoment;
      say(`${indexMoment.path}\n`);
      note(`${moment.name}, ${moment.date.text}, ${moment.visibility.toLowerCase()}\n`);
      if (warnings.length > 0) note(`${counted(warnings.length, 'warning')}:\n  ${warnings.join('\n  ')}\n`);
    });
};

const EXAMPLE = `
  clockchain index /1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower \\
    --name "Opening of the Eiffel Tower" --tag engineering --figure "Gustave Eiffel" --set precision=DAY --visibility public`;

export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

/** PRIVATE, PUBLIC or UNLISTED. Throws a CliError. */
export function visibilityOf(text: string): string {
  const visibility = text.toUpperCase();
  if (['PRIVATE', 'PUBLIC', 'UNLISTED'].includes(visibility)) return visibility;
  throw new CliError(EXIT.usage, `--visibility is private, public or unlisted, not ${text}.`);
}

function pair(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const match = /^([A-Za-z]\w*)=(.*)$/s.exec(text);
  if (!match) throw new InvalidArgumentError('Write it as key=value.');
  return { ...before, [match[1]!]: jsonOrText(match[2]!) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function jsonObject(text: string): Record<string, unknown> {
  const value = jsonOrText(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidArgumentError('It must be a JSON object.');
  }
  return value as Record<string, unknown>;
}
