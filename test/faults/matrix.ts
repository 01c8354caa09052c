import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FAULTS, leftOut, TARGETS } from './cells.js';
import { type Outcome, tableOf } from './report.js';
import { type Cell, type CellResult, runCell } from './run-cell.js';
import { openWorld } from './world.js';

const HELP = `npm run test:faults -- [options]

Does to each part of a running service whatever may befall it, one after the other, under one mixed load of indexing,
importing, bulk generation, linking, reading, subscribing and backing up, and holds after each what was acknowledged
against what stands. Prints a table and writes JSON. Starts its own servers; takes about a quarter of an hour.

  --cell TARGET:FAULT   that one alone; may be given again. TARGET is ${TARGETS.join(', ')},
                        FAULT is ${FAULTS.join(', ')}
  --json FILE           where the figures go (faults-result.json)
  --logs FOLDER         where the logs of API and worker are kept (they go with the servers)
  --help                this text

Ends with 0 when no cell is red. A full disk needs the right to mount one (root on Linux).
`;

const ALL: Cell[] = TARGETS.flatMap((target) => FAULTS.map((fault) => ({ target, fault })));

interface Options {
  cells: Cell[];
  json: string;
  logs: string | undefined;
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      cell: { type: 'string', multiple: true, default: [] },
      json: { type: 'string', default: 'faults-result.json' },
      logs: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const named = values.cell.map((name) => {
    const cell = ALL.find(({ target, fault }) => name === `${target}:${fault}`);
    if (!cell) throw new Error(`--cell knows no ${name}; it is one as neo4j:kill (--help)`);
    return cell;
  });
  return { cells: named.length > 0 ? named : ALL, json: values.json, logs: values.logs };
}

async function run({ cells, json, logs }: Options): Promise<boolean> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1_000);
  const say = (text: string) => process.stderr.write(`${String(seconds()).padStart(5)} s  ${text}\n`);
  const world = await openWorld({ disks: cells.some(({ fault }) => fault === 'full'), logs, say });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void world.stop().finally(() => process.exit(130)));
  const outcomes: Outcome[] = [];
  try {
    for (const cell of cells) {
      const why = leftOut(world, cell.target, cell.fault);
      const outcome: Outcome = why ? { ...cell, leftOut: why } : await runCell(world, cell, { around: 3 });
      outcomes.push(outcome);
      say(`${cell.target}:${cell.fault} ${inWords(outcome)}`);
    }
  } finally {
    await world.stop();
  }
  await writeFile(
    json,
    `${JSON.stringify({ at: new Date().toISOString(), seconds: seconds(), outcomes }, null, 2)}\n`,
  );
  process.stdout.write(tableOf(outcomes));
  say(`written to ${json}`);
  return outcomes.every((outcome) => 'leftOut' in outcome || outcome.red.length === 0);
}

function inWords(outcome: Outcome): string {
  if ('leftOut' in outcome) return `is left out: ${outcome.leftOut}`;
  const { red, seconds, acknowledged, refused } = outcome as CellResult;
  const told = `${seconds} s, ${JSON.stringify(acknowledged)}, refused ${JSON.stringify(refused)}`;
  return red.length === 0
    ? `holds: ${told}`
    : `is RED: ${told}\n${red
        .slice(0, 12)
        .map((what) => `         ${what}`)
        .join('\n')}`;
}

try {
  const options = readOptions();
  if (!options) process.stdout.write(HELP);
  else if (!(await run(options))) process.exitCode = 1;
} catch (error) {
  const told = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${told ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
