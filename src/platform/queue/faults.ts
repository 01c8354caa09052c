import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';
import { ClockchainError } from '../../errors.js';

/**
 * Codes by which a server says that it is stopping, stepping down or no primary, and so cannot serve now (the
 * retryable errors of MongoDB's "Retryable Writes" driver specification), or that it could not bring a write to a
 * majority (64 WriteConcernTimeout, 100 UnsatisfiableWriteConcern).
 */
const AWAY_CODES = new Set<unknown>([6, 7, 64, 89, 91, 100, 189, 9001, 10107, 11600, 11602, 13435, 13436]);
const DUPLICATE_KEY = 11_000;

const RETRY_AFTER_S = 2;

/** Runs work on the queue; a fault of the connection becomes SERVICE_UNAVAILABLE, any other error passes. */
export async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isAway(error) ? unreachable(error) : error;
  }
}

/** As `reach`, for a caller that waits: rejects after `ms` at the latest, whatever becomes of the work. */
export async function reachWithin<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unreachable(new Error(`no answer within ${ms} ms`))), ms);
  });
  try {
    return await Promise.race([reach(work), limit]);
  } finally {
    clearTimeout(timer);
  }
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof ClockchainError && error.code === 'SERVICE_UNAVAILABLE';
}

function isAway(error: unknown): boolean {
  return (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNetworkError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    error instanceof MongoClientClosedError ||
    // Written, but not known to be durable: nothing may be acknowledged.
    error instanceof MongoWriteConcernError ||
    (error instanceof Error && error.name === 'MongoWaitQueueTimeoutError') ||
    (error instanceof MongoServerError && AWAY_CODES.has(error.code)) ||
    // A bulk write takes in what broke it off.
    (error instanceof MongoBulkWriteError && isAway(error.errorResponse))
  );
}

function unreachable(cause: unknown): ClockchainError {
  return new ClockchainError(
    'SERVICE_UNAVAILABLE',
    'The queue cannot be reached just now; try again shortly.',
    { retryAfter: RETRY_AFTER_S },
    { cause },
  );
}
