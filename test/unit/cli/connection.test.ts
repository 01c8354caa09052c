import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findConnection } from '../../../src/cli/cypher/connection.js';
import { readOptions } from '../../../src/cli/cypher/options.js';

describe('where the graph is', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'clockchain-connection-'));
    writeFileSync(join(dataDir, 'ports.json'), '{"bolt":27001,"http":27002}');
    writeFileSync(join(dataDir, 'neo4j-password'), 'from-file\n');
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('the server that the service runs, by what it keeps in its folder', () => {
    expect(findConnection({}, { DATA_DIR: dataDir })).toEqual({
      uri: 'bolt://127.0.0.1:27001',
      user: 'neo4j',
      password: 'from-file',
      database: 'neo4j',
      origin: dataDir,
    });
  });

  test('options go before the environment, the environment before the folder', () => {
    const environment = {
      DATA_DIR: dataDir,
      NEO4J_URI: 'neo4j://db:7687',
      NEO4J_USER: 'reader',
      NEO4J_PASSWORD: 'secret-1',
      NEO4J_DATABASE: 'history',
      PORT: 'not for this command',
    };
    expect(findConnection({}, environment)).toEqual({
      uri: 'neo4j://db:7687',
      user: 'reader',
      password: 'secret-1',
      database: 'history',
      origin: 'NEO4J_URI',
    });
    const options = readOptions([
      'x y',
      '--uri',
      'bolt://other:1',
      '--user',
      'me',
      '--password',
      'mine',
    ]).connection;
    expect(findConnection(options, environment)).toEqual({
      uri: 'bolt://other:1',
      user: 'me',
      password: 'mine',
      database: 'history',
      origin: '--uri',
    });
  });

  test('what is missing is said', () => {
    expect(() => findConnection({}, { NEO4J_URI: 'bolt://db:7687' })).toThrow(/NEO4J_PASSWORD/);
    expect(() => findConnection({ uri: 'http://db', password: 'x' }, {})).toThrow(/NEO4J_URI.*bolt/);
    expect(() => findConnection({}, { DATA_DIR: join(dataDir, 'none') })).toThrow(/npm start/);
  });
});

describe('the command line', () => {
  test('what it reads', () => {
    expect(
      readOptions(['eras', '-f', 'csv', '-p', 'a=1', '--param', 'b=-44', '--timeout', '5']),
    ).toMatchObject({
      named: 'eras',
      format: 'csv',
      parameters: ['a=1', 'b=-44'],
      timeoutMs: 5_000,
      maxRows: 10_000,
      list: false,
    });
  });

  test.each([
    [['eras', 'roots'], /One question at a time/],
    [['eras', '--max-rows', '0'], /--max-rows is a whole number/],
    [['eras', '--timeout', 'soon'], /--timeout/],
    [['eras', '--loud'], /--loud/],
    [['eras', '--format', 'yaml'], /table, csv or json/],
  ])('%j is told', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
