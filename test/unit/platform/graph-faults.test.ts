import neo4j from 'neo4j-driver';
import { gaveNoAnswer, translate } from '../../../src/platform/graph/graph.js';

const fault = (code: string, message = '') => new neo4j.Neo4jError(message, code, '', '');

test.each([
  ['ServiceUnavailable'],
  ['SessionExpired'],
  ['ProtocolError'],
  ['Neo.TransientError.General.DatabaseUnavailable'],
  ['Neo.TransientError.Transaction.DeadlockDetected'],
  ['Neo.TransientError.Database.DatabaseUnavailable'],
  ['Neo.TransientError.General.MemoryPoolOutOfMemoryError'],
  ['Neo.DatabaseError.Transaction.TransactionStartFailed'],
  ['Neo.ClientError.Transaction.TransactionTimedOut'],
  ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration'],
])('%s, tried again in vain, asks for patience', (code) => {
  expect(translate(fault(code))).toMatchObject({ code: 'SERVICE_UNAVAILABLE', details: { retryAfter: 2 } });
});

test.each(['Neo.ClientError.Statement.SyntaxError'])('%s stays a fault of ours', (code) => {
  const error = fault(code);
  expect(translate(error)).toBe(error);
});

test('what another write deleted meanwhile, also when tried again, is a conflict', () => {
  expect(translate(fault('Neo.ClientError.Statement.EntityNotFound'))).toMatchObject({ code: 'CONFLICT' });
});

test('that nothing answers is told from what the server says', () => {
  expect(gaveNoAnswer(translate(fault('ServiceUnavailable')))).toBe(true);
  // A database that has closed itself says so to whatever is asked.
  expect(gaveNoAnswer(translate(fault('Neo.DatabaseError.Transaction.TransactionStartFailed')))).toBe(true);
  expect(gaveNoAnswer(translate(fault('Neo.TransientError.Transaction.DeadlockDetected')))).toBe(false);
  expect(gaveNoAnswer(fault('Neo.ClientError.Statement.SyntaxError'))).toBe(false);
});
