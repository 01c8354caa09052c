import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { ClockchainError } from '../../errors.js';

/** Why one row, or one link of it, was refused. */
export interface Problem {
  line: number;
  what: 'moment' | 'link' | 'row';
  code: string;
  field: string | null;
  message: string;
}

/** What `problemOf` takes of an error, thrown here or told by the service. */
export type Refused = Pick<Problem, 'code' | 'message'> & { field?: string | null };

const SHOWN = 20;
const KEPT = 1_000;

/** Bad rows as they are found: the first on standard error, all in the report, if one is wanted. */
export class Problems {
  count = 0;
  /** The first thousand. */
  readonly first: Problem[] = [];
  private readonly report: WriteStream | null;

  constructor(
    reportFile: string | null,
    private readonly note: (text: string) => void,
  ) {
    this.report = reportFile === null ? null : createWriteStream(reportFile);
  }

  add(problem: Problem): void {
    this.count += 1;
    if (this.first.length < KEPT) this.first.push(problem);
    if (this.count <= SHOWN) this.note(`line ${problem.line}: ${problem.message}\n`);
    else if (this.count === SHOWN + 1) this.note('… (more: --report FILE writes them all)\n');
    this.report?.write(`${JSON.stringify(problem)}\n`);
  }

  async close(): Promise<void> {
    if (!this.report) return;
    this.report.end();
    await once(this.report, 'close');
  }
}

export function problemOf(line: number, what: Problem['what'], error: Refused | ClockchainError): Problem {
  const field = 'details' in error ? error.details.field : error.field;
  return { line, what, code: error.code, field: field ?? null, message: error.message };
}
