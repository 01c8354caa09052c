import { useSyncExternalStore } from 'react';

/** The keys as typed in; this tab of the browser forgets them when it is closed. The playground keeps them under the same names. */
const STORED_AS = { service: 'clockchain:service-key', admin: 'clockchain:admin-key' } as const;
const HEADERS = { service: 'x-service-key', admin: 'x-admin-key' } as const;
export type KeyName = keyof typeof STORED_AS;

const NAMES: KeyName[] = ['service', 'admin'];
const listeners = new Set<() => void>();

export const readKey = (name: KeyName) => sessionStorage.getItem(STORED_AS[name]) ?? '';

export function setKey(name: KeyName, value: string): void {
  sessionStorage.setItem(STORED_AS[name], value.trim());
  for (const tell of listeners) tell();
}

/** What a request sends of them; those that are empty are left out. */
export function keyHeaders(): Record<string, string> {
  return Object.fromEntries(NAMES.filter(readKey).map((name) => [HEADERS[name], readKey(name)]));
}

/** Changes whenever a key does. */
export function useKeys(): { service: string; admin: string } {
  const both = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => `${readKey('service')}\n${readKey('admin')}`,
  );
  const [service = '', admin = ''] = both.split('\n');
  return { service, admin };
}
