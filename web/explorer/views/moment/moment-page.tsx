import { useMutation, useQuery } from 'urql';
import { useKeys } from '../../api/keys.js';
import { said } from '../../api/said.js';
import { useTitle } from '../../shell/hooks.js';
import { Link, withQuery } from '../../shell/router.js';
import { isoMinutes, YEAR } from '../../time/calendar.js';
import { windowEdtf } from '../../time/window.js';
import { Facts } from './facts.js';
import { LinkGraph } from './link-graph.js';
import { LinksList } from './links-list.js';
import { MOMENT, type MomentDetail, PUBLISH } from './queries.js';
// After that of the graph, which it overrules on narrow screens.
import './moment.css';
import { Problem } from '../../shell/problem.js';

export default function MomentPage({ path }: { path: string }) {
  const [{ data, error, fetching }] = useQuery({ query: MOMENT, variables: { path: decodeURI(path) } });
  const moment = data?.moment;
  useTitle(moment?.name ?? null);
  if (error || (!fetching && !moment)) {
    return (
      <article className="page">
        <h1>No moment stands here</h1>
        <p className="problem" role="alert">
          {said(error) ??
            'There is none at this path that you may see. If it is private, set the service key under “Keys”.'}
        </p>
      </article>
    );
  }
  return moment ? <Page moment={moment} /> : null;
}

function Page({ moment }: { moment: MomentDetail }) {
  const { place } = moment;
  const places = [place, place.parent, place.parent?.parent].filter((one) => one != null);
  const at = isoMinutes(moment.date.earliest);
  const around = windowEdtf({ from: at - 40 * YEAR, to: at + 40 * YEAR });
  return (
    <article className="page moment">
      <p className="eyebrow">
        <Link href={withQuery('/', around)} title="On the timeline">
          {moment.date.text}
        </Link>
        <span>
          {places.map(({ name, path }, i) => (
            <span key={path}>
              {i > 0 && ', '}
              <Link href={withQuery('/', { place: path })}>{name}</Link>
            </span>
          ))}
        </span>
      </p>
      <h1>{moment.name}</h1>
      {moment.oneLiner && <p className="lead">{moment.oneLiner}</p>}
      {moment.figures.length > 0 && (
        <p className="people">{moment.figures.map(({ name }) => name).join(' · ')}</p>
      )}
      <div className="chips">
        {moment.tags.map((tag) => (
          <Link key={tag} className="chip" href={withQuery('/', { tags: tag })}>
            {tag}
          </Link>
        ))}
        <Link className="chip" href={withQuery('/between', { from: moment.path })}>
          The way from here to…
        </Link>
        <Publish moment={moment} />
      </div>
      <LinkGraph id={moment.id} name={moment.name} />
      <LinksList edges={moment.links.edges} total={moment.links.totalCount} />
      <Facts moment={moment} />
    </article>
  );
}

/** With a service key a private moment can be published from here, and hidden again. */
function Publish({ moment }: { moment: MomentDetail }) {
  const { service } = useKeys();
  const [{ fetching, error }, set] = useMutation(PUBLISH);
  if (!service) return null;
  const isPublic = moment.visibility === 'PUBLIC';
  return (
    <>
      <span className="chip">{moment.visibility.toLowerCase()}</span>
      <button
        type="button"
        className="chip"
        disabled={fetching}
        onClick={() => void set({ path: moment.path, visibility: isPublic ? 'PRIVATE' : 'PUBLIC' })}
      >
        {isPublic ? 'Make private' : 'Publish'}
      </button>
      <Problem text={said(error)} />
    </>
  );
}
