import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createWsClient } from 'graphql-ws';
import { keyHeaders } from './keys.js';

/** A client with the keys of this moment; after a change of keys a new one is made, so that nothing is shown that was answered for others. */
export function createApiClient(): Client {
  const url = new URL('/graphql', location.href).href;
  const socket = createWsClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: () => keyHeaders(),
    // A laptop that was closed takes up the watch where it was.
    retryAttempts: 100,
    shouldRetry: () => true,
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
