import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createWsClient } from 'graphql-ws';
import { useSyncExternalStore } from 'react';
import { keyHeaders } from './keys.js';

let lost = false;
const listeners = new Set<() => void>();

/** Whether the connection by which changes are watched is broken; it is tried again by itself. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => lost,
  );
}

function setLost(now: boolean): void {
  lost = now;
  for (const tell of listeners) tell();
}

/** A client with the keys of this moment; after a change of keys a new one is made, so that nothing is shown that was answered for others. */
export function createApiClient(): Client {
  const url = new URL('/graphql', location.href).href;
  const socket = createWsClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: () => keyHeaders(),
    // A laptop that was closed takes up the watch where it was.
    retryAttempts: 100,
    shouldRetry: () => true,
    on: {
      connected: () => setLost(false),
      closed: (event) => setLost((event as CloseEvent).code !== 1000),
    },
  });
  return new Client({
    url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: keyHeaders() }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query, variables: variables as Record<string, unknown> },
              sink as never,
            ),
          }),
        }),
      }),
    ],
  });
}
