import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useKeys } from '../../api/keys.js';
import { said } from '../../api/said.js';
import { Problem } from '../../shell/problem.js';
import { go } from '../../shell/router.js';
import { BULK_GENERATE, GENERATE } from './queries.js';
import { type Visibility, VisibilityField, visibilityOf } from './visibility-field.js';

const MOST = 500;

/** Sentences, one a line, become jobs; one alone needs no admin key. */
export function Generate() {
  const { admin } = useKeys();
  const [text, setText] = useState('');
  const [bulk, bulkGenerate] = useMutation(BULK_GENERATE);
  const [single, generate] = useMutation(GENERATE);
  // The same key with the same queries gives the same jobs, so that a second press after a lost answer makes no second batch.
  const attempt = useRef({ text: '', key: '' });
  const queries = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const long = queries.findIndex((query) => query.length > 2000);
  const problem =
    queries.length > MOST
      ? `At most ${MOST} at once; these are ${queries.length}.`
      : long >= 0
        ? `Line ${long + 1} has more than 2,000 characters.`
        : queries.length > 1 && !admin
          ? 'More than one at once needs the admin key; set it under “Keys”.'
          : null;

  const submit = async (visibility: Visibility) => {
    if (queries.length === 1) {
      const { data } = await generate({ input: { query: queries[0]!, visibility, preset: 'default' } });
      if (data) go(`/desk/jobs?job=${data.generate.job.id}`);
      return;
    }
    const wanted = `${visibility}\n${queries.join('\n')}`;
    if (attempt.current.text !== wanted) attempt.current = { text: wanted, key: crypto.randomUUID() };
    const { data } = await bulkGenerate({
      input: {
        idempotencyKey: attempt.current.key,
        queries: queries.map((query) => ({ query, visibility, preset: 'default' })),
      },
    });
    if (data) go(`/desk/jobs?batch=${data.bulkGenerate.batch.id}`);
  };

  const error = bulk.error ?? single.error;
  return (
    <form
      className="generate"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(visibilityOf(new FormData(event.currentTarget)));
      }}
    >
      <label className="field">
        <span>Events in plain language, one a line; a pasted list is fine</span>
        <textarea
          rows={12}
          value={text}
          placeholder={'Fall of the Berlin Wall November 9 1989\nCoronation of Charlemagne, Christmas 800'}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className="chips">
        <VisibilityField label="Visibility of what comes of it" />
        <p className="quiet" role="status">
          {queries.length} {queries.length === 1 ? 'event' : 'events'}
        </p>
      </div>
      <Problem text={problem ?? said(error)} />
      <button
        type="submit"
        className="button"
        disabled={queries.length === 0 || problem !== null || bulk.fetching || single.fetching}
      >
        Generate
      </button>
    </form>
  );
}
