import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import type { Generation, GeneratorError } from '../../../../src/features/generation/domain/generator.js';
import { createOpenAiGenerator } from '../../../../src/features/generation/openai/openai-generator.js';
import {
  apollo11,
  OPENAI_KEY,
  OPENAI_MODEL,
  type OpenAiContractServer,
  type OpenAiScript,
  startOpenAiContractServer,
} from '../../../support/openai-contract-server.js';
import { until } from '../../../support/until.js';

let server: OpenAiContractServer;
beforeAll(async () => {
  server = await startOpenAiContractServer();
});
afterAll(() => server.close());

interface Asking {
  url?: string;
  key?: string | null;
  model?: string;
  preset?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

function generatorFor({
  url = server.url,
  key = OPENAI_KEY,
  model = OPENAI_MODEL,
  timeoutMs = 5_000,
}: Asking) {
  return createOpenAiGenerator({ baseUrl: url, apiKey: key, model, timeoutMs });
}

function ask(query: string, asking: Asking = {}) {
  const { preset = 'default', signal = new AbortController().signal } = asking;
  return generatorFor(asking).generate({ query, preset, signal });
}

async function failure(asked: Promise<Generation>): Promise<GeneratorError> {
  const outcome = await asked.then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'GeneratorError' });
  return outcome as GeneratorError;
}

/** Scripts the answer to a query of its own and gives the error it leads to. */
function failureOn(query: string, script: OpenAiScript): Promise<GeneratorError> {
  server.on(query, script);
  return failure(ask(query));
}

test('asks for an answer held to the schema, with the key as bearer token and the query as it is', async () => {
  await ask('the moon landing');
  const { authorization, body } = server.requests.at(-1)!;
  expect(authorization).toBe(`Bearer ${OPENAI_KEY}`);
  expect(body.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
  expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(body.messages[1]!.content).toBe('the moon landing');
  expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'response_format']);
});

test('an answer becomes a draft, and the model that gave it is told', async () => {
  const { draft, subject, related, model } = await ask('apollo');
  expect({ subject, related, model }).toEqual({
    subject: null,
    related: [],
    model: `${OPENAI_MODEL}-2026-11-01`,
  });
  const { provenance, ...fields } = draft;
  expect(fields).toEqual({
    year: 1969,
    month: 7,
    day: 20,
    time: '2017',
    precision: 'MINUTE',
    calendar: 'GREGORIAN',
    country: 'space',
    region: 'moon',
    city: 'sea-of-tranquility',
    slug: 'apollo-11-moon-landing',
    name: 'Apollo 11 Moon Landing',
    oneLiner: 'Two people land on the Moon.',
    era: 'Space Age',
    tags: ['space', 'cold war'],
    figures: ['Neil Armstrong', 'Buzz Aldrin'],
    custom: { historicalPlace: 'Statio Tranquillitatis' },
  });
  expect(provenance.day).toEqual({ origin: 'GENERATOR', confidence: 0.97 });
});

describe('presets', () => {
  test('say how much is wanted; balanced is default by another name', async () => {
    const amounts = [];
    for (const preset of ['default', 'balanced', 'brief', 'detailed']) {
      await ask('presets', { preset });
      amounts.push(server.requests.at(-1)!.body.messages[0]!.content);
    }
    expect(amounts[1]).toBe(amounts[0]);
    expect(new Set(amounts).size).toBe(3);
  });
  test.each(['hyper-real', 'toString', 'Detailed'])(
    '%s is refused before anything is spent',
    async (preset) => {
      const before = server.requests.length;
      const error = await failure(ask('unknown preset', { preset }));
      expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('detailed') });
      expect(server.requests).toHaveLength(before);
    },
  );
});

describe('an endpoint that knows no schema', () => {
  test.each([
    ['json_object', ['json_object']],
    ['none', [undefined]],
  ] as const)('works with %s, and is asked so from then on', async (forms, kept) => {
    const lesser = await startOpenAiContractServer({ forms, key: null });
    const generator = generatorFor({ url: lesser.url, key: null });
    const { signal } = new AbortController();
    for (const query of ['first', 'second']) {
      await expect(generator.generate({ query, preset: 'default', signal })).resolves.toMatchObject({
        draft: { year: 1969 },
      });
    }
    const [first, second] = lesser.requests.map(({ body }) => body);
    expect([second!.response_format?.type]).toEqual(kept);
    expect(first!.messages[0]!.content).toContain('"unresolved"');
    await lesser.close();
  });

  test.each([
    ['a fence', `\`\`\`json\n${JSON.stringify(apollo11, null, 2)}\n\`\`\``],
    ['thoughts', `<think>1969, {surely}</think>\n\n${JSON.stringify(apollo11)}`],
    ['nothing for what is unknown', JSON.stringify(withoutNulls(apollo11))],
  ])('may answer with %s', async (what, content) => {
    server.on(what, { kind: 'say', content });
    await expect(ask(what)).resolves.toMatchObject({ draft: { name: 'Apollo 11 Moon Landing' } });
  });

  test('without a key gets none', async () => {
    const open = await startOpenAiContractServer({ key: null });
    await ask('anything', { url: open.url, key: null });
    expect(open.requests[0]!.authorization).toBeUndefined();
    await open.close();
  });
});

test('what the model cannot place is UNRESOLVED, in its words', async () => {
  const error = await failureOn('a fine day', {
    kind: 'say',
    content: { unresolved: 'No event is named.', moment: null },
  });
  expect(error).toMatchObject({ code: 'UNRESOLVED', message: 'No event is named.' });
});

describe('REFUSED is final', () => {
  test('when the model refuses', async () => {
    const script = { kind: 'say', content: null, refusal: 'I will not.' } as const;
    await expect(failureOn('refusal', script)).resolves.toMatchObject({
      code: 'REFUSED',
      message: 'The model refused: I will not.',
    });
  });
  test('when a filter holds the answer back', async () => {
    const script = { kind: 'say', content: '', finish: 'content_filter' } as const;
    await expect(failureOn('filtered', script)).resolves.toMatchObject({ code: 'REFUSED' });
  });
  test.each([
    [400, 'the prompt is too long', ''],
    [402, 'no credit', ''],
    [403, 'not in your country', 'OPENAI_API_KEY'],
    [404, 'no such model', 'OPENAI_MODEL'],
    [422, 'odd', ''],
  ])('when the endpoint answers %i, with its words and what to check', async (status, message, check) => {
    const body = JSON.stringify({ error: { message } });
    const error = await failureOn(`status ${status}`, { kind: 'raw', status, body });
    expect(error.code).toBe('REFUSED');
    expect(error.message).toContain(`answered ${status}: ${message}`);
    expect(error.message).toContain(check);
  });
  test('with the words of endpoints that put them elsewhere, and none of a page of HTML', async () => {
    const plain = await failureOn('plain', { kind: 'raw', status: 400, body: '{"error": "no such thing"}' });
    expect(plain.message).toBe("The model's endpoint answered 400: no such thing");
    const html = await failureOn('html', {
      kind: 'raw',
      status: 403,
      type: 'text/html',
      body: '<h1>No</h1>',
    });
    expect(html.message).not.toContain('<h1>');
    const long = JSON.stringify({ error: { message: 'x'.repeat(9_000) } });
    expect((await failureOn('long', { kind: 'raw', status: 400, body: long })).message.length).toBeLessThan(
      450,
    );
  });
  test('a redirect is not followed, since the key would go along', async () => {
    const elsewhere = await startOpenAiContractServer();
    const headers = { location: `${elsewhere.url}/chat/completions` };
    const error = await failureOn('moved', { kind: 'raw', status: 307, body: '', headers });
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('OPENAI_BASE_URL') });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

test('a wrong key is refused with the setting to check, and no error or log repeats it', async () => {
  const written: string[] = [];
  const note = (...words: unknown[]) => void written.push(words.map(String).join(' '));
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation(note),
  );
  const error = await failure(ask('anything', { key: 'sk-sekrit-and-wrong' }));
  expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/401.*OPENAI_API_KEY/) });
  await failure(ask('anything', { key: 'sk-sekrit-and-wrong', url: 'http://127.0.0.1:1/v1' }));
  const everything = [error.message, error.stack, inspected(error), ...written].join('\n');
  expect(everything).not.toContain('sekrit');
  for (const spy of spies) spy.mockRestore();
});

describe('429 asks to wait', () => {
  const busy = (headers: Record<string, string>, error: object = { message: 'Slow down' }) =>
    failureOn(`busy ${JSON.stringify([headers, error])}`, {
      kind: 'raw',
      status: 429,
      body: JSON.stringify({ error }),
      headers,
    });

  test('for the seconds it names, or half a minute, and is not asked again here', async () => {
    const before = server.requests.length;
    await expect(busy({ 'retry-after': '7' })).resolves.toMatchObject({ code: 'BUSY', retryAfter: 7 });
    await expect(busy({})).resolves.toMatchObject({ code: 'BUSY', retryAfter: 30 });
    expect(server.requests).toHaveLength(before + 2);
  });
  test('for ten minutes when the account has no credit', async () => {
    const error = await busy({ 'retry-after': '1' }, { message: 'Quota', code: 'insufficient_quota' });
    expect(error).toMatchObject({
      code: 'BUSY',
      retryAfter: 600,
      message: expect.stringContaining('credit'),
    });
  });
});

describe('what may pass is UNAVAILABLE', () => {
  test.each([408, 500, 502, 503])('%i, asked once', async (status) => {
    const before = server.requests.length;
    const error = await failureOn(`down ${status}`, { kind: 'raw', status, body: '<h1>Oops</h1>' });
    expect(error.code).toBe('UNAVAILABLE');
    expect(server.requests).toHaveLength(before + 1);
  });
  test('503 with a time to wait', async () => {
    const script = { kind: 'raw', status: 503, body: '', headers: { 'retry-after': '12' } } as const;
    await expect(failureOn('soon back', script)).resolves.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfter: 12,
    });
  });
  test('an answer that breaks off', async () => {
    const error = await failureOn('cut', { kind: 'break off', after: '{"choices": [' });
    expect(error.code).toBe('UNAVAILABLE');
  });
  test('a refused connection', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/v1`;
    await new Promise((resolve) => closed.close(resolve));
    await expect(failure(ask('x', { url }))).resolves.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
  test('no answer in time; the connection is given up', async () => {
    server.on('hang', { kind: 'hang' });
    const error = await failure(ask('hang', { timeoutMs: 100 }));
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('within 0.1 seconds'),
    });
    await server.hungUp();
  });
});

describe("the caller's abort rejects with its reason", () => {
  test('before anything is sent', async () => {
    const before = server.requests.length;
    await expect(ask('never', { signal: AbortSignal.abort('cancelled') })).rejects.toBe('cancelled');
    expect(server.requests).toHaveLength(before);
  });
  test('while the model thinks, and the request is given up', async () => {
    const own = await startOpenAiContractServer();
    own.on('hang', { kind: 'hang' });
    const controller = new AbortController();
    const reason = new Error('the job was cancelled');
    const asked = ask('hang', { url: own.url, signal: controller.signal });
    const rejected = expect(asked).rejects.toBe(reason);
    await until(() => own.requests.length > 0);
    controller.abort(reason);
    await rejected;
    await own.hungUp();
    await own.close();
  });
});

describe('garbage is INVALID_ANSWER, which the job tries again', () => {
  test.each<[string, OpenAiScript]>([
    ['an answer cut off', { kind: 'say', content: JSON.stringify(apollo11).slice(0, 90), finish: 'length' }],
    ['whole JSON said to be cut off', { kind: 'say', content: apollo11, finish: 'length' }],
    ['nothing', { kind: 'say', content: '' }],
    ['no content', { kind: 'say', content: null }],
    ['prose', { kind: 'say', content: 'The Eagle has landed.' }],
    ['half of it', { kind: 'say', content: JSON.stringify(apollo11).slice(0, 90) }],
    ['a list', { kind: 'say', content: [] }],
    ['neither moment nor reason', { kind: 'say', content: { unresolved: null, moment: null } }],
    ['both moment and reason', { kind: 'say', content: { ...apollo11, unresolved: 'No idea.' } }],
    ['no choices', { kind: 'raw', body: '{"choices": []}' }],
    ['no completion', { kind: 'raw', body: '{"hello": "world"}' }],
    ['an envelope that is no JSON', { kind: 'raw', body: '{"choices": [' }],
    ['a page', { kind: 'raw', type: 'text/html', body: '<!doctype html><h1>Welcome</h1>' }],
    ['five megabytes', { kind: 'raw', body: JSON.stringify({ choices: 'x'.repeat(5_000_000) }) }],
  ])('%s', async (what, script) => {
    const error = await failureOn(`garbage: ${what}`, script);
    expect(error.code).toBe('INVALID_ANSWER');
    expect(error.message.length).toBeLessThan(400);
  });

  test('and says which fields are at fault, not what they hold', async () => {
    const content = { ...apollo11, moment: { ...apollo11.moment, tags: 7, name: ['sekrit'] } };
    const { message } = await failureOn('odd', { kind: 'say', content });
    expect(message).toContain('moment.name, moment.tags');
    expect(message).not.toContain('sekrit');
  });
});

function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutNulls(part)])) as T;
}

function inspected(error: unknown): string {
  const seen = [];
  for (let cause = error; cause; cause = (cause as { cause?: unknown }).cause) {
    seen.push(String(cause), JSON.stringify(Object.entries(cause)));
  }
  return seen.join('\n');
}
