import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';
import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { EXAMPLE_PATH, examples } from './examples.js';
import { KeyField, requestHeaders } from './keys.js';

const ENDPOINT = '/graphql';

/** Connects when something is followed, with the keys as they are then. */
const wsClient = createClient({
  url: new URL(ENDPOINT, location.href).href.replace(/^http/, 'ws'),
  connectionParams: () => requestHeaders(),
});

const send = createGraphiQLFetcher({ url: ENDPOINT, wsClient, enableIncrementalDelivery: false });
const fetcher: Fetcher = (params, options) =>
  send(withOwnOperation(params), { ...options, headers: requestHeaders(options?.headers) });

/** Right after a change of tab the editor still names the operation of the tab before; that name is left out. */
function withOwnOperation(params: FetcherParams): FetcherParams {
  try {
    return getOperationAST(parse(params.query), params.operationName)
      ? params
      : { ...params, operationName: null };
  } catch {
    return params;
  }
}

/** The path of a moment that can be read here and now, so that the example works when pressed. */
async function readablePath(): Promise<string> {
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...requestHeaders() },
      body: JSON.stringify({ query: '{ moments(first: 1) { edges { node { path } } } }' }),
      signal: AbortSignal.timeout(2_000),
    });
    const { data } = (await response.json()) as {
      data?: { moments?: { edges?: { node: { path: string } }[] } };
    };
    return data?.moments?.edges?.[0]?.node.path ?? EXAMPLE_PATH;
  } catch {
    return EXAMPLE_PATH;
  }
}

function Playground({ path }: { path: string }) {
  return (
    <>
      <header className="bar">
        <h1>
          <Mark />
          Clockchain
        </h1>
        <p>
          Public moments need no key. Writes and jobs send <code>X-Service-Key</code>,{' '}
          <code>bulkGenerate</code> also <code>X-Admin-Key</code>: the console showed where both are when the
          service started (<code>.clockchain/keys.env</code>, or its own <code>SERVICE_API_KEY</code> and{' '}
          <code>ADMIN_KEY</code>).
        </p>
        <div className="keys">
          <KeyField name="service" label="Service key" />
          <KeyField name="admin" label="Admin key" />
        </div>
        <a href="/api/docs">REST docs</a>
      </header>
      <main>
        <GraphiQL
          fetcher={fetcher}
          // Headers hold keys, so all that is typed here lives as long as this tab of the browser and no longer.
          storage={sessionStorage}
          shouldPersistHeaders
          showPersistHeadersSettings={false}
          defaultTabs={examples(path)}
          defaultEditorToolsVisibility="variables"
          inputValueDeprecation
          schemaDescription
          customScalarSchemas={{ JSONObject: {} }}
        >
          <GraphiQL.Logo>
            <span className="endpoint">POST {ENDPOINT}</span>
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}

function Mark() {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 6.5V12l3.8 2.4" />
    </svg>
  );
}

createRoot(document.getElementById('root')!).render(<Playground path={await readablePath()} />);
