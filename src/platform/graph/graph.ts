import neo4j, { type Driver, type Neo4jError, type QueryResult, type Session } from 'neo4j-driver';
import { ClockchainError } from '../../errors.js';
import { inSpan } from '../observing/tracing.js';
import type { Statement } from './statement.js';
import { toGraph } from './values.js';

export type Parameters = Record<string, unknown>;
export type Row = Record<string, unknown>;
export type Run = <R extends Row>(statement: Statement, parameters?: Parameters) => Promise<R[]>;

/** The one door to Neo4j. Every method rejects with SERVICE_UNAVAILABLE within seconds while the server is away. */
export interface Graph {
  read: Run;
  write: Run;
  /** Runs `work` in one transaction, again from its start when the server asks for it (deadlock, leader change). */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** Statements that Neo4j runs outside a managed transaction: schema changes. */
  runAlone(text: string): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface GraphOptions {
  uri: string;
  user: string;
  password: string;
  database: string;
  observer?: GraphObserver;
  /** Integers come as BigInt, so that 1 and 1.0 are told apart; else both are numbers. */
  exactNumbers?: boolean;
}

/** Told of what goes on between the service and Neo4j. */
export interface GraphObserver {
  /** A statement ran. */
  statement(name: string, milliseconds: number): void;
  failure(name: string): void;
  /** So many more sessions are at work. */
  session(change: 1 | -1): void;
}

/** A transaction, or a session for a statement by itself. */
interface Runner {
  run(text: string, parameters?: Parameters): Promise<QueryResult>;
}

const SPAN = { 'db.system.name': 'neo4j' };
const TIMEOUT_MS = 5_000;
/** No statement of the service may hold the server longer. */
const STATEMENT_TIMEOUT_MS = 8_000;
/** A server that hangs without closing its connections counts as away after this. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A migration of a large graph takes minutes. */
const MIGRATION_TIMEOUT_MS = 3_600_000;

export function openGraph(options: GraphOptions): Graph {
  const driver: Driver = neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    ...(options.exactNumbers ? { useBigInt: true } : { disableLosslessIntegers: true }),
    connectionTimeout: TIMEOUT_MS,
    connectionAcquisitionTimeout: TIMEOUT_MS,
    maxTransactionRetryTime: TIMEOUT_MS,
    telemetryDisabled: true,
    userAgent: 'clockchain',
  });

  // Where reads may go to another member than writes, each waits for what this process has written.
  const bookmarkManager = options.uri.startsWith('neo4j') ? neo4j.bookmarkManager() : undefined;

  function runIn(runner: Runner): Run {
    return async <R extends Row>(statement: Statement, parameters: Parameters = {}) => {
      const started = performance.now();
      const result = await inSpan(statement.name, SPAN, async () =>
        runner.run(statement.text, toGraph(parameters) as Parameters),
      ).catch((error) => {
        options.observer?.failure(statement.name);
        throw error;
      });
      options.observer?.statement(statement.name, performance.now() - started);
      return result.records.map((record) => record.toObject() as R);
    };
  }

  async function inSession<T>(
    mode: 'READ' | 'WRITE',
    work: (session: Session) => Promise<T>,
    patience = ANSWER_TIMEOUT_MS,
  ): Promise<T> {
    const session = driver.session({ database: options.database, defaultAccessMode: mode, bookmarkManager });
    options.observer?.session(1);
    let timer: NodeJS.Timeout | undefined;
    const hanging = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unavailable(new Error(`no answer within ${patience} ms`))), patience);
    });
    try {
      return await Promise.race([work(session), hanging]);
    } catch (error) {
      throw translate(error);
    } finally {
      clearTimeout(timer);
      options.observer?.session(-1);
      // Not waited for: closing resets the connection, which a server that hangs does not answer either.
      session.close().catch(() => {});
    }
  }

  const settings = { timeout: STATEMENT_TIMEOUT_MS, metadata: { app: 'clockchain' } };

  /** A statement by itself is one trip to the server, a transaction around it three; only the latter is tried again. */
  async function readOnce<R extends Row>(session: Session, statement: Statement, parameters?: Parameters) {
    const alone: Runner = { run: (text, values) => session.run(text, values, settings) };
    try {
      return await runIn(alone)<R>(statement, parameters);
    } catch (error) {
      if (!neo4j.isRetryableError(error) && !hasGone(error)) throw error;
      return session.executeRead((tx) => runIn(tx)<R>(statement, parameters), settings);
    }
  }

  /** What another transaction deleted while this one had it in hand is no longer found by a second try. */
  async function write<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return inSession('WRITE', async (session) => {
      const attempt = () => session.executeWrite((tx) => work(runIn(tx)), settings);
      return attempt().catch((error) => {
        if (!hasGone(error)) throw error;
        return attempt();
      });
    });
  }

  return {
    read: (statement, parameters) => inSession('READ', (session) => readOnce(session, statement, parameters)),
    write: (statement, parameters) => write((run) => run(statement, parameters)),
    transaction: write,
    runAlone: (text) =>
      inSession('WRITE', async (session) => void (await session.run(text)), MIGRATION_TIMEOUT_MS),
    ping: () => inSession('READ', async (session) => void (await session.run('RETURN 1'))),
    close: () => driver.close(),
  };
}

const AWAY = new Set<string>([
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  // A connection that breaks before both sides have agreed on a protocol.
  neo4j.error.PROTOCOL_ERROR,
]);

function hasGone(error: unknown): boolean {
  return error instanceof neo4j.Neo4jError && error.code === 'Neo.ClientError.Statement.EntityNotFound';
}

/** What a fault of the driver means to who asked; what the driver tried again in vain asks for patience. */
export function translate(error: unknown): unknown {
  if (!(error instanceof neo4j.Neo4jError)) return error;
  if (hasGone(error)) {
    return new ClockchainError(
      'CONFLICT',
      'Another write deleted what this one was about; look, and try again.',
      {},
      { cause: error },
    );
  }
  if (error.code === 'Neo.ClientError.Schema.ConstraintValidationFailed') {
    return new ClockchainError(
      'CONFLICT',
      'Another write took the same key at the same time; look, and try again.',
      {},
      { cause: error },
    );
  }
  if (/^Neo\.ClientError\.Transaction\.TransactionTimedOut/.test(error.code)) {
    return unavailable(error, 'The graph took too long over this; try again shortly, or ask for less.');
  }
  // Transient is what Neo4j calls whatever may go well at another time: a deadlock, no memory left, a change of leaders.
  const away =
    AWAY.has(error.code) ||
    error.code.startsWith('Neo.TransientError.') ||
    hasClosed(error) ||
    /acquisition timed out/i.test(error.message);
  return away ? unavailable(error) : error;
}

/** A database that has closed itself, as after a full disk, answers nothing else until it is started anew. */
function hasClosed({ code }: Neo4jError): boolean {
  return code.startsWith('Neo.DatabaseError.Transaction.');
}

/** Whether a fault means that the server is away, so that asking it for less is no use either. */
export function gaveNoAnswer(error: unknown): boolean {
  if (!(error instanceof ClockchainError) || error.code !== 'SERVICE_UNAVAILABLE') return false;
  const { cause } = error;
  return !(cause instanceof neo4j.Neo4jError && cause.code.startsWith('Neo.') && !hasClosed(cause));
}

function unavailable(
  cause: Error,
  message = 'The graph cannot be reached just now, or has too much to do; try again shortly.',
): ClockchainError {
  return new ClockchainError('SERVICE_UNAVAILABLE', message, { retryAfter: 2 }, { cause });
}
