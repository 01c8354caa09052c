import './between.css';
import { Fragment } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../api/graphql.js';
import { said } from '../../api/said.js';
import { FAMILIES, LINK_WORDS, type LinkType } from '../../links/link-types.js';
import { useTitle } from '../../shell/hooks.js';
import { MomentPicker } from '../../shell/moment-picker.js';
import { Problem } from '../../shell/problem.js';
import { Link, momentAddress, setQuery, usePlace } from '../../shell/router.js';
import { Toggles } from '../../shell/toggles.js';

const BETWEEN = graphql(`
  query Between($from: MomentPath!, $to: MomentPath!, $types: [LinkType!]!) {
    pathBetween(from: $from, to: $to, types: $types, maxHops: 10) {
      found
      hops
      truncated
      moments { id path name oneLiner date { text } place { name } }
      links { id type weight layer explanation }
    }
  }
`);

const NAMES = graphql(`
  query Ends($from: MomentPath!, $to: MomentPath!, $withFrom: Boolean!, $withTo: Boolean!) {
    from: moment(path: $from) @include(if: $withFrom) { name date { earliest } }
    to: moment(path: $to) @include(if: $withTo) { name date { earliest } }
  }
`);

const FIRST = ['Causes', 'Influences', 'Sequence'];

/** The shortest way along links from one moment to a later one, with why each step holds. */
export default function Between() {
  useTitle('Between two moments');
  const { query } = usePlace();
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const families = query.has('links') ? query.get('links')!.split(',') : FIRST;
  const types = FAMILIES.filter(({ label }) => families.includes(label)).flatMap((one) => one.types);
  const [{ data: ends }] = useQuery({
    query: NAMES,
    variables: { from: from || '/', to: to || '/', withFrom: from !== '', withTo: to !== '' },
    pause: !from && !to,
  });
  const [{ data, error, fetching }] = useQuery({
    query: BETWEEN,
    variables: { from, to, types: types as LinkType[] },
    pause: !from || !to || types.length === 0,
  });
  const way = data?.pathBetween;
  const asked = from !== '' && to !== '';
  return (
    <article className="page between">
      <h1>How one led to another</h1>
      <div className="ends">
        <MomentPicker
          key={`from ${ends?.from?.name}`}
          label="From the moment"
          placeholder="From: the earlier moment"
          initial={from && (ends?.from?.name ?? '')}
          onPick={({ path }) => setQuery({ from: path }, { replace: false })}
        />
        <button
          type="button"
          className="chip"
          aria-label="Turn the two round"
          onClick={() => setQuery({ from: to, to: from })}
        >
          ⇄
        </button>
        <MomentPicker
          key={`to ${ends?.to?.name}`}
          label="To the moment"
          placeholder="To: the later moment"
          initial={to && (ends?.to?.name ?? '')}
          onPick={({ path }) => setQuery({ to: path }, { replace: false })}
        />
      </div>
      <div className="chips" role="group" aria-label="Links to follow">
        <Toggles
          options={FAMILIES.map(({ label }) => ({ value: label, label }))}
          chosen={families}
          onChange={(chosen) => setQuery({ links: chosen.join(',') || 'none' })}
        />
      </div>
      <div role="status" className="verdict quiet">
        {!asked && 'Choose two moments; links are followed from the earlier to the later.'}
        {asked && types.length === 0 && 'Choose at least one kind of link to follow.'}
        {asked && fetching && 'Looking for a way…'}
        {asked && !fetching && way?.found && `${way.hops} ${way.hops === 1 ? 'step' : 'steps'}`}
        {asked &&
          !fetching &&
          way &&
          !way.found &&
          'No way of at most ten steps is known. Turn the two round, or follow more kinds of links.'}
        {asked && !fetching && data && !way && 'One of the two is not there, or not yours to see.'}
        {way?.truncated && ' The search left ways out; a shorter one may exist.'}
      </div>
      <Problem text={said(error)} />
      {asked && way?.found && (
        <ol className="way">
          {way.moments.map((moment, i) => (
            <Fragment key={moment.id}>
              <li className="stop">
                <small>
                  {moment.date.text} · {moment.place.name}
                </small>
                <Link href={momentAddress(moment.path)}>{moment.name}</Link>
                {moment.oneLiner && <p>{moment.oneLiner}</p>}
              </li>
              {way.links[i] && (
                <li className={`step ${LINK_WORDS[way.links[i].type].line}`}>
                  <strong>{LINK_WORDS[way.links[i].type].heading}</strong>
                  <p>{way.links[i].explanation}</p>
                </li>
              )}
            </Fragment>
          ))}
        </ol>
      )}
    </article>
  );
}
