import { useEffect, useState } from 'react';
import { useMutation, useQuery, useSubscription } from 'urql';
import { useConnectionLost } from '../../api/client.js';
import { said } from '../../api/said.js';
import { Problem } from '../../shell/problem.js';
import { Link, setQuery, usePlace } from '../../shell/router.js';
import { JobTable } from './job-table.js';
import { JOBS, RETRY_BATCH, WATCH_BATCH, WATCH_JOB } from './queries.js';

const STATUSES = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
type Status = (typeof STATUSES)[number];

export function Jobs() {
  const { query } = usePlace();
  const [batch, job] = [query.get('batch'), query.get('job')];
  const lost = useConnectionLost();
  // After a retry or a cancel the watch is begun anew: a watch ends with what it watches.
  const [round, setRound] = useState(0);
  const again = () => setRound(round + 1);
  return (
    <>
      {lost && (
        <p className="problem" role="status">
          The connection was lost and is being tried again; nothing is lost by that, the jobs go on.
        </p>
      )}
      {batch ? (
        <WatchBatch key={`${batch} ${round}`} id={batch} onChange={again} />
      ) : job ? (
        <WatchJob key={`${job} ${round}`} id={job} onChange={again} />
      ) : (
        <AllJobs status={STATUSES.find((one) => one === query.get('status')) ?? null} />
      )}
    </>
  );
}

function WatchBatch({ id, onChange }: { id: string; onChange: () => void }) {
  const [{ data, error }] = useSubscription({ query: WATCH_BATCH, variables: { id } });
  const [retried, retryBatch] = useMutation(RETRY_BATCH);
  const batch = data?.batchUpdated;
  if (!batch) return <Waiting error={said(error)} />;
  const { counts, total } = batch;
  const ended = counts.completed + counts.failed + counts.cancelled;
  return (
    <>
      <p className="tally" role="status">
        <strong>
          {ended} of {total}
        </strong>{' '}
        ended: {counts.completed} completed, {counts.failed} failed, {counts.cancelled} cancelled
        {counts.processing > 0 && `; ${counts.processing} running`}
      </p>
      <progress max={total} value={ended} aria-label="Progress of the batch" />
      <div className="chips">
        {counts.failed > 0 && (
          <button
            type="button"
            className="chip"
            disabled={retried.fetching}
            onClick={() => void retryBatch({ id }).then(onChange)}
          >
            Retry what failed
          </button>
        )}
        <Link className="chip" href="/desk/jobs">
          All jobs
        </Link>
      </div>
      <Problem text={said(retried.error)} />
      <JobTable jobs={batch.jobs} onChange={onChange} />
    </>
  );
}

function WatchJob({ id, onChange }: { id: string; onChange: () => void }) {
  const [{ data, error }] = useSubscription({ query: WATCH_JOB, variables: { id } });
  if (!data) return <Waiting error={said(error)} />;
  return (
    <>
      <JobTable jobs={[data.jobUpdated]} onChange={onChange} />
      <Link className="chip" href="/desk/jobs">
        All jobs
      </Link>
    </>
  );
}

/** The latest jobs; asked for again every two seconds while some have not ended. */
function AllJobs({ status }: { status: Status | null }) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error }, ask] = useQuery({
    query: JOBS,
    variables: { filter: status ? { status: [status] } : null, after },
    requestPolicy: 'cache-and-network',
  });
  const live =
    data?.jobs.nodes.some((job) => job.status === 'PENDING' || job.status === 'PROCESSING') ?? false;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), 2_000);
    return () => clearInterval(timer);
  }, [live, ask]);
  return (
    <>
      <div className="chips" role="group" aria-label="Status">
        {STATUSES.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={status === one}
            onClick={() => {
              setAfter(null);
              setQuery({ status: status === one ? null : one });
            }}
          >
            {one.toLowerCase()}
          </button>
        ))}
        <span className="quiet">{data && `${data.jobs.totalCount.toLocaleString('en')} in all`}</span>
      </div>
      {!data && <Waiting error={said(error)} />}
      {data && data.jobs.nodes.length === 0 && <p className="quiet">There are none.</p>}
      {data && <JobTable jobs={data.jobs.nodes} onChange={() => ask({ requestPolicy: 'network-only' })} />}
      <div className="chips">
        {after && (
          <button type="button" className="chip" onClick={() => setAfter(null)}>
            The latest
          </button>
        )}
        {data?.jobs.pageInfo.hasNextPage && (
          <button type="button" className="chip" onClick={() => setAfter(data.jobs.pageInfo.endCursor)}>
            Earlier ones
          </button>
        )}
      </div>
    </>
  );
}

function Waiting({ error }: { error: string | null }) {
  return error ? (
    <p className="problem" role="alert">
      {error}
    </p>
  ) : (
    <p className="quiet">Looking…</p>
  );
}
