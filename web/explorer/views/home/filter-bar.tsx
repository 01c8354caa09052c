import { useState } from 'react';
import { setQuery } from '../../shell/router.js';
import { Toggles } from '../../shell/toggles.js';
import { type Choice, placePath } from './filter.js';

interface Layer {
  level: number;
  name: string;
  momentCount: number;
}

/** Narrows time and map alike: tags (any of them), one place, layers. */
export function FilterBar({ choice, layers }: { choice: Choice; layers: Layer[] }) {
  return (
    <div className="filters" role="group" aria-label="Filters">
      <Entry
        label="Tag"
        placeholder="Tag…"
        onEnter={(text) => setQuery({ tags: [...new Set([...choice.tags, text.toLowerCase()])].join(',') })}
      />
      {choice.tags.map((tag) => (
        <Chosen
          key={tag}
          label={tag}
          what="tag"
          onRemove={() => setQuery({ tags: choice.tags.filter((one) => one !== tag).join(',') })}
        />
      ))}
      <Entry
        label="Place: a country, or country / region / city"
        placeholder="Place…"
        onEnter={(text) => setQuery({ place: placePath(text) })}
      />
      {choice.place && (
        <Chosen
          label={choice.place.slice(1).replaceAll('/', ' / ').replaceAll('-', ' ')}
          what="place"
          onRemove={() => setQuery({ place: null })}
        />
      )}
      {layers.length > 1 && <span className="filters-gap" />}
      {layers.length > 1 && (
        <Toggles
          options={layers.map(({ level, name, momentCount }) => ({
            value: level,
            label: (
              <>
                {name} <span className="quiet">{momentCount.toLocaleString('en')}</span>
              </>
            ),
          }))}
          chosen={choice.layers}
          onChange={(chosen) => setQuery({ layers: chosen.sort().join(',') })}
        />
      )}
    </div>
  );
}

function Entry(props: { label: string; placeholder: string; onEnter: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) props.onEnter(text.trim().replaceAll(',', ' '));
        setText('');
      }}
    >
      <input
        aria-label={props.label}
        title={`${props.label}; Enter adds it`}
        placeholder={props.placeholder}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}

function Chosen({ label, what, onRemove }: { label: string; what: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed="true"
      onClick={onRemove}
      aria-label={`Remove the ${what} ${label}`}
    >
      {label} <span aria-hidden="true">×</span>
    </button>
  );
}
