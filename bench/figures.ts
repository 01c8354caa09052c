/** What is promised of a figure: `of` says of which of its three numbers. */
export interface Promised {
  of: 'app' | 'ratio' | 'growth';
  least?: number;
  most?: number;
}

export interface Figure {
  name: string;
  /** Moments in the graph. */
  size: number;
  unit: 'ms' | '/s' | 'KiB' | 'MiB';
  /** The service over HTTP: median milliseconds, or how many a second. */
  app: number;
  /** The same against Neo4j directly; null where there is nothing to compare. */
  raw: number | null;
  /** `app` by `raw`. */
  ratio: number | null;
  /** `app` by that of the smallest graph of the run. */
  growth: number | null;
  /** Milliseconds under which 95 of 100 stay. */
  app95?: number;
  samples: number;
  promised: Promised | null;
  /** Null where nothing is promised at this size. */
  kept: boolean | null;
}

/** One kind of work, measured in graphs of several sizes: by size, the numbers that came out. */
export interface Measured {
  name: string;
  unit: Figure['unit'];
  bySize: Map<number, { app: number[]; raw: number[] }>;
  promised?: Promised;
}

/** Medians and their ratios. A promise is judged in the largest graph. */
export function figuresOf({ name, unit, bySize, promised }: Measured): Figure[] {
  const sizes = [...bySize.keys()].sort((a, b) => a - b);
  const smallest = median(bySize.get(sizes[0]!)!.app);
  return sizes.map((size) => {
    const { app: samples, raw: rawSamples } = bySize.get(size)!;
    const app = median(samples);
    const raw = rawSamples.length > 0 ? median(rawSamples) : null;
    const numbers = {
      app,
      ratio: raw === null ? null : app / raw,
      growth: sizes.length > 1 ? app / smallest : null,
    };
    const judged = promised && size === sizes.at(-1) ? numbers[promised.of] : null;
    return {
      name,
      size,
      unit,
      raw,
      ...numbers,
      ...(unit === 'ms' && { app95: quantile(samples, 0.95) }),
      samples: samples.length,
      promised: promised ?? null,
      kept:
        judged === null ? null : judged >= (promised!.least ?? 0) && judged <= (promised!.most ?? Infinity),
    };
  });
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Runs the work of the app and that of raw Bolt in turn, in every graph in turn, so that whatever else the machine does
 * falls on all alike; which of the two goes first changes every round. Rounds below zero warm up and are not kept.
 */
export async function inTurn<W extends { size: number }>(
  worlds: W[],
  { warmUp, rounds }: { warmUp: number; rounds: number },
  work: { app(world: W, round: number): Promise<number>; raw?(world: W, round: number): Promise<number> },
): Promise<Measured['bySize']> {
  const bySize: Measured['bySize'] = new Map(worlds.map(({ size }) => [size, { app: [], raw: [] }]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const world of worlds) {
      const kinds = round % 2 === 0 ? (['app', 'raw'] as const) : (['raw', 'app'] as const);
      for (const kind of kinds) {
        const number = await work[kind]?.(world, round + warmUp);
        if (round >= 0 && number !== undefined) bySize.get(world.size)![kind].push(number);
      }
    }
  }
  return bySize;
}
