import { LINK_WORDS, layerWord, READ_ORDER } from '../../links/link-types.js';
import { Link, momentAddress } from '../../shell/router.js';
import type { LinkEdge } from './queries.js';

/** Every link by what it says, with why it is there. */
export function LinksList({ edges, total }: { edges: LinkEdge[]; total: number }) {
  const groups = READ_ORDER.map((type) => ({ type, edges: edges.filter(({ readAs }) => readAs === type) }));
  return (
    <section className="links" aria-labelledby="links-heading">
      <h2 id="links-heading">
        Links <span className="quiet">{total > edges.length ? `${edges.length} of ${total}` : total}</span>
      </h2>
      {groups
        .filter((group) => group.edges.length > 0)
        .map((group) => (
          <section key={group.type}>
            <h3>
              <span className={`line ${LINK_WORDS[group.type].line}`} />
              {LINK_WORDS[group.type].heading}
            </h3>
            <ul>
              {group.edges.map((edge) => (
                <li key={edge.node.id}>
                  <Link href={momentAddress(edge.moment.path)}>{edge.moment.name}</Link>
                  <small className="quiet">
                    {edge.moment.date.text} · {layerWord(edge.node.layer)} ·{' '}
                    {Math.round(edge.node.weight * 100)}%
                  </small>
                  <p>{edge.node.explanation}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </section>
  );
}
