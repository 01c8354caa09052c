import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { type Parameters, toGraph } from '../../platform/graph/index.js';
import { CliError, EXIT } from '../cli-error.js';
import type { Connection } from './connection.js';
import { missingParameters } from './parameters.js';
import { plainValue } from './plain-value.js';

export interface Answer {
  columns: string[];
  /** Plain JSON values, in the order of the columns. */
  rows: unknown[][];
  /** More rows there were than were asked for. */
  cut: boolean;
}

export interface Limits {
  timeoutMs: number;
  maxRows: number;
}

/** Operators that change nothing in the graph and yet do more than read it. */
const REFUSED_OPERATORS: Record<string, string> = {
  LoadCSV: 'reads files or addresses through the server (LOAD CSV)',
  TerminateTransactions: 'ends the work of others (TERMINATE TRANSACTIONS)',
};

/**
 * Asks one statement in a transaction that may only read: Neo4j itself refuses what writes, in Community as well.
 * Throws a CliError in plain words.
 */
export async function ask(
  connection: Connection,
  text: string,
  parameters: Parameters,
  limits: Limits,
): Promise<Answer> {
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.user, connection.password), {
    connectionTimeout: 5_000,
    connectionAcquisitionTimeout: 10_000,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
    userAgent: 'clockchain-cypher',
  });
  try {
    await refuseByPlan(driver, connection, text, parameters);
    return await read(driver, connection, text, parameters, limits);
  } catch (error) {
    throw inPlainWords(error, connection, limits);
  } finally {
    await driver.close();
  }
}

async function read(
  driver: Driver,
  { database }: Connection,
  text: string,
  parameters: Parameters,
  { timeoutMs, maxRows }: Limits,
): Promise<Answer> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    const result = session.run(text, toGraph(parameters) as Parameters, { timeout: timeoutMs });
    const columns = await result.keys();
    const rows: unknown[][] = [];
    for await (const record of result) {
      if (rows.length === maxRows) return { columns, rows, cut: true };
      rows.push(columns.map((_, i) => plainValue(record.get(i))));
    }
    return { columns, rows, cut: false };
  } finally {
    await session.close();
  }
}

async function refuseByPlan(driver: Driver, { database }: Connection, text: string, parameters: Parameters) {
  const bare = text.replace(/^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:EXPLAIN|PROFILE)\b/i, (start) =>
    start.replace(/\S+$/, (word) => ' '.repeat(word.length)),
  );
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    // On a line of its own, so that the columns in a syntax error stay right.
    const { summary } = await session.run(`EXPLAIN\n${bare}`, toGraph(parameters) as Parameters);
    for (const operator of summary.plan ? operators(summary.plan) : []) {
      const does = REFUSED_OPERATORS[operator.replace(/@.*$/, '')];
      if (does)
        throw new CliError(
          EXIT.failed,
          `Refused: this command only reads the graph, and the statement ${does}.`,
        );
    }
  } catch (error) {
    if (error instanceof Error && !(error instanceof CliError)) {
      error.message = error.message.replace(
        /\(line (\d+), column (\d+) \(offset: \d+\)\)/,
        (_, line, column) => `(line ${Math.max(1, line - 1)}, column ${Math.max(1, column)})`,
      );
    }
    throw error;
  } finally {
    await session.close();
  }
}

function operators(plan: Plan): string[] {
  return [plan.operatorType, ...plan.children.flatMap(operators)];
}

function inPlainWords(error: unknown, connection: Connection, { timeoutMs }: Limits): unknown {
  if (!(error instanceof neo4j.Neo4jError)) return error;
  const { code, message } = error;
  const { uri, user, origin } = connection;
  if (code === 'Neo.ClientError.Statement.AccessMode') {
    return new CliError(
      EXIT.failed,
      'Refused: this command only reads, and the statement writes. Change the graph through the API, which checks what it is given.',
    );
  }
  if (code === 'Neo.ClientError.Statement.ParameterMissing') {
    const names = /parameter\(s\):? (.*)$/i.exec(message)?.[1]?.split(/,\s*/) ?? [];
    return missingParameters(names.map((name) => ({ name, type: '', meaning: '' })));
  }
  if (code === 'Neo.ClientError.Security.Unauthorized') {
    return new CliError(EXIT.unreachable, `${uri} refuses the password of ${user} (address from ${origin}).`);
  }
  if (code === neo4j.error.SERVICE_UNAVAILABLE || code === neo4j.error.SESSION_EXPIRED) {
    const start =
      origin.startsWith('--') || origin === 'NEO4J_URI' ? '' : ' Is the service running? npm start runs it.';
    return new CliError(EXIT.unreachable, `No Neo4j answers at ${uri} (address from ${origin}).${start}`);
  }
  if (/TransactionTimedOut/.test(code)) {
    return new CliError(EXIT.failed, `No answer within ${timeoutMs / 1000} s; --timeout allows more.`);
  }
  return new CliError(EXIT.failed, message);
}
