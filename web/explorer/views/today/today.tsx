import './today.css';
import { useQuery } from 'urql';
import { graphql } from '../../api/graphql.js';
import { said } from '../../api/said.js';
import { useTitle } from '../../shell/hooks.js';
import { Problem } from '../../shell/problem.js';
import { Link, momentAddress, setQuery, usePlace } from '../../shell/router.js';
import { MONTHS, yearText } from '../../time/calendar.js';

const TODAY = graphql(`
  query OnThisDay($month: Int!, $day: Int!) {
    onThisDay(month: $month, day: $day, first: 100) {
      totalCount
      nodes { id path name oneLiner year date { text } place { name parent { name } } }
    }
  }
`);

/** A leap year, so that 29 February is there. */
const LEAP = 2024;

/** What happened on a day of the year, in the order of time. */
export default function Today() {
  const { query } = usePlace();
  const now = new Date();
  const month = Number(query.get('month') ?? now.getUTCMonth() + 1);
  const day = Number(query.get('day') ?? now.getUTCDate());
  const title = `${day} ${MONTHS[month - 1] ?? ''}`;
  useTitle(`On ${title}`);
  const [{ data, error }] = useQuery({ query: TODAY, variables: { month, day } });

  const show = (m: number, d: number) => setQuery({ month: String(m), day: String(d) }, { replace: false });
  const step = (days: number) => {
    const next = new Date(Date.UTC(LEAP, month - 1, day + days));
    show(next.getUTCMonth() + 1, next.getUTCDate());
  };
  return (
    <article className="page today">
      <header>
        <p className="eyebrow">On this day</p>
        <h1>{title}</h1>
        <div className="chips">
          <button type="button" className="chip" onClick={() => step(-1)}>
            ← The day before
          </button>
          <button type="button" className="chip" onClick={() => step(1)}>
            The day after →
          </button>
          <span className="day">
            <input
              type="number"
              aria-label="Day"
              min={1}
              max={31}
              value={day}
              onChange={({ target }) => {
                const typed = Number(target.value);
                if (typed >= 1 && typed <= new Date(Date.UTC(LEAP, month, 0)).getUTCDate())
                  show(month, typed);
              }}
            />
            <select
              aria-label="Month"
              value={month}
              onChange={({ target }) => {
                const chosen = Number(target.value);
                show(chosen, Math.min(day, new Date(Date.UTC(LEAP, chosen, 0)).getUTCDate()));
              }}
            >
              {MONTHS.map((name, i) => (
                <option key={name} value={i + 1}>
                  {name}
                </option>
              ))}
            </select>
          </span>
        </div>
      </header>
      <Problem text={said(error)} />
      {data && data.onThisDay.nodes.length === 0 && (
        <p className="quiet">
          Nothing is known to have happened on this day. The days around it may have more.
        </p>
      )}
      <ol>
        {data?.onThisDay.nodes.map((moment) => (
          <li key={moment.id}>
            <span className="year">{yearText(moment.year < 0 ? moment.year + 1 : moment.year)}</span>
            <div>
              <Link href={momentAddress(moment.path)}>{moment.name}</Link>
              {moment.oneLiner && <p>{moment.oneLiner}</p>}
              <small className="quiet">
                {moment.place.name}
                {moment.place.parent && `, ${moment.place.parent.name}`}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}
