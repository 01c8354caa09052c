import { ClockchainError } from '../../errors.js';

/** What is under way in this process, and how much of it there may be. */
export interface Load {
  /** Throws SERVICE_UNAVAILABLE where so much is under way already that more would only wait. */
  refuseWhenFull(): void;
  /** Counts a piece of work until the function given back is called, for the first time. */
  begin(): () => void;
  during<T>(work: () => T | Promise<T>): Promise<T>;
}

/**
 * A burst of so many waits a moment for one of the hundred connections to Neo4j. What came on top would wait longer than its client does, and be
 * worked on for nobody.
 */
export const MAX_AT_WORK = 512;
const RETRY_AFTER_S = 1;

export interface LoadObserver {
  /** So many more pieces of work are under way. */
  atWork(change: 1 | -1): void;
  overloaded(): void;
}

export function watchLoad(most: number, observer?: LoadObserver): Load {
  let atWork = 0;

  function begin(): () => void {
    let open = true;
    atWork++;
    observer?.atWork(1);
    return () => {
      if (!open) return;
      open = false;
      atWork--;
      observer?.atWork(-1);
    };
  }

  return {
    begin,
    refuseWhenFull() {
      if (atWork < most) return;
      observer?.overloaded();
      throw new ClockchainError(
        'SERVICE_UNAVAILABLE',
        'More is asked than can be done soon; try again shortly.',
        {
          retryAfter: RETRY_AFTER_S,
        },
      );
    },
    async during(work) {
      const done = begin();
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
