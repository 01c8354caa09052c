import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const FLASH_KEY = 'flash-contract-key';

/** How the server answers one query; the last script of a query stays in force. */
export type FlashScript =
  | { kind: 'answer'; body: unknown; status?: number; headers?: Record<string, string> }
  | { kind: 'text'; body: string; status?: number; type?: string; headers?: Record<string, string> }
  | { kind: 'hang' }
  | { kind: 'break off'; after: string };

export interface FlashRequest {
  key: string | undefined;
  body: { query: string; preset: string; generate_image: boolean; request_context: unknown };
}

export interface FlashContractServer {
  url: string;
  /** What it was asked, in order. */
  requests: FlashRequest[];
  /** The next scripts for a query; without one, `apollo11` is the answer. */
  on(query: string, ...scripts: FlashScript[]): void;
  /** Resolves once the server holds a request that it hangs on and the client has closed that connection. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

/** An answer with every field that the API documents. */
export const apollo11 = {
  id: 'tp_01HF7',
  name: 'Apollo 11 Moon Landing',
  slug: 'apollo-11-moon-landing-a1b2',
  year: 1969,
  month: 7,
  day: 20,
  time_of_day: 'evening',
  location: 'Sea of Tranquility, Moon, Space',
  grounding: { verified_year: 1969 },
  characters: { characters: [{ name: 'Neil Armstrong' }, { name: 'Buzz Aldrin' }] },
  moment: { plot_summary: 'Two people land on the Moon.' },
  tags: ['space', 'cold war'],
  share_url: 'https://flash.example/t/apollo-11-moon-landing-a1b2',
  era: 'Space Age',
  image_url: null,
  text_model_used: 'writer-1',
  image_model_used: null,
  model_provider: 'example',
};

/**
 * A Flash Timepoint API on a real socket: same address, header, body and refusals, with answers scripted by query. It
 * refuses what the API would refuse, so a client that asks wrongly fails here too.
 */
export async function startFlashContractServer(): Promise<FlashContractServer> {
  const scripts = new Map<string, FlashScript[]>();
  const requests: FlashRequest[] = [];
  let reportHangUp = () => {};
  const hangUp = new Promise<void>((resolve) => {
    reportHangUp = resolve;
  });

  const server = createServer(async (request, response) => {
    const refusal = refusalOf(request);
    const body = await bodyOf(request);
    if (refusal) return sendJson(response, refusal.status, { detail: refusal.detail });
    const fault = faultOf(body);
    if (fault)
      return sendJson(response, 422, { detail: [{ loc: ['body', fault], msg: `${fault} is wrong` }] });

    const asked = body as FlashRequest['body'];
    requests.push({ key: String(request.headers['x-service-key']), body: asked });
    const queue = scripts.get(asked.query) ?? [];
    const script = (queue.length > 1 ? queue.shift() : queue[0]) ?? { kind: 'answer', body: apollo11 };
    if (script.kind === 'hang') return void response.once('close', reportHangUp);
    play(script, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

function refusalOf({ method, url, headers }: IncomingMessage): { status: number; detail: string } | null {
  if (url !== '/api/v1/timepoints/generate/sync') return { status: 404, detail: 'Not Found' };
  if (method !== 'POST') return { status: 405, detail: 'Method Not Allowed' };
  const key = headers['x-service-key'];
  if (key !== FLASH_KEY) return { status: 401, detail: `Invalid service key ${key}` };
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const text = Buffer.concat(await request.toArray()).toString();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first field of the body that is missing or of the wrong type. */
function faultOf(body: unknown): string | null {
  const { query, preset, generate_image, request_context } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string' || query === '') return 'query';
  if (typeof preset !== 'string' || preset === '') return 'preset';
  if (typeof generate_image !== 'boolean') return 'generate_image';
  if (typeof request_context !== 'object' || request_context === null) return 'request_context';
  return null;
}

function play(script: Exclude<FlashScript, { kind: 'hang' }>, response: ServerResponse): void {
  if (script.kind === 'break off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
    response.write(script.after, () => response.destroy());
  } else if (script.kind === 'answer') {
    sendJson(response, script.status ?? 200, script.body, script.headers);
  } else {
    const headers = { 'content-type': script.type ?? 'application/json', ...script.headers };
    response.writeHead(script.status ?? 200, headers).end(script.body);
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
