import { type AnchorHTMLAttributes, useMemo, useSyncExternalStore } from 'react';

/** Every state of the page is its address: a path, and what a view keeps in the query. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const MOVED = 'explorer:moved';

export function go(address: string, { replace = false } = {}): void {
  if (address === location.pathname + location.search) return;
  const before = location.pathname;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  dispatchEvent(new Event(MOVED));
  if (location.pathname !== before) scrollTo(0, 0);
}

function listen(tell: () => void): () => void {
  addEventListener('popstate', tell);
  addEventListener(MOVED, tell);
  return () => {
    removeEventListener('popstate', tell);
    removeEventListener(MOVED, tell);
  };
}

export function usePlace(): Place {
  const address = useSyncExternalStore(listen, () => location.pathname + location.search);
  return useMemo(() => {
    const [path = '/', query = ''] = address.split('?');
    return { path, query: new URLSearchParams(query) };
  }, [address]);
}

/** The current address with some of the query changed; null takes a part away. Replaces it, so that "back" leaves the view. */
export function setQuery(changes: Record<string, string | null>, { replace = true } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  go(withQuery(location.pathname, query), { replace });
}

/** Commas, slashes and colons are left as they are: they read better and mean nothing in a query. */
export function withQuery(path: string, query: URLSearchParams | Record<string, string>): string {
  const text = new URLSearchParams(query)
    .toString()
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':');
  return text ? `${path}?${text}` : path;
}

export const momentAddress = (path: string) => `/moments${path}`;

export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a
      href={href}
      {...rest}
      onClick={(event) => {
        rest.onClick?.(event);
        const ours =
          event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (!ours || event.defaultPrevented) return;
        event.preventDefault();
        go(href);
      }}
    />
  );
}
