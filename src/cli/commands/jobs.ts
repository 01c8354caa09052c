import type { Command } from 'commander';
import type { AddCommand, Calling } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { format } from '../cypher/output.js';
import { findWatched, followAll, PATIENCE } from '../follow-jobs.js';
import { wholeNumber } from '../whole-number.js';

const FIELDS =
  'id status stage query path error errorCode attempts progress clientRef retryOf createdAt completedAt';
const LIST = `query ($filter: JobFilter, $first: Int!) {
  jobs(filter: $filter, first: $first) { nodes { ${FIELDS} batch { id } } }
  queue { pending processing failed paused }
}`;
const SHOW = `query ($id: ID!) {
  job(id: $id) { ${FIELDS} preset visibility startedAt nextAttemptAt generator batch { id } attemptLog { run at code message } }
}`;
const CANCEL = `mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { ${FIELDS} } } }`;
const RETRY = `mutation ($id: ID!) { retryJob(input: { id: $id }) { job { ${FIELDS} } } }`;
const RETRY_BATCH = `mutation ($id: ID!) { retryBatch(input: { id: $id }) { jobs { ${FIELDS} } } }`;

interface Job {
  id: string;
  status: string;
  query: string;
  path: string | null;
  error: string | null;
  [field: string]: unknown;
}

export const addJobs: AddCommand = (program, calling) => {
  const jobs = program.command('jobs').description('the jobs that turn queries into moments');
  jobs.action(() => {
    throw new CliError(EXIT.usage, jobs.helpInformation());
  });
  addList(jobs, calling);
  jobs
    .command('show')
    .description('all that is known of one job')
    .argument('<id>')
    .action(async (id: string) => {
      const { job } = await calling().service().ask<{ job: Job | null }>(SHOW, { id });
      if (!job) throw new CliError(EXIT.failed, `There is no job ${id}.`, 'NOT_FOUND');
      show(calling(), job);
    });
  jobs
    .command('cancel')
    .description('end a job; one that is pending never starts')
    .argument('<id>')
    .action(async (id: string) => {
      const { cancelJob } = await calling().service().ask<{ cancelJob: { job: Job } }>(CANCEL, { id });
      tell(calling(), [cancelJob.job]);
    });
  jobs
    .command('retry')
    .description('ask again what failed or was cancelled; of a batch, all that failed')
    .argument('<id>', 'of a job, or of a batch with --batch')
    .option('--batch', 'the id is that of a batch')
    .action(async (id: string, { batch }: { batch?: boolean }) => {
      const service = calling().service();
      if (batch) {
        const { retryBatch } = await service.ask<{ retryBatch: { jobs: Job[] } }>(RETRY_BATCH, { id });
        return tell(calling(), retryBatch.jobs);
      }
      const { retryJob } = await service.ask<{ retryJob: { job: Job } }>(RETRY, { id });
      tell(calling(), [retryJob.job]);
    });
  jobs
    .command('watch')
    .description('watch jobs or batches to their end, as generate does')
    .argument('<id...>', 'of jobs or batches')
    .option('--patience <seconds>', PATIENCE, wholeNumber(0, 86_400), 120)
    .action(async (ids: string[], { patience }: { patience: number }) => {
      const watched = await findWatched(calling().service(), ids);
      calling().note('Watching; Ctrl-C leaves the jobs running.\n');
      await followAll(calling(), watched, patience);
    });
};

function addList(jobs: Command, calling: () => Calling): void {
  jobs
    .command('list')
    .description('the latest accepted first, and how the queue is doing')
    .option('--status <status...>', 'pending, processing, completed, failed or cancelled')
    .option('--batch <id>', 'only of this batch')
    .option('--text <words>', 'only those whose query holds this')
    .option('-n, --first <count>', 'how many at most, 1 to 100', wholeNumber(1, 100), 20)
    .action(async (options: { status?: string[]; batch?: string; text?: string; first: number }) => {
      const { service, json, say, note } = calling();
      const { status, first, ...rest } = options;
      const filter = { ...rest, ...(status && { status: status.map((one) => one.toUpperCase()) }) };
      const answer = await service().ask<{
        jobs: { nodes: Job[] };
        queue: { pending: number; processing: number; failed: number; paused: boolean };
      }>(LIST, { filter, first });
      if (json) return say(`${JSON.stringify(answer.jobs.nodes, null, 2)}\n`);
      tell(calling(), answer.jobs.nodes);
      const { pending, processing, failed, paused } = answer.queue;
      note(
        `(queue: ${pending} pending, ${processing} processing, ${failed} failed${paused ? ', paused' : ''})\n`,
      );
    });
}

function tell({ json, say }: Calling, jobs: Job[]): void {
  if (json) say(`${JSON.stringify(jobs, null, 2)}\n`);
  if (json || jobs.length === 0) return;
  const rows = jobs.map(({ id, status, query, path, error }) => [id, status, query, path ?? error]);
  say(format({ columns: ['id', 'status', 'query', 'path or error'], rows, cut: false }, 'table'));
}

function show({ json, say }: Calling, job: Job): void {
  if (json) {
    say(`${JSON.stringify(job, null, 2)}\n`);
    return;
  }
  const { attemptLog, batch, ...facts } = job;
  const all: [string, unknown][] = [
    ...Object.entries(facts),
    ['batch', (batch as { id: string } | null)?.id],
  ];
  const lines = all
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name.padEnd(14)}${value}`);
  const runs = (attemptLog as { run: number; at: string; code: string; message: string }[]).map(
    ({ run, at, code, message }) => `run ${run}, ${at}: ${code}: ${message}`,
  );
  say(`${[...lines, ...runs].join('\n')}\n`);
}
