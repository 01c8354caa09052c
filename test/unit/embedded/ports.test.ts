import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts } from '../../../src/platform/embedded/ports.js';

describe('ports of the embedded servers', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'clockchain-ports-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('are three different ones, remembered', async () => {
    const first = await choosePorts(dataDir, ['bolt', 'http', 'mongodb']);
    expect(new Set(Object.values(first)).size).toBe(3);
    expect(await choosePorts(dataDir, ['bolt', 'http', 'mongodb'])).toEqual(first);
  });

  it('change where one is taken, and only there', async () => {
    const first = await choosePorts(dataDir, ['bolt', 'http']);
    const other = createServer().listen(first.bolt, '127.0.0.1');
    await once(other, 'listening');
    const second = await choosePorts(dataDir, ['bolt', 'http']);
    other.close();
    expect(second.http).toBe(first.http);
    expect(second.bolt).not.toBe(first.bolt);
    expect((await choosePorts(dataDir, ['bolt'], [second.bolt!])).bolt).not.toBe(second.bolt);
  });
});
