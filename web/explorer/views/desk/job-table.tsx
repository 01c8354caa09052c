import { useMutation } from 'urql';
import { said } from '../../api/said.js';
import { Problem } from '../../shell/problem.js';
import { Link, momentAddress } from '../../shell/router.js';
import { PUBLISH } from '../moment/queries.js';
import { CANCEL, type JobRowData, RETRY } from './queries.js';

/** Jobs, one a row, with what can be done about each. `onChange` is told after something was. */
export function JobTable({ jobs, onChange }: { jobs: JobRowData[]; onChange: () => void }) {
  return (
    <ul className="jobs">
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} onChange={onChange} />
      ))}
    </ul>
  );
}

function JobRow({ job, onChange }: { job: JobRowData; onChange: () => void }) {
  const [cancelled, cancel] = useMutation(CANCEL);
  const [retried, retry] = useMutation(RETRY);
  const [published, publish] = useMutation(PUBLISH);
  const error = cancelled.error ?? retried.error ?? published.error;
  const running = job.status === 'PENDING' || job.status === 'PROCESSING';
  const again = job.status === 'FAILED' || job.status === 'CANCELLED';
  const hidden = job.moment && job.moment.visibility !== 'PUBLIC' && !published.data;
  const after = (work: Promise<unknown>) => void work.then(onChange);
  return (
    <li className={`job ${job.status.toLowerCase()}`}>
      <div>
        <strong>{job.query}</strong>
        <p className="quiet">
          {job.path ? (
            <Link href={momentAddress(job.path)}>{job.moment?.name ?? job.path}</Link>
          ) : (
            (job.error ?? stageText(job))
          )}
        </p>
        <Problem text={said(error)} />
      </div>
      <span className="status">{job.status.toLowerCase()}</span>
      <span className="acts">
        {running && (
          <button
            type="button"
            className="chip"
            disabled={cancelled.fetching}
            onClick={() => after(cancel({ id: job.id }))}
          >
            Cancel
          </button>
        )}
        {again && (
          <button
            type="button"
            className="chip"
            disabled={retried.fetching}
            onClick={() => after(retry({ id: job.id }))}
          >
            Retry
          </button>
        )}
        {hidden && job.path && (
          <button
            type="button"
            className="chip"
            disabled={published.fetching}
            onClick={() => after(publish({ path: job.path!, visibility: 'PUBLIC' }))}
          >
            Publish
          </button>
        )}
      </span>
      {running && <progress max={1} value={job.progress} aria-label={`Progress of ${job.query}`} />}
    </li>
  );
}

function stageText({ status, stage, nextAttemptAt }: JobRowData): string {
  if (status === 'CANCELLED') return 'Ended on request.';
  if (stage === 'WAITING' && nextAttemptAt)
    return `Tried again at ${new Date(nextAttemptAt).toLocaleTimeString('en-GB')}.`;
  const words: Record<string, string> = {
    QUEUED: 'Waits for its turn.',
    GENERATING: 'The generator is asked.',
    STORING: 'Its answer goes into the graph.',
  };
  return words[stage] ?? '';
}
