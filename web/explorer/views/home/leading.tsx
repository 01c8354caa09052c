import { memo } from 'react';
import { Link, momentAddress } from '../../shell/router.js';
import type { Bucket } from './queries.js';

/** The moments that stand for their stretches of time, in order, with a sentence each. */
export const Leading = memo(function Leading({ buckets }: { buckets: Bucket[] }) {
  const tops = buckets.map(({ top }) => top).filter((top) => top !== null);
  return (
    <section className="leading" aria-labelledby="leading-heading">
      <h2 id="leading-heading">In this stretch</h2>
      <ol>
        {tops.map((moment) => (
          <li key={moment.id}>
            <Link href={momentAddress(moment.path)}>
              <small>{moment.date.text}</small>
              <strong>{moment.name}</strong>
              {moment.oneLiner && <span>{moment.oneLiner}</span>}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
});
