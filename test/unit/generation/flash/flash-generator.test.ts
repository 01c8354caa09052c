import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Generation, GeneratorError } from '../../../../src/features/generation/domain/generator.js';
import { createFlashGenerator } from '../../../../src/features/generation/flash/flash-generator.js';
import {
  apollo11,
  FLASH_KEY,
  type FlashContractServer,
  type FlashScript,
  startFlashContractServer,
} from '../../../support/flash-contract-server.js';

let server: FlashContractServer;
beforeAll(async () => {
  server = await startFlashContractServer();
});
afterAll(() => server.close());

function ask(
  query: string,
  options: { signal?: AbortSignal; timeoutMs?: number; key?: string; preset?: string } = {},
) {
  const {
    signal = new AbortController().signal,
    timeoutMs = 5_000,
    key = FLASH_KEY,
    preset = 'default',
  } = options;
  return createFlashGenerator({ url: server.url, serviceKey: key, timeoutMs }).generate({
    query,
    preset,
    signal,
  });
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
function failureOn(query: string, script: FlashScript): Promise<GeneratorError> {
  server.on(query, script);
  return failure(ask(query));
}

test('asks as the API wants to be asked, any preset passed through', async () => {
  await ask('the moon landing', { preset: 'hyper-real' });
  expect(server.requests.at(-1)).toEqual({
    key: FLASH_KEY,
    body: {
      query: 'the moon landing',
      preset: 'hyper-real',
      generate_image: false,
      request_context: { source: 'clockchain' },
    },
  });
});

test('finds the API whether or not its address ends in a slash', async () => {
  const generator = createFlashGenerator({ url: `${server.url}/`, serviceKey: FLASH_KEY });
  const { signal } = new AbortController();
  await expect(generator.generate({ query: 'anything', preset: 'default', signal })).resolves.toMatchObject({
    draft: { name: 'Apollo 11 Moon Landing' },
  });
});

test('a full answer becomes a draft', async () => {
  const { draft, model, subject, related } = await ask('apollo');
  expect({ model, subject, related }).toEqual({ model: 'writer-1', subject: null, related: [] });
  const { provenance, ...fields } = draft;
  expect(fields).toEqual({
    year: 1969,
    month: 7,
    day: 20,
    time: '0000',
    precision: 'DAY',
    calendar: 'GREGORIAN',
    country: 'space',
    region: 'moon',
    city: 'sea-of-tranquility',
    slug: 'apollo-11-moon-landing-a1b2',
    name: 'Apollo 11 Moon Landing',
    oneLiner: 'Two people land on the Moon.',
    era: 'Space Age',
    tags: ['space', 'cold war'],
    figures: ['Neil Armstrong', 'Buzz Aldrin'],
    flashTimepointId: 'tp_01HF7',
    flashSlug: 'apollo-11-moon-landing-a1b2',
    flashShareUrl: 'https://flash.example/t/apollo-11-moon-landing-a1b2',
    custom: { time_of_day: 'evening', model_provider: 'example' },
  });
  expect(provenance.year).toEqual({ origin: 'GENERATOR', confidence: 0.95 });
  expect(provenance.time).toEqual({ origin: 'FILLER', confidence: 0 });
});

test('any 2xx is an answer', async () => {
  server.on('created', { kind: 'answer', status: 201, body: apollo11 });
  await expect(ask('created')).resolves.toMatchObject({ draft: { year: 1969 } });
});

test.each([400, 402, 403, 404, 422])('%i is final and keeps the words of the service', async (status) => {
  const error = await failureOn(`refused ${status}`, {
    kind: 'answer',
    status,
    body: { detail: 'Not about history' },
  });
  expect(error).toMatchObject({
    code: 'REFUSED',
    message: `The Flash API answered ${status}: Not about history`,
  });
});

test.each([
  [{ detail: [{ loc: ['body'], msg: 'too long' }, { msg: 'too odd' }] }, 'too long; too odd'],
  [{ error: { message: 'no credit' } }, 'no credit'],
  [{ message: 'no credit' }, 'no credit'],
  [{ error: 'no credit' }, 'no credit'],
])('reads the words out of %j', async (body, words) => {
  const error = await failureOn(words, { kind: 'answer', status: 400, body });
  expect(error.message).toBe(`The Flash API answered 400: ${words}`);
});

test('a refusal of great length is cut, and one in HTML is told by its status only', async () => {
  const long = await failureOn('long', { kind: 'answer', status: 400, body: { detail: 'x'.repeat(9_000) } });
  expect(long.message.length).toBeLessThan(400);
  const html = await failureOn('html', {
    kind: 'text',
    status: 403,
    type: 'text/html',
    body: '<h1>Blocked</h1>',
  });
  expect(html).toMatchObject({ code: 'REFUSED', message: 'The Flash API answered 403.' });
});

test('a wrong key is refused, and no error repeats it', async () => {
  const error = await failure(ask('anything', { key: 'sekrit-and-wrong' }));
  expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('Invalid service key …') });
  expect(JSON.stringify([error.message, error.stack, String(error.cause)])).not.toContain('sekrit');
});

test('a key that no header can carry is refused at once, without repeating it', () => {
  expect(() => createFlashGenerator({ url: server.url, serviceKey: 'sekrit\r\nx' })).toThrow(/^(?!.*sekrit)/);
});

test('a redirect is not followed, since the key would go along', async () => {
  const elsewhere = await startFlashContractServer();
  const location = `${elsewhere.url}/api/v1/timepoints/generate/sync`;
  const error = await failureOn('moved', { kind: 'text', status: 307, body: '', headers: { location } });
  expect(error.code).toBe('REFUSED');
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.close();
});

describe('429 asks to wait', () => {
  const busy = (headers?: Record<string, string>) =>
    failureOn(`busy ${JSON.stringify(headers)}`, {
      kind: 'answer',
      status: 429,
      body: { detail: 'Slow down' },
      headers,
    });

  test('for the seconds it names', async () => {
    await expect(busy({ 'retry-after': '7' })).resolves.toMatchObject({ code: 'BUSY', retryAfter: 7 });
  });
  test('until the date it names', async () => {
    const { retryAfter } = await busy({ 'retry-after': new Date(Date.now() + 90_000).toUTCString() });
    expect(retryAfter).toBeGreaterThan(80);
    expect(retryAfter).toBeLessThanOrEqual(90);
  });
  test('not at all when that date is past, and never for more than a day', async () => {
    await expect(busy({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })).resolves.toMatchObject({
      retryAfter: 0,
    });
    await expect(busy({ 'retry-after': '999999999' })).resolves.toMatchObject({ retryAfter: 86_400 });
  });
  test('for half a minute when it does not say', async () => {
    await expect(busy()).resolves.toMatchObject({ code: 'BUSY', retryAfter: 30 });
    await expect(busy({ 'retry-after': 'soon' })).resolves.toMatchObject({ retryAfter: 30 });
  });
});

describe('what may pass is UNAVAILABLE', () => {
  test.each([500, 502, 503, 504])('%i', async (status) => {
    const error = await failureOn(`down ${status}`, {
      kind: 'text',
      status,
      type: 'text/html',
      body: '<h1>Oops</h1>',
    });
    expect(error).toMatchObject({ code: 'UNAVAILABLE', retryAfter: undefined });
  });
  test('503 with a time to wait', async () => {
    const script = { kind: 'answer', status: 503, body: {}, headers: { 'retry-after': '12' } } as const;
    await expect(failureOn('soon back', script)).resolves.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfter: 12,
    });
  });
  test('an answer that breaks off', async () => {
    const error = await failureOn('cut', { kind: 'break off', after: '{"name": "Apo' });
    expect(error.code).toBe('UNAVAILABLE');
  });
  test('a refused connection', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    const { signal } = new AbortController();
    const asked = createFlashGenerator({ url, serviceKey: FLASH_KEY }).generate({
      query: 'x',
      preset: 'y',
      signal,
    });
    await expect(failure(asked)).resolves.toMatchObject({
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
  test('while the API thinks', async () => {
    const own = await startFlashContractServer();
    own.on('hang', { kind: 'hang' });
    const controller = new AbortController();
    const reason = new Error('the job was cancelled');
    const asked = createFlashGenerator({ url: own.url, serviceKey: FLASH_KEY }).generate({
      query: 'hang',
      preset: 'default',
      signal: controller.signal,
    });
    const rejected = expect(asked).rejects.toBe(reason);
    while (own.requests.length === 0) await new Promise(setImmediate);
    controller.abort(reason);
    await rejected;
    await own.hungUp();
    await own.close();
  });
});

describe('garbage is INVALID_ANSWER', () => {
  const { name: _name, ...nameless } = apollo11;
  const { year: _year, ...yearless } = apollo11;

  test.each([
    ['HTML', '<!doctype html><h1>Welcome</h1>'],
    ['nothing', ''],
    ['truncated JSON', JSON.stringify(apollo11).slice(0, 80)],
    ['null', 'null'],
    ['a list', '[]'],
    ['no name', JSON.stringify(nameless)],
    ['a blank name', JSON.stringify({ ...apollo11, name: '  ' })],
    ['no year', JSON.stringify({ ...yearless, grounding: {} })],
    ['the year 0', JSON.stringify({ ...apollo11, grounding: null, year: 0 })],
    ['a year in words', JSON.stringify({ ...apollo11, grounding: null, year: 'long ago' })],
    ['a year as a list', JSON.stringify({ ...apollo11, year: [1969] })],
    ['a month past December', JSON.stringify({ ...apollo11, month: 13 })],
    ['a day the month lacks', JSON.stringify({ ...apollo11, month: 2, day: 30 })],
    ['tags as a text', JSON.stringify({ ...apollo11, tags: 'space, moon' })],
    ['figures without their list', JSON.stringify({ ...apollo11, characters: ['Neil'] })],
    ['a location as an object', JSON.stringify({ ...apollo11, location: { city: 'Rome' } })],
    ['a name in a script that makes no slug', JSON.stringify({ ...apollo11, slug: '', name: '東京' })],
    ['five megabytes', JSON.stringify(apollo11) + ' '.repeat(5_000_000)],
  ])('%s', async (what, body) => {
    const error = await failureOn(`garbage: ${what}`, { kind: 'text', body });
    expect(error.code).toBe('INVALID_ANSWER');
    expect(error.message.length).toBeLessThan(300);
  });

  test('and says which fields are at fault', async () => {
    const error = await failureOn('odd', { kind: 'answer', body: { ...apollo11, tags: 7, location: false } });
    expect(error.message).toContain('location, tags');
  });
});
