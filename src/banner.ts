import type { App } from './app.js';
import type { Config } from './config.js';
import type { Keys } from './keys-file.js';
import type { EmbeddedServers } from './platform/embedded/embedded.js';

export interface BannerFacts {
  config: Config;
  app: App;
  embedded: EmbeddedServers;
  keys: Keys;
  /** Where the keys were made and kept; null when they came from the environment. */
  keysFile: string | null;
  showSecrets: boolean;
}

/** What a newcomer needs to go on: the addresses, where the keys are, and one line to paste. */
export function banner({ config, app, embedded, keys, keysFile, showSecrets }: BannerFacts): string {
  const { port } = app.http.server.address() as { port: number };
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  if (config.role === 'worker') return `Clockchain worker is ready (${url}/health/ready)`;

  const key = (name: 'service' | 'admin') =>
    showSecrets && keysFile ? keys[name][0]! : `$${name === 'service' ? 'SERVICE_API_KEY' : 'ADMIN_KEY'}`;
  const lines = [
    '',
    `Clockchain is ready: ${url}/graphql`,
    '',
    `  Explorer        ${url}/`,
    `  Playground      ${url}/graphql`,
    `  REST and docs   ${url}/api/docs`,
  ];
  if (embedded.neo4j) {
    const { browserUrl, uri, user, password, passwordFile } = embedded.neo4j;
    lines.push(
      `  Neo4j Browser   ${browserUrl}   (connect to ${uri})`,
      `                  user ${user}, password ${showSecrets ? password : `in ${passwordFile}`}`,
    );
  }
  if (keysFile) {
    lines.push(
      showSecrets
        ? `  Keys            X-Service-Key: ${key('service')}\n                  X-Admin-Key: ${key('admin')}   (kept in ${keysFile})`
        : `  Keys            in ${keysFile}; for the shell: set -a; . ${keysFile}; set +a`,
    );
  }
  lines.push(
    '',
    '  Try it:',
    `  curl -X POST ${url}/api/bulk-generate -H "Content-Type: application/json" \\`,
    `    -H "X-Service-Key: ${key('service')}" -H "X-Admin-Key: ${key('admin')}" \\`,
    `    -d '{"queries": [{"query": "Fall of the Berlin Wall November 9 1989", "visibility": "public"}]}'`,
    '',
  );
  return lines.join('\n');
}
