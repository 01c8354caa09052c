import { startEmbedded } from '../../../src/platform/embedded/embedded.js';

/** A process that runs embedded servers until it is killed: `parent.ts <dataDir> <names, comma-separated>`. */
const [dataDir, names] = process.argv.slice(2) as [string, string];
const servers = await startEmbedded({
  environment: process.env,
  dataDir,
  neo4j: names.includes('neo4j'),
  mongodb: names.includes('mongodb'),
  port: 4999,
  onProgress: () => {},
  onEvent: () => {},
});
process.stdout.write(`${JSON.stringify({ ...servers, pids: servers.pids() })}\n`);
setInterval(() => {}, 60_000);
