import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../api/graphql.js';
import { useSettled } from './hooks.js';

const FIND = graphql(`
  query Find($query: String!) {
    search(query: $query, first: 8) {
      nodes { id path name date { text } place { name } }
    }
  }
`);
export type Found = ResultOf<typeof FIND>['search']['nodes'][number];

/** A field that finds moments as one types: a combobox with a list, by the keyboard as by the pointer. */
export function MomentPicker(props: {
  label: string;
  placeholder: string;
  onPick: (moment: Found) => void;
  /** What stands in the field at first. */
  initial?: string;
  clearOnPick?: boolean;
  className?: string;
}) {
  const list = useId();
  const [text, setText] = useState(props.initial ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const query = useSettled(text.trim(), 140);
  const [{ data, fetching }] = useQuery({
    query: FIND,
    variables: { query: query.slice(0, 200) },
    pause: query.length < 2 || !open,
  });
  const found = query.length < 2 ? [] : (data?.search.nodes ?? []);
  const shown = open && text.trim().length >= 2;

  const pick = (moment: Found) => {
    setOpen(false);
    setText(props.clearOnPick ? '' : moment.name);
    props.onPick(moment);
  };

  return (
    <div className={`picker ${props.className ?? ''}`}>
      <input
        type="search"
        role="combobox"
        aria-label={props.label}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[active] ? `${list}-${active}` : undefined}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
          if (!shown || found.length === 0) return;
          if (event.key === 'ArrowDown') setActive((active + 1) % found.length);
          else if (event.key === 'ArrowUp') setActive((active - 1 + found.length) % found.length);
          else if (event.key === 'Enter' && found[active]) pick(found[active]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="picker-list" hidden={!shown}>
        <ul role="listbox" id={list} aria-label="Moments found">
          {found.map((moment, i) => (
            <li
              key={moment.id}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === active}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(i)}
              onClick={() => pick(moment)}
            >
              <strong>{moment.name}</strong>
              <small>
                {moment.date.text} · {moment.place.name}
              </small>
            </li>
          ))}
        </ul>
        {shown && found.length === 0 && (
          <p role="status">
            {fetching || query !== text.trim() ? 'Looking…' : `Nothing is found for “${query}”.`}
          </p>
        )}
      </div>
    </div>
  );
}
