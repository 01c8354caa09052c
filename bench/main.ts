import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureCookbook } from './cookbook.js';
import { measureExplorer } from './explorer.js';
import { figuresOf, timed } from './figures.js';
import { measureImport } from './import.js';
import { measureJobs } from './jobs.js';
import { load, MOST_LINKS } from './load.js';
import { measureNeo4jGraphql } from './neo4j-graphql.js';
import { measureOverload } from './overload.js';
import { measureReads } from './reads.js';
import { machine, type Report, tableOf } from './report.js';
import { measureStore } from './store.js';
import { openWorld, type World } from './world.js';
import { measureWrites } from './writes.js';

const HELP = `npm run bench -- [options]

Measures the service over HTTP, and beside it Neo4j asked directly over Bolt (or what a line names), on seeded graphs of
several sizes that stand side by side.
Prints a table and writes the same as JSON. Starts its own servers in a temporary folder. With the sizes it has by
itself it takes about three quarters of an hour and 4 GiB of memory.

  --sizes LIST   moments in each graph, comma-separated (1000,10000,100000)
  --links N      links that a moment is given at most (26: two that lead on and as many as derivation allows)
  --only LIST    of reads, writes, import, jobs, explorer, overload, neo4j-graphql, cookbook, store, comma-separated (all of
                 them; explorer needs the pages built, and Chromium)
  --json FILE    where the figures go (bench-result.json)
  --help         this text
`;
const PARTS = [
  'reads',
  'writes',
  'import',
  'jobs',
  'explorer',
  'overload',
  'neo4j-graphql',
  'cookbook',
  'store',
];

interface Options {
  sizes: number[];
  links: number;
  only: string[];
  json: string;
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      links: { type: 'string', default: String(MOST_LINKS) },
      only: { type: 'string', default: PARTS.join(',') },
      json: { type: 'string', default: 'bench-result.json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const sizes = values.sizes.split(',').map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 100 && size <= 1_000_000)) {
    throw new Error('--sizes is a list of whole numbers from 100 to 1000000, as in 1000,10000');
  }
  const links = Number(values.links);
  if (!Number.isSafeInteger(links) || links < 2 || links > MOST_LINKS)
    throw new Error(`--links is a whole number from 2 to ${MOST_LINKS}`);
  const only = values.only.split(',');
  const unknown = only.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`--only knows ${PARTS.join(', ')}, not ${unknown}`);
  return { sizes: [...new Set(sizes)].sort((a, b) => a - b), links, only, json: values.json };
}

async function run({ sizes, links, only, json }: Options): Promise<void> {
  const started = performance.now();
  const say = (text: string) =>
    process.stderr.write(
      `${String(Math.round((performance.now() - started) / 1_000)).padStart(5)} s  ${text}\n`,
    );
  const worlds: World[] = [];
  let stopped: Promise<unknown> | undefined;
  const stop = () => {
    stopped ??= Promise.all(worlds.map((world) => world.remove()));
    return stopped;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say(`${signal}: stopping`);
      void stop().finally(() => process.exit(130));
    });
  }
  try {
    for (const size of sizes) {
      say(`a graph of ${size}`);
      worlds.push(await openWorld(size));
      const took = await timed(() => load(worlds.at(-1)!, links));
      say(`filled in ${Math.round(took / 1_000)} s`);
    }
    const measured = [
      ...(only.includes('reads') ? await measureReads(worlds, say) : []),
      ...(only.includes('writes') ? await measureWrites(worlds, say) : []),
      ...(only.includes('import') ? await measureImport(worlds, say) : []),
      ...(only.includes('jobs') ? await measureJobs(worlds[0]!, say) : []),
      ...(only.includes('explorer') ? await measureExplorer(worlds.at(-1)!, say) : []),
      ...(only.includes('overload') ? await measureOverload(worlds.at(-1)!, say) : []),
      ...(only.includes('neo4j-graphql') ? await measureNeo4jGraphql(worlds, say) : []),
      ...(only.includes('cookbook') ? await measureCookbook(worlds, say) : []),
    ];
    const [version] = await worlds[0]!.raw(
      'CALL dbms.components() YIELD versions RETURN versions[0] AS neo4j',
    );
    // The last, as it ends the servers.
    if (only.includes('store')) measured.push(...(await measureStore(worlds, say)));
    const figures = measured.flatMap(figuresOf);
    const report: Report = {
      at: new Date().toISOString(),
      machine: machine(String(version!.neo4j)),
      sizes,
      seconds: Math.round((performance.now() - started) / 1_000),
      figures,
    };
    await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(tableOf(figures));
    say(`written to ${json}`);
  } finally {
    await stop();
  }
}

try {
  const options = readOptions();
  if (options) await run(options);
  else process.stdout.write(HELP);
} catch (error) {
  const told = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') || !(error as Error).stack;
  process.stderr.write(`${told ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
