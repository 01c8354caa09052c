import { useQuery } from '@apollo/client/react';
import { graphql } from './gql/index.js';

const CONSEQUENCES = graphql(`
  query Consequences($path: MomentPath!) {
    traverse(from: $path, direction: FUTURE, depth: 3, limit: 30) {
      anchor { id name }
      nodes { hop moment { id name date { text } } }
    }
  }
`);

export function Consequences({ path }: { path: string }) {
  const { data, error } = useQuery(CONSEQUENCES, { variables: { path } });
  if (error) return <p role="alert">{error.message}</p>;
  if (!data?.traverse) return null;
  const { anchor, nodes } = data.traverse;
  const later = nodes.filter(({ hop }) => hop > 0);
  return (
    <section aria-label="Consequences">
      <h2>{anchor.name}</h2>
      {later.length === 0 && <p>Nothing that is known here came of it.</p>}
      <ol>
        {later.map(({ hop, moment }) => (
          <li key={moment.id} style={{ marginInlineStart: `${hop - 1}em` }}>
            {moment.name}, {moment.date.text}
          </li>
        ))}
      </ol>
    </section>
  );
}
