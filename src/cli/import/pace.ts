const FEWEST = 50;
/** As many as the service takes in one call. */
const MOST = 1_000;
const SOON_MS = 1_000;
const LATE_MS = 5_000;

/** How many to send in one call: few at first, more as long as answers come soon, so that a slow service is not asked beyond its time. */
export class Pace {
  size = FEWEST;

  answered(count: number, ms: number): void {
    if (ms > LATE_MS) this.size = Math.max(FEWEST, Math.floor(this.size / 2));
    else if (ms < SOON_MS && count >= this.size) this.size = Math.min(MOST, this.size * 2);
  }
}
