import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { said } from '../../api/said.js';
import { useSettled, useTitle } from '../../shell/hooks.js';
import { setQuery, usePlace } from '../../shell/router.js';
import { isoMinutes, minutesAt, timeText, YEAR } from '../../time/calendar.js';
import { held, readWindow, type Window, windowEdtf, zoomed } from '../../time/window.js';
import { filterOf, readChoice } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { Leading } from './leading.js';
import { MapView } from './map-view.js';
import { type Filter, TIMELINE, WHOLE } from './queries.js';
import { Timeline } from './timeline.js';
// After those of its parts, which it overrules on narrow screens.
import './home.css';
import { Problem } from '../../shell/problem.js';

export function Home() {
  useTitle(null);
  const { query } = usePlace();
  const [{ data, error }] = useQuery({ query: WHOLE });
  // What the first picture needs is asked for at once, not after where time begins is known; and held, since a question that
  // nobody waits for any more is broken off and put anew.
  const [first] = useState(() => {
    const shared = readWindow(query);
    return timelineVariables(shared && windowEdtf(shared), filterOf(readChoice(query)));
  });
  useQuery({ query: TIMELINE, variables: first });
  const whole = useMemo(
    () => (data ? wholeOf(data.first.nodes[0]?.date.earliest, data.last.nodes[0]?.date.latest) : null),
    [data],
  );
  return (
    <div className="home">
      <h1 className="unseen">History in time and space</h1>
      <Problem text={said(error)} />
      {whole && <TimeAndSpace whole={whole} layers={data!.layers} />}
    </div>
  );
}

function timelineVariables(asked: { from: string; to: string } | null, filter: Filter | null) {
  return { ...asked, filter, buckets: innerWidth < 700 ? 60 : 140 };
}

/** From a little before the first moment known to a little after today. */
function wholeOf(earliest: string | undefined, latest: string | undefined): Window {
  const today = Date.now() / 60_000;
  const first = earliest ? isoMinutes(earliest) : minutesAt({ year: -2999 });
  const last = Math.max(today, latest ? isoMinutes(latest) : today);
  const margin = Math.max((last - first) * 0.03, YEAR);
  // Years are written with four digits, so time begins with the year -9999.
  return {
    from: Math.max(Math.floor(first - margin), minutesAt({ year: -9998 })),
    to: Math.ceil(last + margin),
  };
}

interface Layer {
  level: number;
  name: string;
  momentCount: number;
}

function TimeAndSpace({ whole, layers }: { whole: Window; layers: Layer[] }) {
  const { query } = usePlace();
  const [window, setWindow] = useWindow(whole, query);
  const choice = readChoice(query);
  const narrowing = filterOf(choice);

  const settled = useSettled(window, 120);
  const all = settled.from <= whole.from && settled.to >= whole.to;
  const asked = all ? null : windowEdtf(settled);
  // The same as long as it says the same: while time is dragged nothing but the timeline is drawn.
  const filterText = JSON.stringify(asked || narrowing ? { ...narrowing, ...asked } : null);
  const filter = useMemo(() => JSON.parse(filterText) as Filter | null, [filterText]);
  const [{ data, error, fetching }] = useQuery({
    query: TIMELINE,
    variables: timelineVariables(asked, narrowing),
  });
  const buckets = data?.timeline.buckets ?? [];
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const span = window.to - window.from;
  const middle = (window.from + window.to) / 2;
  const today = Date.now() / 60_000;
  const end = window.to >= today && span > 2 * YEAR ? 'today' : timeText(window.to - 1, span);

  return (
    <>
      <FilterBar choice={choice} layers={layers} />
      <section className="time" aria-label="Time" aria-busy={fetching}>
        <header>
          <p className="span">
            {timeText(window.from, span)} <span aria-hidden="true">—</span>
            <span className="unseen"> to </span> {end}
          </p>
          <p className="quiet" role="status">
            {data ? `${count.toLocaleString('en')} ${count === 1 ? 'moment' : 'moments'}` : ' '}
          </p>
          <div className="zoom">
            <button type="button" className="chip" onClick={() => setWindow(whole)}>
              All
            </button>
            <button
              type="button"
              className="chip"
              aria-label="Zoom out"
              onClick={() => setWindow(zoomed(window, 2, middle, whole))}
            >
              −
            </button>
            <button
              type="button"
              className="chip"
              aria-label="Zoom in"
              onClick={() => setWindow(zoomed(window, 0.5, middle, whole))}
            >
              +
            </button>
          </div>
        </header>
        <Problem text={said(error)} />
        {data && count === 0 && (
          <p className="nothing">
            {all && !narrowing
              ? 'Nothing is here yet. Set a service key and index a moment.'
              : 'Nothing is known of this stretch.'}
          </p>
        )}
        <Timeline window={window} whole={whole} buckets={buckets} onWindow={setWindow} />
      </section>
      <div className="below">
        <Leading buckets={buckets} />
        <MapView filter={filter} at={query.get('map')} />
      </div>
    </>
  );
}

/** The window on the screen; the address follows once it stands still, and leads when it is changed by "back". */
function useWindow(whole: Window, query: URLSearchParams): [Window, (window: Window) => void] {
  const [window, setWindow] = useState(() => held(readWindow(query) ?? whole, whole));
  const written = useRef(addressOf(window, whole));
  const settled = useSettled(window, 250);
  const inAddress = `${query.get('from') ?? ''}|${query.get('to') ?? ''}`;

  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setWindow(held(readWindow(query) ?? whole, whole));
  }, [inAddress, query, whole]);

  useEffect(() => {
    const address = addressOf(settled, whole);
    if (address === written.current) return;
    written.current = address;
    const [from = '', to = ''] = address.split('|');
    setQuery({ from, to });
  }, [settled, whole]);

  return [window, setWindow];
}

function addressOf(window: Window, whole: Window): string {
  if (window.from <= whole.from && window.to >= whole.to) return '|';
  const { from, to } = windowEdtf(window);
  return `${from}|${to}`;
}
