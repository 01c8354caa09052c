import { useState } from 'react';

const HEADERS = { service: 'X-Service-Key', admin: 'X-Admin-Key' } as const;
type KeyName = keyof typeof HEADERS;

/** The keys as typed at the top, which this tab of the browser forgets when it is closed. */
const storedAs = (name: KeyName) => `clockchain:${name}-key`;
const readKey = (name: KeyName) => sessionStorage.getItem(storedAs(name)) ?? '';

/** The headers of a request: the keys that were typed in, then what the headers editor says; blank ones are left out. */
export function requestHeaders(edited: Record<string, unknown> = {}): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(HEADERS) as KeyName[]) headers[HEADERS[name].toLowerCase()] = readKey(name);
  for (const [name, value] of Object.entries(edited)) headers[name.toLowerCase()] = String(value ?? '');
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value.trim() !== ''));
}

export function KeyField({ name, label }: { name: KeyName; label: string }) {
  const [key, setKey] = useState(() => readKey(name));
  return (
    <label className={key ? 'key key-set' : 'key'}>
      <span>{label}</span>
      <input
        type="password"
        value={key}
        placeholder={HEADERS[name]}
        aria-label={`${label}, sent as ${HEADERS[name]}`}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        onChange={({ target }) => {
          const value = target.value.trim();
          sessionStorage.setItem(storedAs(name), value);
          setKey(value);
        }}
      />
    </label>
  );
}
