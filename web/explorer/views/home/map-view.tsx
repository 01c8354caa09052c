import './map.css';
import { memo, useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { said } from '../../api/said.js';
import { useSettled, useSize } from '../../shell/hooks.js';
import { usePanZoom } from '../../shell/pan-zoom.js';
import { Problem } from '../../shell/problem.js';
import { go, momentAddress, setQuery } from '../../shell/router.js';
import {
  boxOf,
  degreesOf,
  heldView,
  kOf,
  leastOf,
  transformOf,
  unitOf,
  type MapView as View,
  zoomOf,
} from './projection.js';
import { CLUSTERS, type Cluster, type Filter } from './queries.js';
import { ThereList } from './there-list.js';

const WORLD: View = { x: 0.53, y: (unitOf(72, 0).y + unitOf(-48, 0).y) / 2, k: 1 };

/** Where what is on the timeline took place. */
export const MapView = memo(function MapView({ filter, at }: { filter: Filter | null; at: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [wanted, setView] = useState<View>(() => readView(at) ?? WORLD);
  const view = heldView(wanted, width || 1, height || 1);
  const [there, setThere] = useState<Cluster | null>(null);
  const land = useCoastlines(zoomOf(view.k) > 3.2);

  const change = (next: View) => setView(heldView(next, width, height));
  const zoom = (factor: number, px = width / 2, py = height / 2) => {
    const next = heldView({ ...view, k: view.k / factor }, width, height);
    const by = 1 / view.k - 1 / next.k;
    change({ k: next.k, x: view.x + (px - width / 2) * by, y: view.y + (py - height / 2) * by });
  };
  usePanZoom(box, {
    onPan: (dx, dy) => change({ ...view, x: view.x - dx / view.k, y: view.y - dy / view.k }),
    onZoom: zoom,
  });

  const text = width > 0 ? viewText(view, leastOf(width, height)) : null;
  const settled = useSettled(text, 250);
  useEffect(() => {
    if (settled !== null && settled === text) setQuery({ map: settled });
  }, [settled, text]);

  const looked = JSON.stringify({
    within: boxOf(view, width, height),
    zoom: Math.floor(zoomOf(view.k) + 0.2),
  });
  // What is seen first is asked for at once.
  const asked = useSettled(width > 0 ? looked : null, 140) ?? looked;
  const { within, zoom: level } = JSON.parse(asked) as { within: ReturnType<typeof boxOf>; zoom: number };
  const [{ data, error }] = useQuery({
    query: CLUSTERS,
    variables: { filter, within, zoom: Math.max(0, Math.min(20, level)) },
    pause: width === 0,
  });
  const clusters = data?.clusters.clusters ?? [];

  const open = (cluster: Cluster) => {
    if (cluster.count === 1 && cluster.top) return go(momentAddress(cluster.top.path));
    if (zoomOf(view.k) > 7.5 || cluster.count <= 6) return setThere(cluster);
    change({ ...unitOf(cluster.latitude, cluster.longitude), k: view.k * 4 });
  };

  return (
    <section className="map" aria-label="Map">
      <div className="map-frame" ref={box}>
        <svg width={width} height={height} aria-hidden="true">
          <g className="land" transform={transformOf(view, width, height)}>
            <path id="land" d={land} />
            {view.k < width && [-1000, 1000].map((x) => <use key={x} href="#land" x={x} opacity={0.4} />)}
          </g>
        </svg>
        <ul aria-label="Places on the map">
          {[...clusters].reverse().map((cluster) => {
            const { x, y } = unitOf(cluster.latitude, cluster.longitude);
            const [left, top] = [(x - view.x) * view.k + width / 2, (y - view.y) * view.k + height / 2];
            if (left < -30 || left > width + 30 || top < -30 || top > height + 30) return null;
            const size = cluster.count === 1 ? 13 : Math.min(46, 18 + 4 * Math.log2(cluster.count));
            const where = cluster.top?.place.name ?? 'here';
            return (
              <li
                key={`${cluster.latitude},${cluster.longitude}`}
                style={{ transform: `translate(${left}px, ${top}px)` }}
              >
                <button
                  type="button"
                  className={cluster.count === 1 ? 'marker one' : 'marker'}
                  style={{ width: size, height: size }}
                  aria-label={
                    cluster.count === 1
                      ? `${cluster.top?.name}, ${where}`
                      : `${cluster.count} moments around ${where}`
                  }
                  title={
                    cluster.count === 1
                      ? `${cluster.top?.name}, ${cluster.top?.date.text}`
                      : `${cluster.count} around ${where}`
                  }
                  onClick={() => open(cluster)}
                >
                  {cluster.count > 1 && cluster.count}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      <div className="zoom map-zoom">
        <button type="button" className="chip" aria-label="Map: zoom out" onClick={() => zoom(2)}>
          −
        </button>
        <button type="button" className="chip" aria-label="Map: zoom in" onClick={() => zoom(0.5)}>
          +
        </button>
      </div>
      <Problem text={said(error)} />
      {there && (
        <ThereList cluster={there} filter={filter} zoom={zoomOf(view.k)} onClose={() => setThere(null)} />
      )}
    </section>
  );
});

/** The coarse lines at once, the fine ones when they would be seen. */
function useCoastlines(fine: boolean): string {
  const [paths, setPaths] = useState<{ coarse?: string; fine?: string }>({});
  const wanted = fine ? 'fine' : 'coarse';
  useEffect(() => {
    if (paths[wanted]) return;
    const file = fine ? import('coastlines:fine') : import('coastlines:coarse');
    void file.then(({ default: path }) => setPaths((known) => ({ ...known, [wanted]: path })));
  }, [fine, wanted, paths]);
  return paths[wanted] ?? paths.coarse ?? '';
}

/** `latitude,longitude,zoom`; none where the map shows the whole world. */
function viewText(view: View, least: number): string {
  if (view.k <= least * 1.001) return '';
  const { latitude, longitude } = degreesOf(view.x, view.y);
  return `${latitude.toFixed(3)},${longitude.toFixed(3)},${zoomOf(view.k).toFixed(2)}`;
}

function readView(text: string | null): View | null {
  const [latitude, longitude, zoom] = (text ?? '').split(',').map(Number);
  if (![latitude, longitude, zoom].every(Number.isFinite)) return null;
  return { ...unitOf(latitude!, longitude!), k: kOf(zoom!) };
}
