import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv from 'ajv';

export const OPENAI_KEY = 'sk-openai-contract-key';
export const OPENAI_MODEL = 'historian-1';

/** How the server answers one query; the last script of a query stays in force. */
export type OpenAiScript =
  /** What the model says: text as it is, anything else as JSON. */
  | { kind: 'say'; content: unknown; finish?: string; refusal?: string }
  | { kind: 'raw'; body: string; status?: number; type?: string; headers?: Record<string, string> }
  | { kind: 'hang' }
  | { kind: 'break off'; after: string };

export interface OpenAiRequest {
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: object } };
  };
}

export interface OpenAiContractServer {
  /** The base URL, its version included. */
  url: string;
  /** What it was asked, in order. */
  requests: OpenAiRequest[];
  /** The next scripts for a query; without one, `apollo11` is the answer. */
  on(query: string, ...scripts: OpenAiScript[]): void;
  /** Resolves once the server holds a request that it hangs on and the client has closed that connection. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

/** A whole answer to the schema. */
export const apollo11 = {
  unresolved: null,
  moment: {
    name: 'Apollo 11 Moon Landing',
    oneLiner: 'Two people land on the Moon.',
    date: { year: 1969, month: 7, day: 20, time: '20:17', calendar: null, edtf: null, end: null },
    place: {
      country: 'SPACE',
      region: 'Moon',
      city: 'Sea of Tranquility',
      historicalName: 'Statio Tranquillitatis',
      latitude: null,
      longitude: null,
    },
    era: 'Space Age',
    tags: ['space', 'cold war'],
    figures: ['Neil Armstrong', 'Buzz Aldrin'],
    related: [] as object[],
    confidence: {
      year: 0.99,
      month: 0.98,
      day: 0.97,
      time: 0.8,
      place: 0.95,
      coordinates: 0,
      description: 0.9,
      figures: 0.85,
    },
  },
};

/** What the endpoint can hold an answer to; one that knows a form knows those after it. */
type Forms = 'json_schema' | 'json_object' | 'none';

/**
 * An OpenAI-compatible endpoint for chat completions on a real socket, with answers scripted by query. It refuses what
 * the public service would refuse (address, key, model, a schema that is not strict), so a client that asks wrongly
 * fails here too.
 */
export async function startOpenAiContractServer({
  forms = 'json_schema',
  key = OPENAI_KEY,
}: {
  forms?: Forms;
  key?: string | null;
} = {}): Promise<OpenAiContractServer> {
  const scripts = new Map<string, OpenAiScript[]>();
  const requests: OpenAiRequest[] = [];
  let reportHangUp = () => {};
  const hangUp = new Promise<void>((resolve) => {
    reportHangUp = resolve;
  });

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const refusal = refusalOf(request, body, { key, forms });
    if (refusal) return sendError(response, ...refusal);
    requests.push({ authorization: request.headers.authorization, body });
    const query = body.messages.at(-1)!.content;
    const queue = scripts.get(query) ?? [];
    const script = (queue.length > 1 ? queue.shift() : queue[0]) ?? { kind: 'say', content: apollo11 };
    if (script.kind === 'hang') return void response.once('close', reportHangUp);
    play(script, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    on: (query, ...next) => void scripts.set(query, next),
    hungUp: () => hangUp,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Refusal = [status: number, message: string, extra?: { param?: string; code?: string }];

function refusalOf(
  { url, method, headers }: IncomingMessage,
  body: OpenAiRequest['body'],
  { key, forms }: { key: string | null; forms: Forms },
): Refusal | null {
  if (url !== '/v1/chat/completions') return [404, `Invalid URL (${method} ${url})`];
  if (method !== 'POST') return [405, 'Not allowed'];
  const { authorization } = headers;
  if (authorization !== (key === null ? undefined : `Bearer ${key}`)) {
    return [401, `Incorrect API key provided: ${authorization}`, { code: 'invalid_api_key' }];
  }
  if (body?.model !== OPENAI_MODEL) return [404, `The model ${body?.model} does not exist`];
  const spoken = body.messages?.every(({ role, content }) => role && typeof content === 'string' && content);
  if (!spoken) return [400, 'messages are wrong', { param: 'messages' }];
  return refusalOfForm(body.response_format, forms);
}

function refusalOfForm(form: OpenAiRequest['body']['response_format'], forms: Forms): Refusal | null {
  if (!form) return null;
  const known = ['none', 'json_object', 'json_schema'].indexOf(forms);
  if (['none', 'json_object', 'json_schema'].indexOf(form.type) > known) {
    return [400, `This response_format type is unavailable: ${form.type}`];
  }
  if (form.type !== 'json_schema') return null;
  const fault = faultOfSchema(form.json_schema!.schema);
  return fault ? [400, `Invalid schema for response_format: ${fault}`, { param: 'response_format' }] : null;
}

const faults = new Map<string, string | null>();

/** What strict structured output forbids, checked as the public service documents it; once for each schema. */
function faultOfSchema(schema: object): string | null {
  const text = JSON.stringify(schema);
  if (!faults.has(text)) faults.set(text, findFault(schema));
  return faults.get(text)!;
}

function findFault(schema: object): string | null {
  new Ajv.default({ strict: true, strictTypes: false }).compile(schema);
  const visit = (node: unknown): string | null => {
    if (typeof node !== 'object' || node === null) return null;
    const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
    if (type === 'object') {
      if (additionalProperties !== false) return 'additionalProperties must be false';
      const all = Object.keys(properties as object)
        .sort()
        .join();
      if ([...(required as string[])].sort().join() !== all) return 'every property must be required';
    }
    if ('default' in node) return 'default is not permitted';
    return (
      Object.values(node)
        .map(visit)
        .find((fault) => fault !== null) ?? null
    );
  };
  return visit(schema);
}

async function bodyOf(request: IncomingMessage): Promise<OpenAiRequest['body']> {
  return JSON.parse(Buffer.concat(await request.toArray()).toString() || 'null');
}

function play(script: Exclude<OpenAiScript, { kind: 'hang' }>, response: ServerResponse): void {
  if (script.kind === 'break off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
    response.write(script.after, () => response.destroy());
  } else if (script.kind === 'raw') {
    const headers = { 'content-type': script.type ?? 'application/json', ...script.headers };
    response.writeHead(script.status ?? 200, headers).end(script.body);
  } else {
    const { content, finish = 'stop', refusal = null } = script;
    const said = typeof content === 'string' || content === null ? content : JSON.stringify(content);
    send(response, 200, {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_763_600_000,
      model: `${OPENAI_MODEL}-2026-11-01`,
      choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: said, refusal } }],
      usage: { prompt_tokens: 900, completion_tokens: 300, total_tokens: 1_200 },
    });
  }
}

function sendError(response: ServerResponse, ...[status, message, extra]: Refusal): void {
  const error = { message, type: 'invalid_request_error', param: null, code: null, ...extra };
  send(response, status, { error });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
