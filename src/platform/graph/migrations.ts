import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import type { Graph } from './graph.js';
import { CYPHER_DIR, statement } from './statement.js';

const applied = statement('system/applied-migrations');
const record = statement('system/record-migration');

const MIGRATIONS = `${CYPHER_DIR}migrations`;
const MOST_TRIES = 10;
const TRY_AGAIN_MS = 100;

/**
 * Brings the schema up to date with the numbered files of `cypher/migrations`, in order. Each file is a list of
 * statements ended by `;` that may run again (`IF NOT EXISTS`, MERGE), so that one that died half-way resumes and
 * two processes may start at once. Throws when a file that was applied has changed since: schema changes are new files.
 * With `upTo`, files of higher numbers wait for a later call.
 */
export async function migrate(
  graph: Graph,
  { directory = MIGRATIONS, upTo = Number.POSITIVE_INFINITY } = {},
): Promise<string[]> {
  await inTurn(() =>
    graph.runAlone(
      'CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (m:Migration) REQUIRE m.number IS UNIQUE',
    ),
  );
  const known = new Map(
    (await graph.read<{ number: number; checksum: string }>(applied)).map((row) => [
      row.number,
      row.checksum,
    ]),
  );
  const ran: string[] = [];
  for (const [number, file] of migrationsIn(directory)) {
    if (number > upTo) break;
    const source = readFileSync(`${directory}/${file}`, 'utf8');
    const checksum = createHash('sha256').update(source).digest('hex');
    if (known.get(number) === checksum) continue;
    if (known.has(number)) {
      throw new Error(`cypher/migrations/${file} has changed since it was applied; write a new file instead`);
    }
    for (const text of splitStatements(source)) await inTurn(() => graph.runAlone(text));
    await graph.write(record, { number, name: file, checksum, at: new Date().toISOString() });
    ran.push(file);
  }
  return ran;
}

/** The number of the last migration there is. */
export function latestMigration(): number {
  return migrationsIn(MIGRATIONS).at(-1)![0];
}

function migrationsIn(directory: string): [number: number, file: string][] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.cypher'))
    .sort()
    .map((name) => [Number.parseInt(name, 10), name]);
}

/** Processes that start at once reach for the same schema locks, and the server ends all but one of their statements. */
async function inTurn(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !isRace(error)) throw error;
      await delay(TRY_AGAIN_MS * tries * (0.5 + Math.random()));
    }
  }
}

/** A deadlock, or that another was first with the same index between `IF NOT EXISTS` and the making of it. */
function isRace(error: unknown): boolean {
  if (!(error instanceof neo4j.Neo4jError)) return false;
  return neo4j.isRetryableError(error) || /^Neo\.ClientError\.Schema\.\w*AlreadyExists$/.test(error.code);
}

function splitStatements(source: string): string[] {
  return source
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')
    .split(/;\s*(?:\n|$)/)
    .map((text) => text.trim())
    .filter(Boolean);
}
