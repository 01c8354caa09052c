import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** A bar on standard error where a person looks; nothing elsewhere. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
  stop(): void;
}

export function showProgress({ interactive, stderr }: Terminal, what: string): Progress {
  if (!interactive) return { update() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: `${what} {bar} {percentage}%  {note}`,
      stream: stderr as NodeJS.WritableStream,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, note = '') {
      if (!started) bar.start(total, done, { note });
      started = true;
      bar.setTotal(total);
      bar.update(done, { note });
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
