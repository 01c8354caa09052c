import { useEffect } from 'react';
import { useMutation, useQuery } from 'urql';
import { useKeys } from '../../api/keys.js';
import { said } from '../../api/said.js';
import { Problem } from '../../shell/problem.js';
import { Link } from '../../shell/router.js';
import { PAUSE, QUEUE, RESUME } from './queries.js';

/** How the queue is doing, asked for again every two seconds; with the admin key it can be paused. */
export function Queue() {
  const { admin } = useKeys();
  const [{ data, error }, ask] = useQuery({ query: QUEUE, requestPolicy: 'cache-and-network' });
  const [paused, pause] = useMutation(PAUSE);
  const [resumed, resume] = useMutation(RESUME);
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), 2_000);
    return () => clearInterval(timer);
  }, [ask]);
  const again = () => ask({ requestPolicy: 'network-only' });
  const problem = said(error ?? paused.error ?? resumed.error);
  const queue = data?.queue;
  return (
    <>
      <Problem text={problem} />
      {queue && (
        <>
          <p className="tally" role="status">
            <strong>{queue.paused ? 'Paused' : 'Running'}</strong>
            {queue.paused && ': what runs finishes, nothing is begun'}
          </p>
          <dl className="figures">
            <Figure label="waiting to begin" value={queue.pending} />
            <Figure label="running" value={queue.processing} />
            <Figure label="to be tried again" value={queue.waiting} />
            <Figure label="failed" value={queue.failed} href="/desk/jobs?status=FAILED" />
            <Figure label="ended in the last minute" value={queue.endedLastMinute} />
            <Figure label="at once, at most" value={queue.concurrency ?? '–'} />
            <Figure label="a minute, at most" value={queue.ratePerMinute ?? 'no limit'} />
            <Figure label="moments whose links are due" value={data.derivation.due} />
          </dl>
          {queue.oldestPendingAt && (
            <p className="quiet">
              The oldest has waited since {new Date(queue.oldestPendingAt).toLocaleTimeString('en-GB')}.
            </p>
          )}
          {admin ? (
            <button
              type="button"
              className="button"
              disabled={paused.fetching || resumed.fetching}
              onClick={() => void (queue.paused ? resume({}) : pause({})).then(again)}
            >
              {queue.paused ? 'Resume' : 'Pause'}
            </button>
          ) : (
            <p className="quiet">To pause and resume it, set the admin key under “Keys”.</p>
          )}
        </>
      )}
    </>
  );
}

function Figure({ label, value, href }: { label: string; value: number | string; href?: string }) {
  const text = typeof value === 'number' ? value.toLocaleString('en') : value;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{href ? <Link href={href}>{text}</Link> : text}</dd>
    </div>
  );
}
