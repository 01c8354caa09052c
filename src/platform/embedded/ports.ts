import { randomInt } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

export type PortName = 'bolt' | 'http' | 'mongodb';
export type Ports = Partial<Record<PortName, number>>;

/** Below what the systems in use give to outgoing connections, so that a remembered port stays free. */
const FIRST_PORT = 20_000;
const PORT_COUNT = 10_000;

/**
 * A free port of 127.0.0.1 for each name: the one used last time where it is free, another where it is taken or
 * where `avoid` has it. What is chosen is remembered in `ports.json`.
 */
export async function choosePorts(dataDir: string, names: PortName[], avoid: number[] = []): Promise<Ports> {
  const file = join(dataDir, 'ports.json');
  const ports: Ports = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  for (const name of names) {
    let port = ports[name];
    while (
      port === undefined ||
      avoid.includes(port) ||
      isDouble(ports, name, port) ||
      !(await isFree(port))
    ) {
      port = FIRST_PORT + randomInt(PORT_COUNT);
    }
    ports[name] = port;
  }
  await writeFile(`${file}.draft`, JSON.stringify(ports));
  await rename(`${file}.draft`, file);
  return ports;
}

function isDouble(ports: Ports, name: PortName, port: number): boolean {
  return Object.entries(ports).some(([other, taken]) => other !== name && taken === port);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
