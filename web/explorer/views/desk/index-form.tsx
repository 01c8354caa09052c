import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { said } from '../../api/said.js';
import { useSettled } from '../../shell/hooks.js';
import { Problem } from '../../shell/problem.js';
import { Link, momentAddress } from '../../shell/router.js';
import { explainPath } from './explain-path.js';
import { INDEX, STANDS } from './queries.js';
import { VisibilityField, visibilityOf } from './visibility-field.js';

const words = (text: FormDataEntryValue | null) =>
  String(text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** Stores a moment; the path is explained as one types. */
export function IndexForm() {
  const [path, setPath] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const { segments, canonical, problem } = explainPath(path);
  const asked = useSettled(canonical, 200);
  const [{ data: standing }] = useQuery({
    query: STANDS,
    variables: { path: asked ?? '' },
    pause: asked === null,
  });
  const taken = asked !== null && asked === canonical ? standing?.moment : null;
  const [{ data, error, fetching }, index] = useMutation(INDEX);

  const submit = (form: FormData) => {
    let more: Record<string, unknown> = {};
    try {
      more = JSON.parse(String(form.get('more') || '{}')) as Record<string, unknown>;
      setFault(null);
    } catch (error) {
      setFault(`“More metadata” is not JSON: ${(error as Error).message}`);
      return;
    }
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    const given = {
      name: text('name'),
      one_liner: text('one_liner'),
      era: text('era'),
      precision: text('precision'),
      tags: words(form.get('tags')),
      figures: words(form.get('figures')),
    };
    const metadata = Object.fromEntries(
      Object.entries(given).filter(
        ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
      ),
    );
    void index({
      input: {
        path,
        visibility: visibilityOf(form),
        createdBy: 'explorer',
        onConflict: 'REFUSE',
        metadata: { ...more, ...metadata },
      },
    });
  };

  return (
    <form
      className="index"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <label className="field">
        <span>Path</span>
        <input
          className="path-input"
          name="path"
          value={path}
          required
          spellCheck={false}
          autoComplete="off"
          placeholder="/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing"
          aria-describedby="path-explained"
          onChange={({ target }) => setPath(target.value)}
        />
      </label>
      <div id="path-explained">
        <ol className="segments">
          {segments.map(({ name, typed, meaning }) => (
            <li key={name} className={typed ? 'typed' : ''}>
              <small>{name}</small>
              <strong>{typed || '…'}</strong>
              <span>{meaning}</span>
            </li>
          ))}
        </ol>
        <p role="status" className={problem || taken ? 'problem' : 'quiet'}>
          {problem ??
            (taken ? (
              <>
                A moment stands there already: <Link href={momentAddress(taken.path)}>{taken.name}</Link>
              </>
            ) : canonical ? (
              <>
                It will stand at <code>{canonical}</code>
              </>
            ) : (
              'Eight segments: when, to the minute, and where. What is not known is filled with january, 01 and 0000; say so under “Known to the”.'
            ))}
        </p>
      </div>
      <div className="columns">
        <Field name="name" label="Name" hint="from the slug if left out" />
        <label className="field">
          <span>Known to the</span>
          <select name="precision" defaultValue="">
            <option value="">minute (0000 is midnight)</option>
            <option value="DAY">day</option>
            <option value="MONTH">month</option>
            <option value="YEAR">year</option>
          </select>
        </label>
        <Field name="one_liner" label="In one sentence" wide />
        <Field name="figures" label="People, with commas between" />
        <Field name="tags" label="Tags, with commas between" />
        <Field name="era" label="Era" />
        <VisibilityField label="Visibility" />
        <label className="field wide">
          <span>More metadata, as JSON</span>
          <textarea
            name="more"
            rows={3}
            spellCheck={false}
            placeholder='{"latitude": 48.8, "longitude": 2.12}'
          />
        </label>
      </div>
      <Problem text={fault ?? said(error)} />
      {data && !error && (
        <p role="status" className="done">
          Stored: <Link href={momentAddress(data.indexMoment.path)}>{data.indexMoment.path}</Link>{' '}
          {data.indexMoment.warnings.join(' ')}
        </p>
      )}
      <button type="submit" className="button" disabled={fetching || canonical === null || taken != null}>
        Store the moment
      </button>
    </form>
  );
}

function Field({ name, label, hint, wide }: { name: string; label: string; hint?: string; wide?: boolean }) {
  return (
    <label className={wide ? 'field wide' : 'field'}>
      <span>{label}</span>
      <input name={name} placeholder={hint ?? ''} autoComplete="off" />
    </label>
  );
}
