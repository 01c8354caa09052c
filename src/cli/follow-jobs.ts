import type { Calling } from './calling.js';
import { CliError, EXIT } from './cli-error.js';
import { showProgress } from './progress.js';
import type { Service } from './service.js';
import { type Counts, type Watched, watchJobs } from './watch-jobs.js';

/** What the option says. */
export const PATIENCE = 'for how long a service that went away is sought before the watch ends';
const FIND = `query ($id: ID!) {
  batch(id: $id) { id counts { pending processing completed failed cancelled } }
  job(id: $id) { id }
}`;
const JOB_FIELDS = 'id query status path error errorCode clientRef';
const BATCH_ENDS = `query ($id: ID!) { batch(id: $id) { jobs { ${JOB_FIELDS} } } }`;
const JOB_END = `query ($id: ID!) { job(id: $id) { ${JOB_FIELDS} } }`;

export interface EndedJob {
  id: string;
  query: string;
  status: string;
  path: string | null;
  error: string | null;
  errorCode: string | null;
  clientRef: string | null;
}

/** What these ids name: batches or jobs. Throws a CliError for one that names neither. */
export async function findWatched(service: Service, ids: string[]): Promise<Watched[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { batch, job } = await service.ask<{ batch: object | null; job: object | null }>(FIND, { id });
      if (batch) return { kind: 'batch' as const, id };
      if (job) return { kind: 'job' as const, id };
      throw new CliError(EXIT.failed, `There is no batch and no job ${id}.`, 'NOT_FOUND');
    }),
  );
}

/** Watches all to their end, seeking a lost service for `patience` seconds, tells how each job ended, and ends with 0 only where every one is completed. */
export async function followAll(calling: Calling, watched: Watched[], patience: number): Promise<void> {
  const service = calling.service();
  const ended = await watchAll(calling, service, watched, patience);
  const jobs = (await Promise.all(watched.map((one) => endsOf(service, one)))).flat();
  if (calling.json) calling.say(`${JSON.stringify(jobs, null, 2)}\n`);
  else for (const job of jobs) calling.say(`${inOneLine(job)}\n`);
  const { completed, failed, cancelled } = sum(ended);
  const others = [failed && `${failed} failed`, cancelled && `${cancelled} cancelled`].filter(Boolean);
  calling.note(`(${[`${completed} completed`, ...others].join(', ')})\n`);
  if (failed + cancelled > 0) {
    for (const { kind, id } of watched) {
      const option = kind === 'batch' ? ' --batch' : '';
      calling.note(`"clockchain jobs retry ${id}${option}" asks again what failed.\n`);
    }
    calling.endWith(completed > 0 ? EXIT.partly : EXIT.failed);
  }
}

async function watchAll(
  calling: Calling,
  service: Service,
  watched: Watched[],
  patience: number,
): Promise<Counts[]> {
  const progress = showProgress(calling.terminal, 'jobs');
  const counts: Counts[] = watched.map(() => ({
    pending: 1,
    processing: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
  }));
  try {
    return await Promise.all(
      watched.map((one, i) =>
        watchJobs(service, one, {
          patienceMs: patience * 1_000,
          onChange(changed) {
            counts[i] = changed;
            const all = sum(counts);
            const done = all.completed + all.failed + all.cancelled;
            const total = done + all.pending + all.processing;
            progress.update(done, total, `${done} of ${total}${all.failed ? `, ${all.failed} failed` : ''}`);
          },
          onConnection(state) {
            calling.note(
              state === 'lost'
                ? `The connection to ${service.url} is lost; trying again for ${patience} s.\n`
                : 'Connected again.\n',
            );
          },
        }),
      ),
    );
  } finally {
    progress.stop();
  }
}

async function endsOf(service: Service, { kind, id }: Watched): Promise<EndedJob[]> {
  if (kind === 'job') return [(await service.ask<{ job: EndedJob }>(JOB_END, { id })).job];
  return (await service.ask<{ batch: { jobs: EndedJob[] } }>(BATCH_ENDS, { id })).batch.jobs;
}

function inOneLine({ status, query, path, error, errorCode }: EndedJob): string {
  const outcome = status === 'COMPLETED' ? path : errorCode ? `${errorCode}: ${error}` : '';
  return `${status.toLowerCase().padEnd(10)} ${query.replace(/\s+/g, ' ')}\n           ${outcome}`.trimEnd();
}

function sum(all: Counts[]): Counts {
  const total: Counts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const counts of all) {
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name];
  }
  return total;
}
