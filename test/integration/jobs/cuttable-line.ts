import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line to the test server that a test can cut, so that the server is away for one client and no other. */
export class CuttableLine {
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  #server: Server | null = null;
  #port = 0;
  #silent = false;

  constructor(uri: string) {
    this.#target = new URL(uri);
  }

  /** The server's URI by way of this line. */
  get uri(): string {
    const uri = new URL(this.#target);
    uri.port = String(this.#port);
    return uri.href;
  }

  /** Opens the line, each time on the same port. */
  async open(): Promise<void> {
    this.#silent = false;
    this.#server = createServer((near) => {
      const far = connect(Number(this.#target.port), this.#target.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (data) => !this.#silent && to.write(data));
        from.on('close', () => to.destroy());
        from.on('error', () => to.destroy());
      }
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Connections stay, and nothing comes through. */
  silence(): void {
    this.#silent = true;
  }

  /** Connections break, and new ones are refused. */
  cut(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}
