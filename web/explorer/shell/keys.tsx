import { useEffect, useRef, useState } from 'react';
import { type KeyName, readKey, setKey, useKeys } from '../api/keys.js';

/** A small window to type the keys into; they are kept for this tab of the browser and no longer. */
export function KeysButton() {
  const [open, setOpen] = useState(false);
  const keys = useKeys();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      if (
        event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)
      )
        setOpen(false);
    };
    addEventListener('pointerdown', close);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('keydown', close);
    };
  }, [open]);
  return (
    <div className="keys" ref={box}>
      <button
        type="button"
        className="icon-button"
        aria-expanded={open}
        aria-label={keys.service ? 'Keys (set)' : 'Keys'}
        title="Keys"
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" className="icon">
          <circle cx="8" cy="15.5" r="4" />
          <path d="m11 12.5 8.5-8.5M16 7.5l3 3" />
        </svg>
        {keys.service && <span className="dot" />}
      </button>
      {open && (
        <form
          className="keys-window"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget);
            for (const name of ['service', 'admin'] as KeyName[]) setKey(name, String(typed.get(name)));
            setOpen(false);
          }}
        >
          <p>
            Public moments need no key. With the service key you see all, and may write; bulk generation and
            the queue need the admin key too. The service said at its start where both are.
          </p>
          <KeyField name="service" label="Service key" />
          <KeyField name="admin" label="Admin key" />
          <button type="submit" className="button">
            Use these keys
          </button>
        </form>
      )}
    </div>
  );
}

function KeyField({ name, label }: { name: KeyName; label: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        name={name}
        type="password"
        defaultValue={readKey(name)}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
      />
    </label>
  );
}
