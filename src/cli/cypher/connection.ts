import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, readConfig } from '../../config.js';
import { CliError, EXIT } from '../cli-error.js';

export interface Connection {
  uri: string;
  user: string;
  password: string;
  database: string;
  /** Where the address comes from, for the message when nobody answers. */
  origin: string;
}

export interface ConnectionOptions {
  uri?: string;
  user?: string;
  password?: string;
  database?: string;
}

/** What this command reads of the environment; the rest of the service's settings are none of its business. */
const SETTINGS = ['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD', 'NEO4J_DATABASE', 'DATA_DIR'];

/**
 * Where the graph is: the options, else NEO4J_URI, else the server that the service runs in DATA_DIR. Throws a CliError
 * that says what is missing.
 */
export function findConnection(
  options: ConnectionOptions,
  environment: Record<string, string | undefined>,
): Connection {
  const config = settings(options, environment);
  const found = config.neo4j
    ? { ...config.neo4j, origin: options.uri ? '--uri' : 'NEO4J_URI' }
    : embedded(config.dataDir);
  return {
    ...found,
    user: options.user ?? found.user,
    password: options.password ?? found.password,
    database: options.database ?? found.database,
  };
}

function settings(options: ConnectionOptions, environment: Record<string, string | undefined>) {
  const chosen: Record<string, string | undefined> = {};
  for (const name of SETTINGS) chosen[name] = environment[name];
  if (options.uri) chosen.NEO4J_URI = options.uri;
  if (options.password) chosen.NEO4J_PASSWORD = options.password;
  return checkedConfig(chosen);
}

/** The settings in these variables. Throws a CliError that tells what is wrong with them. */
export function checkedConfig(variables: Record<string, string | undefined>): Config {
  try {
    return readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(EXIT.usage, error.message);
    throw error;
  }
}

/** The service keeps the ports and the password of the server it runs in its data folder. */
function embedded(dataDir: string): Connection {
  const portsFile = join(dataDir, 'ports.json');
  const passwordFile = join(dataDir, 'neo4j-password');
  if (!existsSync(portsFile) || !existsSync(passwordFile)) {
    throw new CliError(
      EXIT.unreachable,
      `No Neo4j has run in ${dataDir} yet. Run npm start first, set DATA_DIR to the service's folder, or name a server by --uri or NEO4J_URI.`,
    );
  }
  const { bolt } = JSON.parse(readFileSync(portsFile, 'utf8')) as { bolt: number };
  return {
    uri: `bolt://127.0.0.1:${bolt}`,
    user: 'neo4j',
    password: readFileSync(passwordFile, 'utf8').trim(),
    database: 'neo4j',
    origin: dataDir,
  };
}
