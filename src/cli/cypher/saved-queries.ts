import { zipSync } from 'fflate';
import type { Question } from './question.js';

const FOLDER = 'Clockchain';
/** The oldest date a zip file can hold: the same questions make the same file. */
const MTIME = new Date(1980, 0, 2);

/**
 * The questions as saved queries for the Neo4j Browser: a zip file with one folder and one `.cypher` file each, as the
 * Browser itself exports its favourites. The first line is the name under which it shows one. Parameters are written
 * out with their defaults, since a saved query has none.
 */
export function savedQueries(questions: Question[]): Uint8Array {
  const files: Record<string, Uint8Array> = { [`${FOLDER}/`]: new Uint8Array() };
  for (const question of questions) {
    files[`${FOLDER}/${question.name}.cypher`] = new TextEncoder().encode(savedQuery(question));
  }
  return zipSync(files, { mtime: MTIME, level: 9 });
}

function savedQuery({ question, parameters, text }: Question): string {
  const statement = text
    .split('\n')
    .filter((line) => !line.startsWith('//'))
    .join('\n');
  const filled = parameters.reduce(
    (filledSoFar, { name, type, default: value }) =>
      filledSoFar.replaceAll(new RegExp(`\\$${name}\\b`, 'g'), () => literal(type, value!)),
    statement,
  );
  const hints = parameters.map(
    ({ name, meaning, default: value }) => `// ${name}: ${meaning}; here ${value}`,
  );
  return [`// ${question}`, ...hints, filled, ''].join('\n');
}

function literal(type: string, value: string): string {
  return type === 'STRING' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : value;
}
