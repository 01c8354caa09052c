import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import type { DocumentNode } from 'graphql';
import documents from './gql/persisted-documents.json';

const uri = import.meta.env.VITE_CLOCKCHAIN_URL ?? 'http://127.0.0.1:4000/graphql';

/** The hash that was written beside each document when its types were generated. */
function hashOf(document: DocumentNode): keyof typeof documents {
  return (document as DocumentNode & { __meta__: { hash: keyof typeof documents } }).__meta__.hash;
}

/**
 * A document is sent by its hash; a service that does not know it yet is told the text, once. Moments are kept by their
 * `id`, so that one that two queries read is one.
 */
export const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ generateHash: (document) => hashOf(document).replace('sha256:', '') }),
    new HttpLink({ uri, print: (document) => documents[hashOf(document as DocumentNode)] }),
  ]),
  cache: new InMemoryCache(),
});
