import { BEGINNING, type State, type Tally } from './checkpoint.js';

/** What one batch came to, and how far the file is read with it. */
export interface BatchEnd {
  line: number;
  links: number;
  tally: Partial<Tally>;
}

/**
 * Keeps a few batches under way at once, and knows up to where all of them have ended: batches may overtake each other, the state never
 * counts one before those that were read before it.
 */
export class InFlight {
  state: State;
  private readonly ends: (BatchEnd | null)[] = [];
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | null = null;
  private first = 0;

  constructor(
    private readonly most: number,
    from: State | null,
    private readonly onProgress: (state: State) => void,
  ) {
    this.state = structuredClone(from ?? BEGINNING);
  }

  /** Waits for a free place, then begins `work`. Throws what a batch before it has thrown. */
  async add(work: () => Promise<BatchEnd>): Promise<void> {
    while (this.running.size >= this.most) await Promise.race(this.running);
    this.throwFailure();
    const at = this.first + this.ends.push(null) - 1;
    const run: Promise<void> = work()
      .then(
        (end) => this.settle(at, end),
        (error: unknown) => {
          this.failure ??= { error };
        },
      )
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Waits for all that run. Throws what one has thrown, once none runs any more. */
  async finish(): Promise<void> {
    await Promise.all(this.running);
    this.throwFailure();
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }

  private settle(at: number, end: BatchEnd): void {
    this.ends[at - this.first] = end;
    while (this.ends[0]) {
      const { line, links, tally } = this.ends.shift()!;
      this.first += 1;
      this.state = { line, links, tally: sum(this.state.tally, tally) };
    }
    this.onProgress(this.state);
  }
}

function sum(one: Tally, other: Partial<Tally>): Tally {
  const total = { ...one };
  for (const name of Object.keys(other) as (keyof Tally)[]) total[name] += other[name] ?? 0;
  return total;
}
