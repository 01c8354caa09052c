import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState } from 'react';
import { Consequences } from './consequences.js';
import { graphql } from './gql/index.js';

const SEARCH = graphql(`
  query Search($words: String!) {
    search(query: $words, first: 10) {
      nodes { id path name oneLiner date { text } place { name } }
    }
  }
`);

export function Search() {
  const [words, setWords] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const asked = useDeferredValue(words.trim());
  const { data, error, loading } = useQuery(SEARCH, { variables: { words: asked }, skip: asked.length < 3 });
  return (
    <main>
      <h1>What came of it?</h1>
      <label>
        An event <input value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      <p role="status">{error?.message ?? (loading ? 'Searching' : '')}</p>
      <ul>
        {data?.search.nodes.map(({ id, path, name, date, place }) => (
          <li key={id}>
            <button type="button" onClick={() => choose(path)}>
              {name}
            </button>{' '}
            {date.text}, {place.name}
          </li>
        ))}
      </ul>
      {chosen && <Consequences path={chosen} />}
    </main>
  );
}
