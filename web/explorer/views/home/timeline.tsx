import './timeline.css';
import { type KeyboardEvent, useRef } from 'react';
import { useFonts, useSize } from '../../shell/hooks.js';
import { usePanZoom } from '../../shell/pan-zoom.js';
import { Link, momentAddress } from '../../shell/router.js';
import { edtfEnd, edtfStart, timeText } from '../../time/calendar.js';
import { ticks } from '../../time/ticks.js';
import { moved, type Window, zoomed } from '../../time/window.js';
import { placeLabels } from './labels.js';
import type { Bucket } from './queries.js';

const AXIS = 30;
const BARS = 84;
const LANE = 46;

export interface TimelineProps {
  window: Window;
  whole: Window;
  buckets: Bucket[];
  onWindow: (window: Window) => void;
}

/** Bars say how much happened, names what; drag moves it, wheel and pinch zoom. */
export function Timeline({ window, whole, buckets, onWindow }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  useFonts();
  const span = window.to - window.from;
  const x = (minutes: number) => ((minutes - window.from) / span) * width;

  usePanZoom(box, {
    onPan: (dx) => onWindow(moved(window, -dx / width, whole)),
    onZoom: (factor, at) => onWindow(zoomed(window, factor, window.from + (at / width) * span, whole)),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const act: Record<string, () => Window> = {
      ArrowLeft: () => moved(window, -0.2, whole),
      ArrowRight: () => moved(window, 0.2, whole),
      '+': () => zoomed(window, 0.5, (window.from + window.to) / 2, whole),
      '=': () => zoomed(window, 0.5, (window.from + window.to) / 2, whole),
      '-': () => zoomed(window, 2, (window.from + window.to) / 2, whole),
      Home: () => whole,
    };
    const next = act[event.key];
    if (!next || event.target !== event.currentTarget) return;
    event.preventDefault();
    onWindow(next());
  };

  const floor = height - AXIS;
  const top = Math.max(1, ...buckets.map(({ count }) => count));
  const lanes = Math.max(1, Math.floor((floor - BARS) / LANE));
  const labels = width > 0 ? placeLabels(buckets, window, width, lanes) : [];
  const laneTop = (lane: number) => floor - BARS - (lane + 1) * LANE;

  return (
    <div
      className="timeline"
      ref={box}
      role="group"
      aria-label={`Timeline from ${timeText(window.from, span)} to ${timeText(window.to, span)}. Arrows move, plus and minus zoom, Home shows all.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden="true">
        {ticks(window.from, window.to, width / 105).map(({ at, label, major }) => (
          <g key={at} transform={`translate(${x(at)} 0)`} className={major ? 'tick major' : 'tick'}>
            <line y1={0} y2={floor + 6} />
            <text y={height - 8}>{label}</text>
          </g>
        ))}
        <line className="ground-line" x1={0} x2={width} y1={floor} y2={floor} />
        {buckets.map((bucket) => {
          if (bucket.count === 0) return null;
          const [from, to] = [edtfStart(bucket.from)!, edtfEnd(bucket.to)!];
          const tall = 4 + (BARS - 16) * Math.sqrt(bucket.count / top);
          return (
            <rect
              key={bucket.from}
              className="bar"
              x={x(from)}
              width={Math.max(2, x(to) - x(from) - 1)}
              y={floor - tall}
              height={tall}
              rx={1.5}
              onClick={() => onWindow(zoomed({ from, to }, 1.6, (from + to) / 2, whole))}
            >
              <title>{bucket.count}</title>
            </rect>
          );
        })}
        {labels.map((label) => (
          <g key={label.moment.id} className="stem">
            <line x1={label.x} x2={label.x} y1={laneTop(label.lane) + 38} y2={floor} />
            <circle cx={label.x} cy={floor} r={3} />
          </g>
        ))}
      </svg>
      <ul aria-label="Leading moments on the screen">
        {labels.map(({ moment, left, width: wide, lane, turned }) => (
          <li
            key={moment.id}
            className={turned ? 'turned' : undefined}
            style={{ transform: `translate(${left}px, ${laneTop(lane)}px)`, width: wide }}
          >
            <Link href={momentAddress(moment.path)} title={moment.name} draggable={false}>
              <strong>{moment.name}</strong>
              <small>{moment.date.text.replace(' (Julian calendar)', '')}</small>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
