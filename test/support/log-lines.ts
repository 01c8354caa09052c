import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** A log as the service writes it where nobody looks at a terminal, kept in memory. */
export function keptLog(level = 'debug'): { log: Logger; text(): string; lines(): LogLine[] } {
  let text = '';
  const log = pino(
    { level },
    new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    }),
  );
  return {
    log,
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

export type LogLine = Record<string, unknown> & { msg: string; level: number };
