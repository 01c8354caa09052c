import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from './build.js';
import { momentsFrom } from './data.js';
import { inTurn, type Measured, timed } from './figures.js';
import { CREATE, DELETE_PATHS } from './raw.js';
import { rawRow, SERVICE, type World } from './world.js';

/** Beyond every size and what else is written. */
const FIRST_NEW = 20_000_000;
const MOMENTS = 10_000;
const CHUNK = 1_000;
const ROUNDS = { warmUp: 1, rounds: 4 };

/**
 * `clockchain import` of a file, from the start of its process to its end, beside `UNWIND` of 1,000 at a time by a client that
 * has its rows ready. Nothing derives links meanwhile, for the one as for the other.
 */
export async function measureImport(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  say(`import of a file of ${MOMENTS}`);
  build();
  const folder = mkdtempSync(join(tmpdir(), 'clockchain-bench-'));
  try {
    const bySize = await inTurn(worlds, ROUNDS, {
      app(world, round) {
        const moments = momentsFrom(FIRST_NEW + round * MOMENTS, MOMENTS);
        const file = join(folder, `${world.size}-${round}.ndjson`);
        writeFileSync(file, moments.map((moment) => `${JSON.stringify(moment)}\n`).join(''));
        return rate(world, moments, () => importFile(world, file));
      },
      raw(world, round) {
        const moments = momentsFrom(FIRST_NEW + 1_000_000 + round * MOMENTS, MOMENTS);
        const rows = moments.map(rawRow);
        return rate(world, moments, async () => {
          for (let at = 0; at < MOMENTS; at += CHUNK)
            await world.raw(CREATE, { rows: rows.slice(at, at + CHUNK) });
        });
      },
    });
    return [
      {
        name: `import of a file of ${MOMENTS.toLocaleString('en-GB')}`,
        unit: '/s',
        bySize,
        promised: { of: 'ratio', least: 0.6 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function importFile({ url }: World, file: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      'dist/cli/clockchain.js',
      'import',
      file,
      '--url',
      url,
      '--service-key',
      SERVICE['x-service-key'],
      '--json',
    ],
    { env: { PATH: process.env.PATH } },
  );
  const { stored } = JSON.parse(stdout) as { stored: number };
  if (stored !== MOMENTS) throw new Error(`${stored} of ${MOMENTS} moments were stored`);
}

/** How many a second; all of them go again. */
async function rate(
  world: World,
  moments: { path: string }[],
  work: () => Promise<unknown>,
): Promise<number> {
  const milliseconds = await timed(work);
  for (let at = 0; at < MOMENTS; at += CHUNK) {
    await world.raw(DELETE_PATHS, { paths: moments.slice(at, at + CHUNK).map(({ path }) => path) });
  }
  return moments.length / (milliseconds / 1_000);
}
