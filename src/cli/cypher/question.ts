import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CYPHER_DIR } from '../../platform/graph/statement.js';
import { CliError, EXIT } from '../cli-error.js';

export interface QuestionParameter {
  name: string;
  /** As Neo4j writes types: STRING, INTEGER, FLOAT, BOOLEAN, LIST<STRING>… */
  type: string;
  meaning: string;
  /** As written in the header; null where the asker must give one. */
  default: string | null;
}

/** A Cypher statement with what its header says: a file of the cookbook, any other file, or bare text. */
export interface Question {
  /** The file's name without `.cypher`; null for bare text. */
  name: string | null;
  question: string | null;
  parameters: QuestionParameter[];
  /** The columns as the header lists them. */
  columns: string | null;
  text: string;
}

const COOKBOOK = join(CYPHER_DIR, 'cookbook');
const PARAMETER = /([A-Za-z]\w*) ([A-Z]+(?:<[A-Z]+>)?)(?: \(((?:[^()]|\([^()]*\))*)\))?/g;

/** Every question of `cypher/cookbook`, by name. */
export function cookbook(): Question[] {
  return readdirSync(COOKBOOK)
    .filter((file) => file.endsWith('.cypher'))
    .sort()
    .map((file) => readQuestion(join(COOKBOOK, file)));
}

function readQuestion(file: string): Question {
  return parseQuestion(basename(file, '.cypher'), readFileSync(file, 'utf8'));
}

/** Reads the comments above a statement: the question, `params:` and `returns:`. All may be missing. */
export function parseQuestion(name: string | null, source: string): Question {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('//'));
  const header = lines
    .slice(0, end === -1 ? lines.length : end)
    .map((line) => line.replace(/^\s*\/\/ ?/, ''));
  const [about = '', parameters = '', columns = ''] = sections(header);
  return {
    name,
    question: about || null,
    parameters: [...parameters.matchAll(PARAMETER)].map(([, parameter, type, described = '']) => {
      const [, meaning, value] = /^(.*), default (.*)$/s.exec(described) ?? [null, described, null];
      return { name: parameter!, type: type!, meaning: meaning!, default: value! };
    }),
    columns: columns || null,
    text: source.trim().replace(/;$/, ''),
  };
}

function sections(header: string[]): string[] {
  const found = ['', '', ''];
  let at = 0;
  for (const line of header) {
    if (line.startsWith('params:')) at = 1;
    if (line.startsWith('returns:')) at = 2;
    found[at] = `${found[at]} ${line.replace(/^(params|returns):/, '').trim()}`.trim();
  }
  return found;
}

/** What the asker named: a question of the cookbook, a file, or the statement itself. Throws a CliError otherwise. */
export function findQuestion(named: string, folder = process.cwd()): Question {
  if (/^[\w-]+$/.test(named) && existsSync(join(COOKBOOK, `${named}.cypher`))) {
    return readQuestion(join(COOKBOOK, `${named}.cypher`));
  }
  const file = resolve(folder, named);
  if (existsSync(file) && statSync(file).isFile()) return readQuestion(file);
  if (/\s/.test(named.trim())) return parseQuestion(null, named);
  const near = cookbook()
    .map(({ name }) => name!)
    .filter((name) => name.split('-').some((word) => word.length > 3 && named.includes(word)));
  const hint = near.length > 0 ? `Did you mean ${near.slice(0, 5).join(', ')}? ` : '';
  throw new CliError(
    EXIT.usage,
    `"${named}" is no question of the cookbook, no file and no statement. ${hint}--list shows the cookbook.`,
  );
}
