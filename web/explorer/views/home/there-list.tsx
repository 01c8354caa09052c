import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { Link, momentAddress } from '../../shell/router.js';
import { type Cluster, type Filter, THERE } from './queries.js';

/** What lies under one marker of the map. */
export function ThereList(props: {
  cluster: Cluster;
  filter: Filter | null;
  zoom: number;
  onClose: () => void;
}) {
  const { cluster, filter, zoom } = props;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  // As wide as the cells that the map gathers by.
  const km = Math.max(1, (40_000 / 2 ** Math.floor(zoom + 0.2) / 4) * 0.75);
  const near = { latitude: cluster.latitude, longitude: cluster.longitude, km };
  const [{ data }] = useQuery({ query: THERE, variables: { filter: { ...filter, near } } });
  return (
    <aside className="there" aria-label={`Around ${cluster.top?.place.name ?? 'here'}`}>
      <header>
        <h2>Around {cluster.top?.place.name ?? 'here'}</h2>
        <button type="button" className="icon-button" aria-label="Close" ref={close} onClick={props.onClose}>
          ×
        </button>
      </header>
      <ol>
        {(data?.moments.nodes ?? []).map((moment) => (
          <li key={moment.id}>
            <Link href={momentAddress(moment.path)}>
              <strong>{moment.name}</strong>
              <small>
                {moment.date.text} · {moment.place.name}
              </small>
            </Link>
          </li>
        ))}
      </ol>
    </aside>
  );
}
