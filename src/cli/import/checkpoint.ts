import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** What an import came to. */
export interface Tally {
  /** Moments that are new. */
  stored: number;
  /** Moments that stood already and were left as they are. */
  kept: number;
  refused: number;
  linked: number;
  linksKept: number;
  linksRefused: number;
}

export const NOTHING: Tally = { stored: 0, kept: 0, refused: 0, linked: 0, linksKept: 0, linksRefused: 0 };

/** How far an import has come: all of it is in the service. */
export interface State {
  /** All moments up to this line. */
  line: number;
  /** So many of the links, in the order of the file. */
  links: number;
  tally: Tally;
}

export const BEGINNING: State = { line: 0, links: 0, tally: NOTHING };

/** Keeps beside a file how far its import has come, so that the next one goes on from there. */
export interface Checkpoint {
  /** The state of an import of this very file into the same service that was broken off; null for none. */
  load(): State | null;
  save(state: State): void;
  remove(): void;
}

/** For standard input, which cannot be read again. */
export const NO_CHECKPOINT: Checkpoint = { load: () => null, save() {}, remove() {} };

export function checkpointOf(file: string, into: string): Checkpoint {
  const path = `${file}.import`;
  const { size, mtimeMs } = statSync(file);
  const identity = JSON.stringify([into, size, mtimeMs]);
  return {
    load() {
      if (!existsSync(path)) return null;
      try {
        const { of, ...state } = JSON.parse(readFileSync(path, 'utf8')) as State & { of: string };
        return of === identity ? state : null;
      } catch {
        return null;
      }
    },
    save(state) {
      writeFileSync(`${path}.new`, JSON.stringify({ of: identity, ...state }));
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}
