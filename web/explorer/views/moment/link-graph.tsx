import './graph.css';
import { useLayoutEffect, useRef } from 'react';
import { FAMILIES, LAYER_WORDS, LINK_WORDS, type LinkType } from '../../links/link-types.js';
import { Link, momentAddress, setQuery, usePlace } from '../../shell/router.js';
import { Toggles } from '../../shell/toggles.js';
import { curve, layOut, NARROW, WIDE } from './layout.js';
import { useWalk, type Walk } from './walk.js';

const list = (text: string | null) => (text ?? '').split(',').filter(Boolean);
const FIRST = ['Causes', 'Influences', 'Sequence', 'Challenges'];

/** Causes to the left, consequences to the right; it grows as one walks, and the address keeps how far one went. */
export function LinkGraph({ id, name }: { id: string; name: string }) {
  const { query } = usePlace();
  const families = query.has('links') ? list(query.get('links')) : FIRST;
  const layers = list(query.get('layers')).map(Number);
  const types = FAMILIES.filter(({ label }) => families.includes(label)).flatMap((family) => family.types);
  const opened = [id, ...list(query.get('open')).filter((one) => one !== id)];
  const walk = useWalk(opened, types as LinkType[], layers);

  const toggleOpen = (one: string) => {
    const others = opened.slice(1);
    const next = others.includes(one) ? others.filter((other) => other !== one) : [...others, one];
    setQuery({ open: next.join(',') }, { replace: false });
  };

  return (
    <section className="graph" aria-labelledby="graph-heading">
      <header>
        <h2 id="graph-heading">Causes and consequences</h2>
        <div className="chips" role="group" aria-label="Kinds of links">
          <Toggles
            options={FAMILIES.map(({ label, line }) => ({
              value: label,
              label: (
                <>
                  <span className={`line ${line}`} /> {label}
                </>
              ),
            }))}
            chosen={families}
            onChange={(chosen) => setQuery({ links: chosen.join(',') || 'none' })}
          />
        </div>
        <div className="chips" role="group" aria-label="Layers of links">
          <Toggles
            options={LAYER_WORDS.map((label, value) => ({ value, label }))}
            chosen={layers}
            onChange={(chosen) => setQuery({ layers: chosen.join(',') })}
          />
        </div>
      </header>
      {walk.nodes.size > 1 ? (
        <Drawing walk={walk} id={id} onToggle={toggleOpen} />
      ) : (
        <p className="quiet graph-empty">
          {walk.nodes.size === 1
            ? `No links of these kinds are known for ${name}. Choose others above.`
            : 'Looking…'}
        </p>
      )}
    </section>
  );
}

function Drawing({ walk, id, onToggle }: { walk: Walk; id: string; onToggle: (id: string) => void }) {
  const frame = useRef<HTMLElement>(null);
  const measures = innerWidth < 700 ? NARROW : WIDE;
  const { placed, width, height } = layOut(
    [...walk.nodes.keys()],
    (one) => walk.nodes.get(one)!.column,
    (one) => walk.nodes.get(one)!.parent,
    measures,
  );
  const middle = placed.get(id)!;
  const { x, y } = middle;
  // The middle stays in view; once one has walked, so does what came last.
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const inset = Number.parseFloat(getComputedStyle(element).paddingLeft);
    element.scrollLeft = x + (measures.width - element.clientWidth) / 2 + inset;
    element.scrollTop = y + (measures.height - element.clientHeight) / 2 + inset;
  }, [x, y, measures]);

  return (
    <section className="graph-frame" ref={frame} tabIndex={0} aria-label="Link graph, causes to the left">
      <div className="graph-sheet" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {[...walk.links.values()].map((link) => (
            <path
              key={link.id}
              d={curve(placed.get(link.from)!, placed.get(link.to)!, measures)}
              className={`edge ${LINK_WORDS[link.type].line} ${link.layer === 1 ? 'derived' : ''}`}
              strokeWidth={1 + 2.2 * link.weight}
            >
              <title>{link.explanation}</title>
            </path>
          ))}
        </svg>
        <ul>
          {[...walk.nodes.values()].map((node) => {
            const at = placed.get(node.id)!;
            return (
              <li
                key={node.id}
                className={node.id === id ? 'node middle' : node.open ? 'node open' : 'node'}
                style={{
                  transform: `translate(${at.x}px, ${at.y}px)`,
                  width: measures.width,
                  height: measures.height,
                }}
              >
                {node.id === id ? (
                  <strong title={node.name}>{node.name}</strong>
                ) : (
                  <Link href={momentAddress(node.path)} title={node.name}>
                    {node.name}
                  </Link>
                )}
                <small>{node.date.text.replace(' (Julian calendar)', '')}</small>
                {node.id !== id && (
                  <button
                    type="button"
                    aria-expanded={node.open}
                    aria-label={`${node.open ? 'Fold' : 'Walk on from'} ${node.name}`}
                    title={node.open ? 'Fold' : 'Walk on from here'}
                    onClick={() => onToggle(node.id)}
                  >
                    {node.open ? '−' : '+'}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
