import type { CommandStartedEvent, Document } from 'mongodb';

/**
 * The commands of MongoDB's Stable API V1 that need no transaction; from the MongoDB manual, "Stable API Changelog"
 * (reference/stable-api-changelog), those there since 5.0.
 */
export const COMMANDS = new Set([
  ...['aggregate', 'authenticate', 'collMod', 'create', 'createIndexes', 'delete', 'drop', 'dropDatabase'],
  ...['dropIndexes', 'endSessions', 'explain', 'find', 'findAndModify', 'getMore', 'hello', 'insert'],
  ...['killCursors', 'listCollections', 'listDatabases', 'listIndexes', 'ping', 'refreshSessions', 'update'],
]);

/** Options that the manual's pages on the commands exclude from Stable API V1. */
const EXCLUDED_OPTIONS: Record<string, string[]> = {
  find: [
    'awaitData',
    'max',
    'min',
    'noCursorTimeout',
    'oplogReplay',
    'returnKey',
    'showRecordId',
    'tailable',
  ],
  create: ['autoIndexId', 'capped', 'indexOptionDefaults', 'max', 'size', 'storageEngine'],
  aggregate: ['explain'],
};
const EXCLUDED_INDEX_OPTIONS = ['background', 'bucketSize', 'sparse', 'storageEngine'];

/** What MongoDB and the embedded server both know and the queue may use; from the manual's pages on operators. */
const QUERY = new Set([
  '$and',
  '$eq',
  '$exists',
  '$gt',
  '$gte',
  '$in',
  '$lt',
  '$lte',
  '$ne',
  '$nin',
  '$nor',
  '$not',
  '$or',
  '$options',
  '$regex',
]);
const UPDATE = new Set(['$inc', '$max', '$min', '$push', '$set', '$setOnInsert', '$unset']);
const PUSH = new Set(['$each', '$slice']);
const STAGES = new Set(['$match', '$group', '$sort', '$skip', '$limit', '$project', '$count']);
const ACCUMULATORS = new Set(['$sum', '$min', '$max']);

/** What of a command is not Stable API V1, or needs what the embedded server lacks, or is not written durably. */
export function faultsOf({ commandName: name, command }: CommandStartedEvent): string[] {
  if (!COMMANDS.has(name)) return [`${name}: not in Stable API V1`];
  const faults: string[] = (EXCLUDED_OPTIONS[name] ?? []).filter((option) => option in command);
  if ('startTransaction' in command || 'autocommit' in command) faults.push('a transaction');
  switch (name) {
    case 'find':
      faults.push(...operators(command.filter, QUERY));
      break;
    case 'aggregate':
      for (const stage of command.pipeline) faults.push(...stageFaults(stage));
      break;
    case 'delete':
      for (const { q } of command.deletes) faults.push(...operators(q, QUERY));
      break;
    case 'update':
      for (const { q, u } of command.updates) faults.push(...operators(q, QUERY), ...updateFaults(u));
      break;
    case 'findAndModify':
      faults.push(...operators(command.query, QUERY), ...updateFaults(command.update));
      break;
    case 'createIndexes':
      for (const index of command.indexes) faults.push(...indexFaults(index));
      break;
  }
  if (['insert', 'update', 'delete', 'findAndModify'].includes(name))
    faults.push(...durabilityFaults(command));
  return faults.map((fault) => `${name}: ${fault}`);
}

function operators(document: unknown, allowed: Set<string>): string[] {
  if (Array.isArray(document)) return document.flatMap((item) => operators(item, allowed));
  if (
    document === null ||
    typeof document !== 'object' ||
    Object.getPrototypeOf(document) !== Object.prototype
  ) {
    return [];
  }
  return Object.entries(document).flatMap(([key, value]) => [
    ...(key.startsWith('$') && !allowed.has(key) ? [key] : []),
    ...operators(value, allowed),
  ]);
}

function updateFaults(update: Document | Document[]): string[] {
  if (Array.isArray(update)) return ['a pipeline update'];
  return Object.entries(update).flatMap(([key, value]) => {
    if (!UPDATE.has(key)) return [key.startsWith('$') ? key : 'a replacement'];
    return operators(value, key === '$push' ? PUSH : new Set());
  });
}

function stageFaults(stage: Document): string[] {
  return Object.entries(stage).flatMap(([name, value]) => {
    if (!STAGES.has(name)) return [name];
    return operators(value, name === '$match' ? QUERY : ACCUMULATORS);
  });
}

function indexFaults(index: Document): string[] {
  const excluded = [...EXCLUDED_INDEX_OPTIONS, 'partialFilterExpression', 'unique'].filter(
    (option) => option in index,
  );
  const kinds = Object.values(index.key).filter((kind) => kind !== 1 && kind !== -1);
  return [...excluded, ...kinds.map((kind) => `an index of kind ${kind}`)];
}

function durabilityFaults({ writeConcern }: Document): string[] {
  return writeConcern?.w === 'majority' && writeConcern.j === true
    ? []
    : ['not written with majority and journal'];
}
